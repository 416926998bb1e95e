namespace NewsPlatform.WebConsole.Flow;

/// <summary>
/// Which services there are and what goes between them: the picture in the README as data. A test compares it with what the
/// services register.
/// </summary>
internal static class FlowMap
{
    public const string Ingestion = "ingestion";
    public const string Standalone = "standalone";

    public static IReadOnlyList<string> Services { get; } = [Ingestion, "deduplication", "enrichment", "storage"];

    public static IReadOnlyList<Edge> Edges { get; } =
    [
        new(Ingestion, "deduplication", "ArticlesIngested", "deduplication-articles-ingested", Main: true),
        new("deduplication", "enrichment", "ArticlesAccepted", "enrichment-articles-accepted", Main: true),
        new("enrichment", "storage", "ArticlesEnriched", "storage-articles-enriched", Main: true),
        new("deduplication", "storage", "ArticlesRepeated", "storage-articles-repeated", Main: true),
        new("storage", Ingestion, "ArticlesStored", "ingestion-articles-stored", Main: true),
        new("storage", Ingestion, "ArticlesSetAside", "ingestion-articles-set-aside", Main: false),
        new("storage", "deduplication", "VerdictOverruled", "deduplication-verdict-overruled", Main: false),
        new("deduplication", "storage", "ArticlesCorrected", "storage-articles-corrected", Main: false),
        new("deduplication", "storage", "ArticlesJudged", "storage-articles-judged", Main: false),
    ];

    /// <summary>The service of a stage's queue.</summary>
    public static string ServiceOf(string queue) => queue[..queue.IndexOf('-', StringComparison.Ordinal)];

    /// <summary>The edges of the news that end where this one begins.</summary>
    public static IEnumerable<Edge> Before(Edge edge) => Edges.Where(other => other.Main && other.To == edge.From && other.From != "storage");

    internal sealed record Edge(string From, string To, string Message, string Queue, bool Main);
}
