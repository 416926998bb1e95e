using NewsPlatform.Ingestion.Announcing;
using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Mongo;

namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// Pauses claiming while too much is on its way, the broker or the store does not answer, or the disk is nearly full. What
/// is on its way is read from the ledger: it counts every queue downstream, what the stages hold, and the articles of all
/// replicas, on any transport. Files that wait in the inbox are the cheapest buffer.
/// </summary>
internal sealed partial class BackPressure(
    Ledger ledger, Announcer announcer, DiskSpace disk, InboxOptions options, InboxState state, TimeProvider time, ILogger<BackPressure> logger)
{
    /// <summary>How long an answer holds, and how long to wait before asking again while claiming pauses.</summary>
    internal static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    // A burst of quick claims between two looks at the ledger must not carry far over the mark: a quarter of the room that
    // is left may be claimed before the next look, and never more than this.
    private const int LongestBurst = 1000;

    private long lookedAt;
    private long burst;

    /// <summary>True when one more file may be claimed now. Sets the state that the health page and the door show.</summary>
    public async Task<bool> AllowsAsync(CancellationToken cancellationToken)
    {
        if (state.Paused is null && lookedAt != 0 && time.GetElapsedTime(lookedAt) < Between && burst-- > 0)
        {
            return true;
        }

        if (await ReasonAsync(cancellationToken) is { } reason)
        {
            if (state.Paused is null)
            {
                LogPaused(reason);
            }

            state.Paused = reason;
            return false;
        }

        if (state.Paused is not null)
        {
            state.Paused = null;
            LogResumed();
        }

        lookedAt = time.GetTimestamp();
        return true;
    }

    private async Task<string?> ReasonAsync(CancellationToken cancellationToken)
    {
        if (disk.Shortage() is { } shortage)
        {
            return shortage;
        }

        if (announcer.Stalled)
        {
            return "the broker confirms nothing";
        }

        try
        {
            var inFlight = await ledger.InFlightAsync(cancellationToken);
            burst = Math.Min(LongestBurst, (options.PauseAbove - inFlight) / 4);
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
