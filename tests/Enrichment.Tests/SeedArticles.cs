using System.Text.Json;
using NewsPlatform.Contracts;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Enrichment.Tests;

/// <summary>The articles of the five seed documents, cut out by the line numbers of their expected reading.</summary>
internal static class SeedArticles
{
    private static readonly Dictionary<string, Article> All = Read().ToDictionary(article => article.ArticleId);

    /// <summary>An article by document number and place, both as people count: "000/2" is the second article of the first document.</summary>
    public static Article Get(string name) => All[name];

    public static IEnumerable<Article> Full => All.Values.Where(article => article.Kind == ArticleKind.Full).OrderBy(article => article.ArticleId, StringComparer.Ordinal);

    public static IEnumerable<Article> Every => All.Values.OrderBy(article => article.ArticleId, StringComparer.Ordinal);

    private static IEnumerable<Article> Read()
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.File("seeds", "seeds.expected.json")));
        foreach (var document in expected.RootElement.GetProperty("documents").EnumerateArray())
        {
            var file = document.GetProperty("file").GetString()!;
            var lines = File.ReadAllLines(RepositoryRoot.File("seeds", file));
            var position = 0;
            foreach (var article in document.GetProperty("articles").EnumerateArray())
            {
                yield return Article(file, lines, article, position++);
            }
        }
    }

    private static Article Article(string file, string[] lines, JsonElement expected, int position)
    {
        var body = expected.GetProperty("bodyLines").EnumerateArray().Select(line => line.GetInt32()).ToList();
        var paragraphs = lines[(body[0] - 1)..body[1]].Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => line.Trim());
        return new Article
        {
            ArticleId = $"{file[..3]}/{position + 1}",
            DocumentId = file,
            Position = position,
            Source = file,
            Kind = expected.GetProperty("kind").GetString()!,
            Text = string.Join("\n\n", paragraphs),
            Headline = expected.GetProperty("headline").GetString(),
            Subheads = [.. Lines("subheadLines")],
            Credits = [.. Lines("creditLines")],
        };

        IEnumerable<string> Lines(string name) => expected.GetProperty(name).EnumerateArray().Select(line => lines[line.GetInt32() - 1].Trim());
    }
}
