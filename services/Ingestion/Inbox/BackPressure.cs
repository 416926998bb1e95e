using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Mongo;

namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// Pauses claiming while too much is on its way, or the disk is nearly full. What is on its way is read from the ledger:
/// it counts every queue downstream, what the stages hold, and the articles of all replicas, on any transport.
/// Files that wait in the inbox are the cheapest buffer.
/// </summary>
internal sealed partial class BackPressure(Ledger ledger, InboxOptions options, InboxState state, TimeProvider time, ILogger<BackPressure> logger)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    private long lookedAt;
    private long sinceLook;

    /// <summary>Returns when a file of this size may be claimed.</summary>
    public async Task WaitAsync(long size, CancellationToken cancellationToken)
    {
        // A look at the ledger costs a query: once a quarter of a second, or once a thousand files, is often enough.
        if (state.Paused is null && lookedAt != 0 && time.GetElapsedTime(lookedAt) < Between && Interlocked.Increment(ref sinceLook) < 1000)
        {
            return;
        }

        while (await ReasonAsync(size, cancellationToken) is { } reason)
        {
            if (state.Paused is null)
            {
                LogPaused(reason);
            }

            state.Paused = reason;
            await Task.Delay(Between, time, cancellationToken);
        }

        if (state.Paused is not null)
        {
            state.Paused = null;
            LogResumed();
        }

        lookedAt = time.GetTimestamp();
        sinceLook = 0;
    }

    private async Task<string?> ReasonAsync(long size, CancellationToken cancellationToken)
    {
        if (new DriveInfo(options.Inbox).AvailableFreeSpace - size < options.LeastFreeDisk)
        {
            return "the disk of the inbox is nearly full";
        }

        try
        {
            var inFlight = await ledger.InFlightAsync(cancellationToken);
            var mark = state.Paused is null ? options.PauseAbove : options.ResumeBelow;
            return inFlight > mark ? $"{inFlight:N0} articles are on their way to the store" : null;
        }
        catch (StoreUnavailableException)
        {
            return "the store does not answer";
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Claiming pauses: {Reason}")]
    private partial void LogPaused(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Claiming goes on")]
    private partial void LogResumed();
}
