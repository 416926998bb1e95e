using System.Diagnostics.Metrics;

namespace NewsPlatform.Storage;

internal sealed class StorageMetrics
{
    private readonly Counter<long> stored;
    private readonly Histogram<double> duration;

    public StorageMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("NewsPlatform.Storage");
        stored = meter.CreateCounter<long>("news.articles.stored", "{article}", "Articles that reached the store, by fate");
        duration = meter.CreateHistogram<double>("news.article.duration", "s", "Time from claiming the file to storing the article");
    }

    public void Stored(string fate, int articles) => stored.Add(articles, new KeyValuePair<string, object?>("fate", fate));

    public void DropToStored(IEnumerable<TimeSpan> durations)
    {
        foreach (var one in durations)
        {
            duration.Record(one.TotalSeconds);
        }
    }
}
