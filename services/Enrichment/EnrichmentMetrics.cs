using System.Diagnostics.Metrics;
using NewsPlatform.ServiceDefaults.Telemetry;

namespace NewsPlatform.Enrichment;

internal sealed class EnrichmentMetrics
{
    private readonly Counter<long> enriched;
    private readonly Counter<long> failed;
    private readonly Counter<long> stories;

    public EnrichmentMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("NewsPlatform.Enrichment");
        enriched = meter.CreateCounter<long>(MetricNames.ArticlesEnriched, "{article}", "Articles that Enrichment passed on");
        failed = meter.CreateCounter<long>(MetricNames.EnrichersFailed, "{article}", "Articles an enricher gave up on, by enricher");
        stories = meter.CreateCounter<long>(MetricNames.StoriesChanged, "{change}", "What happened to stories: began, grew, joined, split");

        // From the start: a rate over a series that begins with its first event misses that event.
        enriched.Add(0);
        foreach (var change in Enum.GetValues<Stories.ChangeKind>())
        {
            Story(change, 0);
        }
    }

    public void Story(Stories.ChangeKind change, int stories = 1) => this.stories.Add(stories, new KeyValuePair<string, object?>("change", change.ToString().ToLowerInvariant()));

    public void Enriched(int articles) => enriched.Add(articles);

    /// <summary>Begins the count of every enricher's failures at nothing.</summary>
    public IEnumerable<Enrichers.IEnricher> Watched(IEnumerable<Enrichers.IEnricher> enrichers)
    {
        foreach (var enricher in enrichers)
        {
            failed.Add(0, new KeyValuePair<string, object?>("enricher", enricher.Name));
            yield return enricher;
        }
    }

    public void Failed(string enricher) => failed.Add(1, new KeyValuePair<string, object?>("enricher", enricher));
}
