using NewsPlatform.Storage.Search;
using NewsPlatform.TestSupport;
using Xunit.Abstractions;

namespace NewsPlatform.Storage.Tests.Search;

/// <summary>Forty questions written by hand beside real articles: each in other forms and spellings than the article's own.</summary>
public sealed class Arabic_articles_are_found_in_every_form(MongoFixture mongo, ITestOutputHelper output) : IClassFixture<MongoFixture>
{
    private const int Page = 20;
    private const int Others = 1_500;

    [Fact]
    public async Task Every_question_has_its_article_on_the_first_page()
    {
        if (!SharedData.TryFind(output, "dedup/ar-corpora", out var folder))
        {
            return;
        }

        var questions = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Search", "Arabic_questions.tsv"))
            .Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        var articles = new[] { "saudi.jsonl.gz", "ant.jsonl.gz" }.SelectMany(name =>
            StoredArticles.Corpus(Path.Combine(folder, name)).Where((article, index) => index < Others || questions.ContainsKey(article.Id)));
        await StoredArticles.StoreAsync(
            mongo.Database, articles.Select(article => StoredArticles.Of(article.Id, article.Headline, article.Text, article.At, article.Source)));
        var search = StoredArticles.Search(mongo.Database);

        var missed = new List<string>();
        var first = 0;
        foreach (var (id, question) in questions)
        {
            var page = await search.PageAsync(SearchQuery.Parse(question), Page, cursor: null, CancellationToken.None);
            var place = page.Articles.ToList().FindIndex(article => article.Id == id);
            first += place == 0 ? 1 : 0;
            if (place < 0)
            {
                var frequencies = await search.FrequenciesAsync(SearchQuery.Parse(question), CancellationToken.None);
                missed.Add($"{id} {question}: {string.Join(", ", frequencies.Select(word => $"{word.Key} {word.Value}"))}");
            }
        }

        var figure = $"FIGURE search: {questions.Count - missed.Count} of {questions.Count} questions have their article on the first page, {first} in the first place";
        output.WriteLine(figure);
        Console.WriteLine(figure);
        Assert.Equal(40, questions.Count);
        Assert.Empty(missed);
    }
}
