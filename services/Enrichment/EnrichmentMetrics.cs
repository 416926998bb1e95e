using System.Diagnostics.Metrics;

namespace NewsPlatform.Enrichment;

internal sealed class EnrichmentMetrics
{
    private readonly Counter<long> enriched;

    public EnrichmentMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("NewsPlatform.Enrichment");
        enriched = meter.CreateCounter<long>("news.articles.enriched", "{article}", "Articles that Enrichment passed on");
    }

    public void Enriched(int articles) => enriched.Add(articles);
}
