using System.Diagnostics.Metrics;

namespace NewsPlatform.Deduplication;

/// <summary>The words are the verdicts of the contracts.</summary>
internal sealed class DeduplicationMetrics
{
    private readonly Counter<long> decided;

    public DeduplicationMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("NewsPlatform.Deduplication");
        decided = meter.CreateCounter<long>("news.articles.decided", "{article}", "Articles by verdict");
    }

    public void Decided(IEnumerable<string> verdicts)
    {
        foreach (var (verdict, count) in verdicts.CountBy(verdict => verdict))
        {
            decided.Add(count, new KeyValuePair<string, object?>("verdict", verdict));
        }
    }
}
