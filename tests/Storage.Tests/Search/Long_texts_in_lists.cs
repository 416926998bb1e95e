using NewsPlatform.Storage.Search;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Storage.Tests.Search;

public sealed class Long_texts_in_lists(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    [Fact]
    public async Task Are_shown_by_the_same_opening_whether_or_not_the_whole_text_was_read()
    {
        // Letters of one, two and four bytes, some of two UTF-16 units.
        var text = string.Join(' ', Enumerable.Range(0, 2_000).Select(number => (number % 3) switch { 0 => "وصل", 1 => "📰📰", _ => "plain" }));
        await StoredArticles.StoreAsync(mongo.Database, [StoredArticles.Of("long", "عنوان", text, source: "desk"), StoredArticles.Of("short", "عنوان", "قصير 📰", source: "desk")]);
        var search = StoredArticles.Search(mongo.Database);
        var opening = Snippet.Of(text, []);
        foreach (var query in new[] { new SearchQuery(), new SearchQuery { Filters = [SearchTerms.Filter(Fields.Source, "desk")] } })
        {
            var articles = (await search.PageAsync(query, 10, cursor: null, default)).Articles.ToDictionary(article => article.Id);
            Assert.Equal((opening.Text, 0), (articles["long"].Snippet.Text, articles["long"].Snippet.Start));
            Assert.Equal("قصير 📰", articles["short"].Snippet.Text);
        }

        // What is looked for stands far behind the opening.
        await StoredArticles.StoreAsync(mongo.Database, [StoredArticles.Of("late", "عنوان", text + " نهاية الخبر", source: "wire")]);
        Assert.Contains("نهاية", (await search.PageAsync(SearchQuery.Parse("نهاية"), 10, cursor: null, default)).Articles.Single().Snippet.Text, StringComparison.Ordinal);
        Assert.Single((await search.PageAsync(SearchQuery.Parse("\"نهاية الخبر\""), 10, cursor: null, default)).Articles);
    }
}
