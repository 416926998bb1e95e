using System.Runtime.CompilerServices;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;
using NewsPlatform.Mongo.Logs;

namespace NewsPlatform.Enrichment.Stories;

/// <summary>The log in the collection <c>story_log</c>. Not thread-safe: one bundle of a replica after the other.</summary>
internal sealed class StoryLog(MongoDatabase database, TimeProvider time) : IStoryLog
{
    private const string Story_log = "story_log";

    private readonly ReplicaLog<LoggedStories> log = new(database, Story_log, Replica.Current.Name, time);
    private bool prepared;

    public async IAsyncEnumerable<LoggedStories> ReadAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        await foreach (var entry in log.ReadAsync(since, cancellationToken))
        {
            yield return entry;
        }
    }

    public async Task WriteAsync(IReadOnlyList<StoryArticle> articles, IReadOnlyList<StoryChange> changes, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        await log.WriteAsync(
            place => new LoggedStories
            {
                Id = place.Id,
                Stream = place.Stream,
                Number = place.Number,
                At = place.At,
                Articles = [.. articles.Select(StoryCodec.Pack)],
                Changes = changes,
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<LoggedStories>> CatchUpAsync(CancellationToken cancellationToken)
    {
        var entries = await log.CatchUpAsync(cancellationToken);

        // Stories are told in the order in which they happened, over all replicas.
        return [.. entries.OrderBy(entry => entry.At).ThenBy(entry => entry.Number)];
    }

    public Task RemoveBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken) =>
        log.RemoveBeforeAsync(moment, cancellationToken);

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (!prepared)
        {
            await log.PrepareAsync(cancellationToken);
            prepared = true;
        }
    }
}
