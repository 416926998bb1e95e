using System.Diagnostics.Metrics;
using NewsPlatform.Ingestion.Inbox;
using NewsPlatform.ServiceDefaults.Telemetry;

namespace NewsPlatform.Ingestion;

/// <summary>The words are the fates of the ledger.</summary>
internal sealed class IngestionMetrics
{
    private static readonly string[] States = ["announced", "complete", "repeated", "failed"];

    private readonly Counter<long> documents;
    private readonly Counter<long> found;
    private readonly Counter<long> quarantined;
    private readonly Histogram<double> wait;

    public IngestionMetrics(IMeterFactory factory, InboxState state, InboxOptions options)
    {
        var meter = factory.Create("NewsPlatform.Ingestion");
        documents = meter.CreateCounter<long>(MetricNames.Documents, "{document}", "Documents by what became of them");
        found = meter.CreateCounter<long>(MetricNames.ArticlesFound, "{article}", "Articles found in documents");
        quarantined = meter.CreateCounter<long>(MetricNames.ArticlesQuarantined, "{article}", "Articles moved to an error queue");
        wait = meter.CreateHistogram(
            MetricNames.InboxWait, "s", "Time from a file's arrival in the inbox to its claim", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = MetricNames.Seconds });
        meter.CreateObservableGauge(MetricNames.InboxPaused, () => state.Paused is null ? 0 : 1, unit: null, "1 while no file is claimed, for a reason that /health/ready names");
        meter.CreateObservableGauge(MetricNames.ArticlesInFlight, () => state.InFlight, "{article}", "Articles announced and without a fate, of all replicas, at the last look into the ledger");
        meter.CreateObservableGauge(MetricNames.InboxDiskFree, () => FreeDisk(options.Inbox), "By", "Room on the disk of the inbox");

        // From the start: a rate over a series that begins with its first event misses that event.
        Array.ForEach(States, name => documents.Add(0, State(name)));
        found.Add(0);
        quarantined.Add(0);
    }

    public void DocumentDone(int articles)
    {
        documents.Add(1, State("announced"));
        found.Add(articles);
    }

    public void DocumentComplete() => documents.Add(1, State("complete"));

    public void DocumentRepeated() => documents.Add(1, State("repeated"));

    public void DocumentFailed() => documents.Add(1, State("failed"));

    public void Quarantined() => quarantined.Add(1);

    /// <summary>A file set to a time to come has not waited.</summary>
    public void Claimed(TimeSpan waited) => wait.Record(Math.Max(0, waited.TotalSeconds));

    private static KeyValuePair<string, object?> State(string state) => new("state", state);

    private static IEnumerable<Measurement<long>> FreeDisk(string folder) =>
        Directory.Exists(folder) ? [new(new DriveInfo(folder).AvailableFreeSpace)] : [];
}
