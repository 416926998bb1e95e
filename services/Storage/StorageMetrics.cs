using System.Diagnostics.Metrics;

namespace NewsPlatform.Storage;

internal sealed class StorageMetrics
{
    private readonly Counter<long> stored;
    private readonly Counter<long> quarantined;
    private readonly Histogram<double> duration;

    public StorageMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("NewsPlatform.Storage");
        stored = meter.CreateCounter<long>("news.articles.stored", "{article}", "Articles that reached the store, by fate");
        quarantined = meter.CreateCounter<long>("news.messages.quarantined", "{message}", "Messages taken out of error queues, by the service that failed");
        duration = meter.CreateHistogram<double>("news.article.duration", "s", "Time from claiming the file to storing the article");
        meter.CreateObservableGauge("news.balance.difference", () => BalanceDifference, "{article}", "Articles of the last day that were found and have no fate");
    }

    /// <summary>As of the last look; 0 unless something is wrong.</summary>
    public long BalanceDifference { get; set; }

    public void Stored(string fate, int articles) => stored.Add(articles, new KeyValuePair<string, object?>("fate", fate));

    public void Quarantined(string service) => quarantined.Add(1, new KeyValuePair<string, object?>("news.service", service));

    public void DropToStored(IEnumerable<TimeSpan> durations)
    {
        foreach (var one in durations)
        {
            duration.Record(one.TotalSeconds);
        }
    }
}
