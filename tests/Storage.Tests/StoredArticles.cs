using System.IO.Compression;
using System.Text.Json;
using NewsPlatform.Contracts;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Storage.Tests;

/// <summary>Articles as Enrichment would hand them over, with as much noted as a test needs.</summary>
internal static class StoredArticles
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static StoredDocument Of(
        string id,
        string headline,
        string text,
        DateTimeOffset? at = null,
        string source = "desk",
        Func<Contracts.Enrichment, Contracts.Enrichment>? notes = null,
        Verdict? verdict = null)
    {
        var moment = at ?? Noon;
        var article = new Article
        {
            ArticleId = id,
            DocumentId = "d" + id,
            Position = 0,
            Source = source,
            Kind = ArticleKind.Full,
            Headline = headline,
            Text = text,
        };
        var enrichment = new Contracts.Enrichment { Language = "ar", LanguageConfidence = 1, NormalizedText = "", Enrichers = ["language/1"] };
        enrichment = notes?.Invoke(enrichment) ?? enrichment;
        verdict ??= new Verdict { Kind = VerdictKind.New, Rule = "nothing-like-it", RuleVersion = "1", Score = 0 };
        return new()
        {
            Id = id,
            Article = article,
            Verdict = verdict,
            Enrichment = enrichment,
            Journey = Journey.Empty,
            IngestedAt = moment,
            StoredAt = moment,
            Version = moment.ToUnixTimeMilliseconds(),
            Search = SearchEntry.Of(article, verdict, enrichment, moment),
        };
    }

    public static async Task<ArticleStore> StoreAsync(MongoDatabase database, IEnumerable<StoredDocument> documents)
    {
        var store = new ArticleStore(database);
        await store.PrepareAsync(CancellationToken.None);
        foreach (var batch in documents.Chunk(500))
        {
            var result = await store.StoreAsync(batch, CancellationToken.None);
            Assert.Empty(result.Refused);
        }

        return store;
    }

    /// <summary>The articles of a corpus in the shared data, in its order.</summary>
    public static IEnumerable<(string Id, string Headline, string Text, DateTimeOffset At, string Source)> Corpus(string path)
    {
        using var file = File.OpenRead(path);
        using var lines = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            yield return (
                root.GetProperty("id").GetString()!,
                root.GetProperty("title").GetString() ?? "",
                root.GetProperty("body").GetString() ?? "",
                DateTimeOffset.TryParse(root.GetProperty("date").GetString(), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var date) ? date : Noon,
                root.GetProperty("source").GetString() ?? "corpus");
        }
    }
}
