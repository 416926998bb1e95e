using System.Diagnostics.Metrics;

namespace NewsPlatform.Messaging;

/// <summary>What every stage tells of its bundles, whatever it does.</summary>
internal static class StageTelemetry
{
    private static readonly Meter Meter = new("NewsPlatform.Messaging");
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200] };

    private static readonly Counter<long> Articles = Meter.CreateCounter<long>(
        "news.stage.articles", "{article}", "Articles a stage has worked on, by its queue and whether they went on or were set aside");

    private static readonly Histogram<double> Wait = Meter.CreateHistogram(
        "news.stage.wait", "s", "Time from sending a bundle to a stage's turn at it: how late the stage is", advice: Seconds);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "news.stage.duration", "s", "Time a stage takes for a bundle, its store and its confirms included", advice: Seconds);

    public static void Received(Uri queue, DateTimeOffset received, DateTime? sent)
    {
        // Clocks of two machines differ; a bundle that came before it was sent has not waited.
        if (sent is { } moment)
        {
            Wait.Record(Math.Max(0, (received.UtcDateTime - moment).TotalSeconds), Queue(queue));
        }
    }

    public static void Finished(Uri queue, TimeSpan took, int passed, int setAside)
    {
        var name = Queue(queue);
        Duration.Record(took.TotalSeconds, name);

        // Both words from the start: a rate over a series that begins with its first failure misses that one.
        Articles.Add(passed, name, new KeyValuePair<string, object?>("outcome", "passed"));
        Articles.Add(setAside, name, new KeyValuePair<string, object?>("outcome", "set aside"));
    }

    private static KeyValuePair<string, object?> Queue(Uri address) => new("messaging.destination.name", address.Segments[^1]);
}
