using System.Diagnostics.Metrics;

namespace NewsPlatform.Deduplication;

/// <summary>The words are the fates and verdicts of the contracts.</summary>
internal sealed class DeduplicationMetrics
{
    private readonly Counter<long> decided;

    public DeduplicationMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("NewsPlatform.Deduplication");
        decided = meter.CreateCounter<long>("news.articles.decided", "{article}", "Articles by verdict");
    }

    public void Decided(int accepted, int repeated)
    {
        decided.Add(accepted, new KeyValuePair<string, object?>("fate", "accepted"));
        decided.Add(repeated, new KeyValuePair<string, object?>("fate", "repeated"));
    }
}
