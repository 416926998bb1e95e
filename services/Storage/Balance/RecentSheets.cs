using System.Collections.Concurrent;

namespace NewsPlatform.Storage.Balance;

/// <summary>A sheet and when it was begun to be made: it tells of that moment.</summary>
internal sealed record RecentSheet(IReadOnlyList<BalanceLine> Lines, DateTimeOffset At);

/// <summary>
/// Sheets for whoever looks again and again. One that is made quickly is made for each question. A dear one is given as it was made
/// last, with its moment, and made anew behind the answer, so that looking costs the store at most a part of its time.
/// </summary>
internal sealed class RecentSheets(BalanceSheet sheet, TimeProvider time) : IDisposable
{
    // What a page has room for beside its other questions.
    private static readonly TimeSpan Dear = TimeSpan.FromMilliseconds(50);

    // Nobody is told anything older, unless making it takes that long: after a night in which nobody asked, the first one waits.
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(2);

    // A sheet that took a second is made again after ten: a tenth of the store's time at most.
    private const int Rest = 10;
    private const int MostKept = 100;

    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<(BalanceCut Cut, DateTimeOffset? From, DateTimeOffset? To), Desk> desks = new();

    /// <param name="cut">What each line is about.</param>
    /// <param name="from">Documents claimed from this moment on; all when absent.</param>
    /// <param name="to">Documents claimed before this moment.</param>
    /// <param name="cancellationToken">Ends the waiting, and not the making: others wait for it, too.</param>
    public async Task<RecentSheet> ReadAsync(BalanceCut cut, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        if (desks.Count >= MostKept)
        {
            desks.Clear();
        }

        var desk = desks.GetOrAdd((cut, from, to), _ => new());
        var now = time.GetUtcNow();
        Task<RecentSheet> making;
        lock (desk)
        {
            if (desk.Last is { } last && desk.Took > Dear && now - last.At < Oldest + (2 * Rest * desk.Took))
            {
                if (now - last.At > Rest * desk.Took && desk.Making is null or { IsCompleted: true })
                {
                    desk.Making = MakeAsync(desk, cut, from, to);
                }

                return last;
            }

            making = desk.Making is { IsCompleted: false } already ? already : desk.Making = MakeAsync(desk, cut, from, to);
        }

        return await making.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
    }

    private async Task<RecentSheet> MakeAsync(Desk desk, BalanceCut cut, DateTimeOffset? from, DateTimeOffset? to)
    {
        // Not under the lock of whoever asked.
        await Task.Yield();
        var (at, began) = (time.GetUtcNow(), time.GetTimestamp());
        var made = new RecentSheet(await sheet.ReadAsync(cut, from, to, documentId: null, ended.Token), at);
        lock (desk)
        {
            (desk.Last, desk.Took) = (made, time.GetElapsedTime(began));
        }

        return made;
    }

    private sealed class Desk
    {
        public RecentSheet? Last { get; set; }

        public TimeSpan Took { get; set; }

        public Task<RecentSheet>? Making { get; set; }
    }
}
