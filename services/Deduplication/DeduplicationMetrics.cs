using System.Diagnostics.Metrics;
using NewsPlatform.Contracts;
using NewsPlatform.ServiceDefaults.Telemetry;

namespace NewsPlatform.Deduplication;

/// <summary>The words are the verdicts of the contracts.</summary>
internal sealed class DeduplicationMetrics
{
    private readonly Counter<long> decided;
    private readonly Counter<long> overruled;

    public DeduplicationMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("NewsPlatform.Deduplication");
        decided = meter.CreateCounter<long>(MetricNames.ArticlesDecided, "{article}", "Articles by verdict");
        overruled = meter.CreateCounter<long>(MetricNames.VerdictsOverruled, "{verdict}", "Verdicts that a person overruled, by what they said");

        // From the start: a rate over a series that begins with its first event misses that event.
        foreach (var verdict in new[] { VerdictKind.New, VerdictKind.Exact, VerdictKind.Near, VerdictKind.Contained, VerdictKind.Revised, VerdictKind.Headline })
        {
            decided.Add(0, new KeyValuePair<string, object?>("verdict", verdict));
        }

        Overruled(isRepeat: true, 0);
        Overruled(isRepeat: false, 0);
    }

    public void Overruled(bool isRepeat, int words = 1) => overruled.Add(words, new KeyValuePair<string, object?>("word", isRepeat ? Log.Labels.Is : Log.Labels.IsNot));

    public void Decided(IEnumerable<string> verdicts)
    {
        foreach (var (verdict, count) in verdicts.CountBy(verdict => verdict))
        {
            decided.Add(count, new KeyValuePair<string, object?>("verdict", verdict));
        }
    }
}
