using NewsPlatform.Contracts;

namespace NewsPlatform.Enrichment.Enrichers;

/// <summary>Runs every enricher on an article; safe for use by many threads.</summary>
internal sealed partial class EnricherPipeline(IEnumerable<IEnricher> enrichers, EnrichmentMetrics metrics, ILogger<EnricherPipeline> logger)
{
    [ThreadStatic]
    private static EnrichmentContext? desk;

    private readonly (IEnricher Enricher, string Signature)[] enrichers =
        [.. metrics.Watched(enrichers).Select(enricher => (enricher, $"{enricher.Name}/{enricher.Version}"))];

    /// <summary>What the enrichers note about an article. Never throws for what the article holds.</summary>
    public Contracts.Enrichment Enrich(Article article, DateTimeOffset? ingestedAt) => Read(article, ingestedAt).Notes.ToContract(article.Text);

    /// <summary>The same, with the words and findings still open; the next call on this thread closes them.</summary>
    public EnrichmentContext Read(Article article, DateTimeOffset? ingestedAt)
    {
        var context = desk ??= new EnrichmentContext();
        context.Open(article, ingestedAt);
        foreach (var (enricher, signature) in enrichers)
        {
            context.GrantBudget();
            try
            {
                enricher.Enrich(context);
                context.Notes.Enrichers.Add(signature);
            }
            catch (Exception reason) when (reason is not OutOfMemoryException)
            {
                // A fault in one enricher costs its own note, not the article: it is noted, counted and logged instead.
                context.Notes.Failures.Add(new EnricherFailure { Enricher = signature, Reason = reason.Message });
                metrics.Failed(enricher.Name);
                LogFailed(signature, article.ArticleId, reason);
            }
        }

        return context;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Enricher} gave up on article {ArticleId}")]
    private partial void LogFailed(string enricher, string articleId, Exception reason);
}
