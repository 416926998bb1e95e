using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Ingestion.Receipts;
using NewsPlatform.Mongo;

namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// Looks into the inbox again and again, claims what is ready and hands it on: small and large files in lanes of their
/// own, so that a large file delays no small one, and one bad file delays nobody.
/// </summary>
internal sealed partial class InboxPump(
    InboxOptions options,
    Ledger ledger,
    WorkFolder work,
    InboxScanner scanner,
    Func<InboxRound> rounds,
    InboxWatcher watcher,
    BackPressure backPressure,
    DiskSpace disk,
    DocumentIntake intake,
    Settlement settlement,
    Reannouncement reannouncement,
    InboxState state,
    IngestionMetrics metrics,
    TimeProvider time,
    ILogger<InboxPump> logger) : BackgroundService
{
    private readonly SemaphoreSlim small = new(options.SmallLane);
    private readonly SemaphoreSlim large = new(options.LargeLane);

    // Named once in the log, not in every round. More than this are counted and not named.
    private const int MostNamed = 1000;
    private readonly HashSet<string> named = new(StringComparer.Ordinal);

    private int running;
    private long choresAt;
    private long stragglersAt;

    public override void Dispose()
    {
        small.Dispose();
        large.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await PersistAsync(PrepareAsync, stoppingToken);
            state.Set(null);
            var renewing = RenewAsync(stoppingToken);
            IReadOnlyList<string> unfinished = [];
            await PersistAsync(async token => unfinished = await reannouncement.UnfinishedAsync(token), stoppingToken);
            TakeBack(stoppingToken);
            await IdleAsync();
            await PersistAsync(token => reannouncement.RunAsync(unfinished, token), stoppingToken);
            watcher.Start();
            LogWatching(options.Inbox);
            while (true)
            {
                await RoundAsync(stoppingToken);
                await watcher.WaitAsync(options.PollInterval, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what is claimed and not finished is taken back by whoever starts next.
            await IdleAsync();
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        work.RenewLease();
        await ledger.PrepareAsync(cancellationToken);
    }

    // What has to be done before anything is claimed. Store and disk may be away for as long as they like.
    private async Task PersistAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await step(cancellationToken);
                return;
            }
            catch (StoreUnavailableException unavailable)
            {
                state.Set(new(PauseKind.Store, "the store does not answer"));
                LogStoreAway(unavailable);
            }
            catch (IOException broken)
            {
                state.Set(new(PauseKind.Disk, disk.Noted(broken) || broken is DiskFullException ? "the disk of the inbox is full" : "the work folder cannot be used"));
                LogRoundBroken(broken);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        }
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ChoresAsync(cancellationToken);
            await backPressure.AllowsAsync(cancellationToken);
            var unclaimable = 0;
            var round = rounds();
            foreach (var path in round.Names())
            {
                if (!scanner.MayClaim(path, out var facts))
                {
                    if (facts != default)
                    {
                        round.Later();
                    }
                    else if (path.Contains('\uFFFD', StringComparison.Ordinal))
                    {
                        // The name is no UTF-8: the system gives it to nobody who asks for it in letters.
                        unclaimable++;
                        Name(path, new IOException("its name is not UTF-8: rename it"));
                    }

                    continue;
                }

                var lane = Lane(facts.Size);
                if (lane == large && large.CurrentCount == 0)
                {
                    round.Later();
                    continue;
                }

                await TurnAsync(lane, cancellationToken);
                if (!TryClaim(path, out var claimed))
                {
                    unclaimable++;
                }

                if (claimed is null)
                {
                    lane.Release();
                }
                else
                {
                    metrics.Claimed(time.GetUtcNow() - facts.Changed);
                    Start(claimed, lane, cancellationToken);
                }
            }

            state.Unclaimable = unclaimable;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder went away: the next round sees what is there then.
            LogRoundBroken(exception);
            await Task.Delay(options.PollInterval, time, cancellationToken);
        }
    }

    private SemaphoreSlim Lane(long size) => size >= options.LargeFile ? large : small;

    // Returns when there is room for one more, here and downstream. Meanwhile the dead are looked after: what they hold may
    // be the very thing that everybody waits for.
    private async Task TurnAsync(SemaphoreSlim lane, CancellationToken cancellationToken)
    {
        while (true)
        {
            await ChoresAsync(cancellationToken);
            if (!await backPressure.AllowsAsync(cancellationToken))
            {
                await Task.Delay(BackPressure.Between, time, cancellationToken);
            }
            else if (await lane.WaitAsync(BackPressure.Between, cancellationToken))
            {
                return;
            }
        }
    }

    // False when this file cannot be claimed, for a reason of its own: it stays where it is, and delays no other. On a full
    // disk it stays as well, and back-pressure says so before the next.
    private bool TryClaim(string path, out ClaimedFile? claimed)
    {
        try
        {
            claimed = work.Claim(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            claimed = null;
            if (!disk.Noted(exception))
            {
                Name(path, exception);
                return false;
            }

            return true;
        }
    }

    private void Name(string path, Exception reason)
    {
        if (named.Count < MostNamed && named.Add(path))
        {
            LogUnclaimable(Path.GetRelativePath(options.Inbox, path), reason.Message);
        }
    }

    private async Task ChoresAsync(CancellationToken cancellationToken)
    {
        if (choresAt != 0 && time.GetElapsedTime(choresAt) < options.PollInterval)
        {
            return;
        }

        choresAt = time.GetTimestamp();
        TakeBack(cancellationToken);
        if (stragglersAt == 0 || time.GetElapsedTime(stragglersAt) > options.Lease)
        {
            stragglersAt = time.GetTimestamp();
            try
            {
                await reannouncement.SettleStragglersAsync(cancellationToken);
            }
            catch (Exception passing) when (passing is StoreUnavailableException or IOException)
            {
                LogStoreAway(passing);
            }
        }
    }

    // Without waiting for a lane: a dead replica left at most what its own lanes held, and claiming goes on beside it.
    private void TakeBack(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var left in work.TakeBack())
            {
                LogTakenBack(left.Name);
                var lane = Lane(FileFacts.Of(left.Path)?.Size ?? 0);
                Interlocked.Increment(ref running);
                _ = Task.Run(() => TakeInInTurnAsync(left, lane, cancellationToken), CancellationToken.None);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            disk.Noted(exception);
            LogRoundBroken(exception);
        }
    }

    private async Task TakeInInTurnAsync(ClaimedFile file, SemaphoreSlim lane, CancellationToken cancellationToken)
    {
        try
        {
            await lane.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Decrement(ref running);
            return;
        }

        await TakeInAsync(file, lane, cancellationToken);
    }

    // The lane is the caller's, who has waited for it.
    private void Start(ClaimedFile file, SemaphoreSlim lane, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref running);
        _ = Task.Run(() => TakeInAsync(file, lane, cancellationToken), CancellationToken.None);
    }

    private async Task TakeInAsync(ClaimedFile file, SemaphoreSlim lane, CancellationToken cancellationToken)
    {
        try
        {
            string? open = null;
            var moved = await UntilItPassesAsync(
                file,
                async again => open = await intake.TakeInAsync(again ? file with { Again = true } : file, cancellationToken),
                cancellationToken);
            if (moved && open is not null)
            {
                // The file has moved, so nobody takes it back any more: its receipt is this replica's to finish.
                await UntilItPassesAsync(file, _ => settlement.SettleAsync([open], cancellationToken), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: the claim stays.
        }
        finally
        {
            Interlocked.Decrement(ref running);
            lane.Release();
        }
    }

    // False when the file is gone: this replica stood still for so long that another took its claim.
    private async Task<bool> UntilItPassesAsync(ClaimedFile file, Func<bool, Task> step, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await step(attempt > 1);
                return true;
            }
            catch (FileNotFoundException gone) when (FileFacts.Of(file.Path) is null)
            {
                LogLost(gone, file.Name);
                return false;
            }
            catch (Exception passing) when (passing is not OperationCanceledException)
            {
                // Store, broker or disk: the file stays claimed and is tried until it passes. A file never fails for what
                // its surroundings do.
                disk.Noted(passing);
                LogTriedAgain(passing, file.Name, attempt);
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(5000, 200 * Math.Pow(2, Math.Min(attempt, 10)))), time, cancellationToken);
            }
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Lease / 3, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                work.RenewLease();
            }
            catch (IOException exception)
            {
                LogLeaseNotRenewed(exception);
            }
        }
    }

    private async Task IdleAsync()
    {
        while (Volatile.Read(ref running) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Watching {Inbox}")]
    private partial void LogWatching(string inbox);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} taken back from a replica that died")]
    private partial void LogTakenBack(string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name} is no longer this replica's")]
    private partial void LogLost(Exception exception, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name} waits and is tried again, try {Attempt}")]
    private partial void LogTriedAgain(Exception exception, string name, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking into the inbox failed; it is tried again")]
    private partial void LogRoundBroken(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name} cannot be claimed and stays where it is: {Reason}")]
    private partial void LogUnclaimable(string name, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease could not be renewed")]
    private partial void LogLeaseNotRenewed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store does not answer yet; it is tried again")]
    private partial void LogStoreAway(Exception exception);
}
