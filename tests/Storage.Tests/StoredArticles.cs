using System.IO.Compression;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using NewsPlatform.Contracts;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Search;
using NewsPlatform.Storage.Search.Segments;

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
            Search = SearchEntry.Later(article, enrichment, moment, moment.ToUnixTimeMilliseconds()),
        };
    }

    public static ArticleStore Store(MongoDatabase database) => new(database, Segments(database));

    public static SegmentStore Segments(MongoDatabase database) => new(database, TimeProvider.System);

    public static SegmentReader Reader(MongoDatabase database) => new(Segments(database));

    public static ArticleSearch Search(MongoDatabase database) => new(database, Reader(database));

    public static Indexing Indexing(MongoDatabase database) => new(database, Segments(database), TimeProvider.System, NullLogger<Indexing>.Instance);

    /// <summary>Stores them and has them indexed.</summary>
    public static async Task<ArticleStore> StoreAsync(MongoDatabase database, IEnumerable<StoredDocument> documents)
    {
        var store = Store(database);
        await store.PrepareAsync(CancellationToken.None);
        await Segments(database).PrepareAsync(CancellationToken.None);
        foreach (var batch in documents.Chunk(500))
        {
            var result = await store.StoreAsync(batch, CancellationToken.None);
            Assert.Empty(result.Refused);
        }

        await Indexing(database).SweepAsync(TimeSpan.Zero, CancellationToken.None);
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
