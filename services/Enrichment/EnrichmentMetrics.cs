using System.Diagnostics.Metrics;

namespace NewsPlatform.Enrichment;

internal sealed class EnrichmentMetrics
{
    private readonly Counter<long> enriched;
    private readonly Counter<long> failed;
    private readonly Counter<long> stories;

    public EnrichmentMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("NewsPlatform.Enrichment");
        enriched = meter.CreateCounter<long>("news.articles.enriched", "{article}", "Articles that Enrichment passed on");
        failed = meter.CreateCounter<long>("news.enrichers.failed", "{article}", "Articles an enricher gave up on, by enricher");
        stories = meter.CreateCounter<long>("news.stories.changed", "{change}", "What happened to stories: began, grew, joined, split");
    }

    public void Story(Stories.ChangeKind change) => stories.Add(1, new KeyValuePair<string, object?>("change", change.ToString().ToLowerInvariant()));

    public void Enriched(int articles) => enriched.Add(articles);

    public void Failed(string enricher) => failed.Add(1, new KeyValuePair<string, object?>("enricher", enricher));
}
