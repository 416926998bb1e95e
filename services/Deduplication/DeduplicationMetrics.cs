using System.Diagnostics.Metrics;

namespace NewsPlatform.Deduplication;

/// <summary>The words are the verdicts of the contracts.</summary>
internal sealed class DeduplicationMetrics
{
    private readonly Counter<long> decided;
    private readonly Counter<long> overruled;

    public DeduplicationMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("NewsPlatform.Deduplication");
        decided = meter.CreateCounter<long>("news.articles.decided", "{article}", "Articles by verdict");
        overruled = meter.CreateCounter<long>("news.verdicts.overruled", "{verdict}", "Verdicts that a person overruled, by what they said");
    }

    public void Overruled(bool isRepeat) => overruled.Add(1, new KeyValuePair<string, object?>("word", isRepeat ? Log.Labels.Is : Log.Labels.IsNot));

    public void Decided(IEnumerable<string> verdicts)
    {
        foreach (var (verdict, count) in verdicts.CountBy(verdict => verdict))
        {
            decided.Add(count, new KeyValuePair<string, object?>("verdict", verdict));
        }
    }
}
