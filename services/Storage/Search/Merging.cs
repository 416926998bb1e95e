using NewsPlatform.Mongo;
using NewsPlatform.Storage.Search.Segments;

namespace NewsPlatform.Storage.Search;

/// <summary>
/// Keeps the index in few segments: eight of about one size become one. One replica at a time does it. Deletes what was
/// replaced once nobody can be reading it any more.
/// </summary>
internal sealed partial class Merging(SegmentStore store, SegmentReader reader, TimeProvider time, ILogger<Merging> logger) : BackgroundService
{
    private const int Together = 8;

    // A segment above half of this is never merged again, unless much of it is dead.
    private const int MostArticles = 131_072;
    private const double DeadShare = 0.25;

    // A mark is read with every question; a few hundred cost about a millisecond.
    private const int MostMarks = 200;

    // Up to which number of articles segments are of one size.
    private static readonly int[] Sizes = [64, 512, 4_096, 32_768, MostArticles / 2];
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    // A question takes some seconds at most.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    /// <summary>Merges until nothing is left to merge.</summary>
    /// <returns>How many segments were written.</returns>
    public async Task<int> MergeAsync(CancellationToken cancellationToken)
    {
        var written = 0;
        while (await store.LeaseAsync(cancellationToken))
        {
            var segments = await reader.SnapshotAsync(cancellationToken);
            if (Choice(segments) is not { } chosen)
            {
                await TidyAsync(segments, cancellationToken);
                break;
            }

            var began = time.GetTimestamp();
            if (await new SegmentMerge(store, chosen, time).RunAsync(cancellationToken) is { } merged)
            {
                written++;
                LogMerged(chosen.Count, merged.Articles, merged.Bytes, time.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        return written;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await MergeAsync(stoppingToken);
            }
            catch (Exception passing) when (passing is StoreException or SegmentGoneException)
            {
                // The next look goes on from what is there.
            }
        }
    }

    private static List<Segment>? Choice(IReadOnlyList<Segment> segments)
    {
        foreach (var size in Sizes)
        {
            var below = Sizes.Where(one => one < size).DefaultIfEmpty(-1).Last();
            var alike = segments.Where(segment => segment.Articles > below && segment.Articles <= size).OrderBy(segment => segment.Id).Take(Together).ToList();
            if (alike.Count == Together)
            {
                var all = 0;
                return [.. alike.TakeWhile(segment => (all += segment.Articles) <= MostArticles)];
            }
        }

        // Only what is worth the while: a small one is merged away soon.
        return segments.FirstOrDefault(segment => segment.DeadCount > Math.Max(Sizes[0], segment.Articles * DeadShare)) is { } dying ? [dying] : null;
    }

    private async Task TidyAsync(IReadOnlyList<Segment> segments, CancellationToken cancellationToken)
    {
        foreach (var segment in await store.ReplacedAsync(Grace, cancellationToken))
        {
            await store.DropAsync(segment, cancellationToken);
        }

        foreach (var left in (await store.InAsync(SegmentState.Writing, Abandoned, cancellationToken)).Concat(await store.InAsync(SegmentState.Gone, Abandoned, cancellationToken)))
        {
            await store.DropAsync(left, cancellationToken);
        }

        var marks = await store.MarksAsync(cancellationToken);
        if (marks.Count <= MostMarks)
        {
            return;
        }

        // Each segment says itself who is dead in it; then the marks go, but not while a question may hold older segments.
        foreach (var segment in segments)
        {
            segment.Bury(marks);
            if (segment.DeadCount is var dead && dead > segment.Document.Dead)
            {
                await store.WriteAsync([new() { Id = BlockDocument.Dead(segment.Id, dead), Data = Segment.Write(segment.Dead) }], cancellationToken);
                var buried = segment.Document with { Dead = dead };
                if (await store.SetAsync(buried, SegmentState.Live, cancellationToken))
                {
                    segment.Document = buried;
                }
            }
        }

        var old = time.GetUtcNow() - Grace;
        await store.UnmarkAsync(marks.Where(mark => mark.At < old).Select(mark => mark.Id), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Segments} segments of the index became one of {Articles} articles and {Bytes} bytes in {Milliseconds} ms")]
    private partial void LogMerged(int segments, int articles, long bytes, double milliseconds);
}
