using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace NewsPlatform.Mongo;

/// <summary>Spans and durations under OpenTelemetry's names for database clients. Never a filter or a document.</summary>
internal static class MongoTelemetry
{
    public const string Name = "NewsPlatform.Mongo";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "db.client.operation.duration", "s", "How long commands to the store take, waiting for a connection included",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });

    public static async Task<T> MeasureAsync<T>(string database, string operation, string? collection, Func<Task<T>> run)
    {
        using var activity = Source.StartActivity(collection is null ? operation : $"{operation} {collection}", ActivityKind.Client);
        var tags = new TagList
        {
            { "db.system.name", "mongodb" },
            { "db.namespace", database },
            { "db.operation.name", operation },
        };
        if (collection is not null)
        {
            tags.Add("db.collection.name", collection);
        }

        var started = Stopwatch.GetTimestamp();
        try
        {
            return await run();
        }
        catch (Exception error)
        {
            tags.Add("error.type", error.GetType().Name);
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            throw;
        }
        finally
        {
            Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
            if (activity is not null)
            {
                foreach (var (key, value) in tags)
                {
                    activity.SetTag(key, value);
                }
            }
        }
    }
}
