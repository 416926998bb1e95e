using System.Diagnostics.Metrics;
using NewsPlatform.Contracts;
using NewsPlatform.ServiceDefaults.Telemetry;
using NewsPlatform.Storage.Quarantine;

namespace NewsPlatform.Storage;

/// <summary>The words are the fates of the ledger.</summary>
internal sealed class StorageMetrics
{
    private readonly Counter<long> stored;
    private readonly Counter<long> quarantined;
    private readonly Histogram<double> duration;

    public StorageMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("NewsPlatform.Storage");
        stored = meter.CreateCounter<long>(MetricNames.ArticlesStored, "{article}", "Articles that reached the store, by fate");
        quarantined = meter.CreateCounter<long>(MetricNames.MessagesQuarantined, "{message}", "Messages taken out of error queues, by the service that failed");
        duration = meter.CreateHistogram(
            MetricNames.ArticleDuration, "s", "Time from claiming the file to the article being stored", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = MetricNames.Seconds });
        meter.CreateObservableGauge(MetricNames.BalanceDifference, () => BalanceDifference, "{article}", "Articles of the last day that were found and have no fate");

        // From the start: a rate over a series that begins with its first event misses that event.
        Stored(Fate.Stored, 0);
        Stored(Fate.Repeated, 0);
        foreach (var service in Stages.All.Select(stage => stage.Queue.Split('-')[0]).Distinct())
        {
            quarantined.Add(0, Service(service));
        }
    }

    /// <summary>As of the last look; 0 unless something is wrong.</summary>
    public long BalanceDifference { get; set; }

    public void Stored(string fate, int articles) => stored.Add(articles, new KeyValuePair<string, object?>("fate", fate));

    public void Quarantined(string service) => quarantined.Add(1, Service(service));

    public void DropToStored(IEnumerable<TimeSpan> durations)
    {
        foreach (var one in durations)
        {
            duration.Record(one.TotalSeconds);
        }
    }

    private static KeyValuePair<string, object?> Service(string service) => new("news.service", service);
}
