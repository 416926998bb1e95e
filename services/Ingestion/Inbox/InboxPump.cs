using NewsPlatform.Ingestion.Documents;
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
    InboxWatcher watcher,
    BackPressure backPressure,
    DocumentIntake intake,
    Reannouncement reannouncement,
    InboxState state,
    TimeProvider time,
    ILogger<InboxPump> logger) : BackgroundService
{
    private readonly SemaphoreSlim small = new(options.SmallLane);
    private readonly SemaphoreSlim large = new(options.LargeLane);
    private int running;

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
            await PrepareAsync(stoppingToken);
            var renewing = RenewAsync(stoppingToken);
            var unfinished = await reannouncement.UnfinishedAsync(stoppingToken);
            await TakeBackAsync(stoppingToken);
            await IdleAsync();
            await reannouncement.RunAsync(unfinished, stoppingToken);
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
        while (true)
        {
            try
            {
                await ledger.PrepareAsync(cancellationToken);
                return;
            }
            catch (StoreUnavailableException unavailable)
            {
                state.Paused = "the store does not answer";
                LogStoreAway(unavailable);
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            }
        }
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TakeBackAsync(cancellationToken);
            foreach (var path in scanner.Names())
            {
                if (!scanner.MayClaim(path, out var facts) || (facts.Size >= options.LargeFile && large.CurrentCount == 0))
                {
                    continue;
                }

                await backPressure.WaitAsync(facts.Size, cancellationToken);
                if (work.Claim(path) is { } claimed)
                {
                    await StartAsync(claimed, facts.Size, cancellationToken);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder went away, or the disk is full, or a name cannot be handled: the next round sees what is there then.
            LogRoundBroken(exception);
            await Task.Delay(options.PollInterval, time, cancellationToken);
        }
    }

    private async Task TakeBackAsync(CancellationToken cancellationToken)
    {
        foreach (var left in work.TakeBack())
        {
            LogTakenBack(left.Name);
            await StartAsync(left, FileFacts.Of(left.Path)?.Size ?? 0, cancellationToken);
        }
    }

    private async Task StartAsync(ClaimedFile file, long size, CancellationToken cancellationToken)
    {
        var lane = size >= options.LargeFile ? large : small;
        await lane.WaitAsync(cancellationToken);
        Interlocked.Increment(ref running);
        _ = Task.Run(() => TakeInAsync(file, lane, cancellationToken), CancellationToken.None);
    }

    private async Task TakeInAsync(ClaimedFile file, SemaphoreSlim lane, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await intake.TakeInAsync(file, cancellationToken);
                    return;
                }
                catch (FileNotFoundException gone)
                {
                    LogLost(gone, file.Name);
                    return;
                }
                catch (Exception passing) when (passing is not OperationCanceledException)
                {
                    // Store, broker or disk: the file stays claimed and is tried until it passes. A file never fails
                    // for what its surroundings do.
                    LogTriedAgain(passing, file.Name, attempt);
                    await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(5000, 200 * Math.Pow(2, Math.Min(attempt, 10)))), time, cancellationToken);
                }
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease could not be renewed")]
    private partial void LogLeaseNotRenewed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store does not answer yet; it is tried again")]
    private partial void LogStoreAway(Exception exception);
}
