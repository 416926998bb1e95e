using NewsPlatform.Cli.Reports;
using NewsPlatform.Mongo;

namespace NewsPlatform.Cli.Dropping;

/// <summary>Waits until every article of dropped files has its fate, by looking at the ledger: a bounded number of lines a look.</summary>
internal sealed class FateWatch(DocumentLines ledger, TimeProvider time)
{
    // Four queries a look at most; of more files than this the look goes round.
    private const int LinesALook = 4 * DocumentLines.Batch;

    // How many documents under way have their articles counted for the bar: enough to see a large dump move.
    private const int CountedALook = 20;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    /// <param name="Done">Files with their end, and of those under way the share of settled articles: at most <paramref name="Files"/>.</param>
    /// <param name="Files">All files.</param>
    /// <param name="Articles">Articles that have their fate.</param>
    internal sealed record Progress(double Done, int Files, long Articles);

    /// <param name="items">Files that were dropped, or known before; those that failed at the door count as settled.</param>
    /// <param name="tell">Called after each look.</param>
    /// <param name="stopped">Says why waiting makes no sense any more, or null.</param>
    /// <param name="patience">How long nothing may move; never ends when zero.</param>
    /// <param name="cancellationToken">Ends the waiting alone.</param>
    /// <returns>Null when every file has its end; otherwise why the waiting ended before.</returns>
    public async Task<string?> WaitAsync(
        IReadOnlyList<DropItem> items, Action<Progress> tell, Func<string?> stopped, TimeSpan patience, CancellationToken cancellationToken)
    {
        var open = new Queue<DropItem>(items.Where(item => !item.IsSettled));
        var settled = items.Count - open.Count;
        var articles = 0L;
        var moved = time.GetTimestamp();
        var last = -1.0;
        while (open.Count > 0)
        {
            var look = Math.Min(open.Count, LinesALook);
            var asked = Enumerable.Range(0, look).Select(_ => open.Dequeue()).ToList();
            var partly = 0.0;
            var partlyArticles = 0L;
            try
            {
                var lines = await ledger.FindAsync(asked.SelectMany(item => item.LedgerIds).Distinct(), cancellationToken);
                var ended = asked.Where(item => Ended(item, lines) is not null).ToList();
                var fates = await ledger.FatesAsync(ended.Select(item => item.Id!).Distinct(), cancellationToken);
                foreach (var item in ended)
                {
                    item.Document = Ended(item, lines);
                    item.Failure = item.Document is { HasFailed: true, Reason: var reason } ? reason : null;
                    item.Fates = fates.GetValueOrDefault(item.Id!) ?? new FateCounts();
                    articles += item.Fates.Settled;
                    settled++;
                }

                var underWay = asked.Where(item => !item.IsSettled && lines.ContainsKey(item.Id!)).Take(CountedALook).ToList();
                foreach (var (_, counts) in await ledger.FatesAsync(underWay.Select(item => item.Id!).Distinct(), cancellationToken))
                {
                    partly += counts.All == 0 ? 0 : (double)counts.Settled / counts.All;
                    partlyArticles += counts.Settled;
                }
            }
            catch (StoreUnavailableException)
            {
                // The store is away: it comes back, or patience ends.
            }

            asked.Where(item => !item.IsSettled).ToList().ForEach(open.Enqueue);
            var done = settled + partly;
            tell(new(Math.Min(done, items.Count), items.Count, articles + partlyArticles));
            if (open.Count == 0)
            {
                break;
            }

            if (done > last)
            {
                last = done;
                moved = time.GetTimestamp();
            }
            else if (patience > TimeSpan.Zero && time.GetElapsedTime(moved) > patience)
            {
                return $"nothing has moved for {patience.TotalSeconds:0} s";
            }

            if (stopped() is { } reason2)
            {
                return reason2;
            }

            await Task.Delay(open.Count > 100 ? Slow : Quick, time, cancellationToken);
        }

        return null;
    }

    private static DocumentLine? Ended(DropItem item, Dictionary<string, DocumentLine> lines)
    {
        foreach (var id in item.LedgerIds)
        {
            if (!lines.TryGetValue(id, out var line))
            {
                continue;
            }

            // A failure from before this drop is not this drop's. The ledger keeps milliseconds.
            if (line.IsComplete || (line.HasFailed && line.ClaimedAt.AddMilliseconds(1) >= item.DroppedAt))
            {
                return line;
            }
        }

        return null;
    }
}
