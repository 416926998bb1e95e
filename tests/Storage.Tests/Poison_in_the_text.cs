using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Search;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Storage.Tests;

public sealed class Poison_in_the_text(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    [Fact]
    public async Task The_neighbours_are_stored_and_the_poison_is_refused_with_its_reason()
    {
        var store = StoredArticles.Store(mongo.Database);
        await store.PrepareAsync(default);
        string[] texts = ["جار", "صفر\0هنا", "نصف \ud83d زوج", new string('س', 20_000_000), "$where: {\"a.b\": {\"$gt\": \"\"}}", "جار"];
        var result = await store.StoreAsync([.. texts.Select((text, index) => StoredArticles.Of($"p{index}", "$set.a.b", text))], default);

        // A lone surrogate is no text, and 40 MB of UTF-8 no document.
        Assert.Equal([2, 3], result.Refused.Select(refused => refused.Index));
        Assert.All(result.Refused, refused => Assert.NotEmpty(refused.Reason));
        var reader = new ArticleReader(mongo.Database);
        foreach (var index in new[] { 0, 1, 4, 5 })
        {
            Assert.Equal(texts[index], (await reader.FindAsync($"p{index}", default))!.Article.Text);
        }
    }

    [Theory]
    [InlineData("$where", true)]
    [InlineData("{\"$gt\":\"\"}", true)]
    [InlineData("a.b.c", true)]
    [InlineData("b.c.a", false)]
    [InlineData("c.b.a", true)]
    [InlineData("^dollar", false)]
    [InlineData("^where", true)]
    [InlineData("source:probe", false)]
    [InlineData("source", false)]
    [InlineData("^", true)]
    [InlineData("\"", true)]
    [InlineData("-", true)]
    [InlineData("--", true)]
    [InlineData("\"\" -\"\"", true)]
    [InlineData("\ud83d", true)]
    [InlineData("\0", true)]
    [InlineData("where -gt", false)]
    [InlineData("where -\"gt a\"", false)]
    [InlineData("where -\"a gt\"", true)]
    [InlineData(".*", true)]
    [InlineData("wher.", false)]
    public async Task No_question_is_anything_but_words(string question, bool found)
    {
        // Signs fall away: what is left are words, and without any all articles are listed.
        await StoredArticles.StoreAsync(mongo.Database, [StoredArticles.Of("words", "Where", "$gt a.b.c and c.b.a in probe", source: "probe")]);

        var query = SearchQuery.Parse(question) with { Filters = [SearchTerms.Filter(Fields.Source, "probe")] };
        var page = await StoredArticles.Search(mongo.Database).PageAsync(query, 5, cursor: null, default);

        Assert.Equal(found ? ["words"] : [], page.Articles.Select(article => article.Id));
    }

    [Fact]
    public async Task What_is_old_goes_by_source_and_nothing_goes_unless_it_is_said()
    {
        var options = new RetentionOptions();
        var retention = new Retention(mongo.Database, StoredArticles.Store(mongo.Database), Options.Create(options), TimeProvider.System, NullLogger<Retention>.Instance);
        var now = TimeProvider.System.GetUtcNow();
        await StoredArticles.StoreAsync(
            mongo.Database,
            [
                StoredArticles.Of("r-old-wire", "a", "b", now.AddDays(-40), "wire"), StoredArticles.Of("r-new-wire", "a", "b", now.AddDays(-20), "wire"),
                StoredArticles.Of("r-old-desk", "a", "b", now.AddDays(-400), "desk2"), StoredArticles.Of("r-new-desk", "a", "b", now.AddDays(-40), "desk2"),
            ]);
        Assert.Equal(0, await retention.SweepAsync(default));

        options.Days["wire"] = 30;
        options.Days["*"] = 365;
        await retention.SweepAsync(default);

        var left = new List<string>();
        await foreach (var article in mongo.Database.FindAsync<JsonObject>("articles", new JsonObject { ["_id"] = new JsonObject { ["$gte"] = "r-", ["$lt"] = "r." } }))
        {
            left.Add(article["_id"]!.GetValue<string>());
        }

        Assert.Equal(["r-new-desk", "r-new-wire"], left.Order());
    }

    [Fact]
    public async Task Articles_of_older_rules_are_indexed_again()
    {
        await StoredArticles.StoreAsync(mongo.Database, [StoredArticles.Of("old-rules", "لأوكرانيا", "نص")]);
        await mongo.Database.UpdateManyAsync(
            "articles", new JsonObject { ["_id"] = "old-rules" }, new JsonObject { ["$set"] = new JsonObject { [StoredDocument.Profile] = "n0.s0" } }, default);

        var done = await StoredArticles.Indexing(mongo.Database).SweepAsync(TimeSpan.Zero, default);

        Assert.True(done >= 1);
        var page = await StoredArticles.Search(mongo.Database).PageAsync(SearchQuery.Parse("أوكرانيا"), 5, cursor: null, default);
        Assert.Single(page.Articles, article => article.Id == "old-rules");
    }
}
