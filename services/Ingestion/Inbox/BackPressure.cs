using NewsPlatform.Ingestion.Announcing;
using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Mongo;

namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// Pauses claiming while a person says so, too much is on its way, the broker or the store does not answer, or the disk is
/// nearly full. What is on its way is read from the ledger: it counts every queue downstream, what the stages hold, and the articles of all
/// replicas, on any transport. Files that wait in the inbox are the cheapest buffer.
/// </summary>
internal sealed partial class BackPressure(
    Ledger ledger, Announcer announcer, DiskSpace disk, PersonsPause person, InboxOptions options, InboxState state, TimeProvider time, ILogger<BackPressure> logger)
{
    /// <summary>How long an answer holds, and how long to wait before asking again while claiming pauses.</summary>
    internal static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    // A burst of quick claims between two looks at the ledger must not carry far over the mark: a quarter of the room that
    // is left may be claimed before the next look, and never more than this.
    private const int LongestBurst = 1000;

    // Counting what is on its way costs the store the more the more it is, for each replica. While claiming pauses nothing is
    // gained by asking often: of the store's time a replica takes a tenth at most. One slow answer tells only that the store
    // wrote a checkpoint: of the last two the quicker counts.
    private const int HoldsTimesItsCost = 10;
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(5);

    private long lookedAt;
    private long burst;
    private long countedAt;
    private TimeSpan counted;
    private TimeSpan countHolds;

    /// <summary>True when one more file may be claimed now. Sets the state that the health page and the door show.</summary>
    public async Task<bool> AllowsAsync(CancellationToken cancellationToken)
    {
        // What is dropped after a person said so is not claimed, not even within a burst.
        if (state.Paused is null && lookedAt != 0 && time.GetElapsedTime(lookedAt) < Between && !person.IsSaid && burst-- > 0)
        {
            return true;
        }

        if (await ReasonAsync(cancellationToken) is { } reason)
        {
            if (state.Paused is null)
            {
                LogPaused(reason.Reason);
            }

            state.Set(reason);
            return false;
        }

        if (state.Paused is not null)
        {
            state.Set(null);
            LogResumed();
        }

        lookedAt = time.GetTimestamp();
        return true;
    }

    private async Task<Pause?> ReasonAsync(CancellationToken cancellationToken)
    {
        if (person.Read() is { } word)
        {
            return Pause.Of(word);
        }

        if (disk.Shortage() is { } shortage)
        {
            return new(PauseKind.Disk, shortage);
        }

        if (announcer.Stalled)
        {
            return new(PauseKind.Broker, "the broker confirms nothing");
        }

        try
        {
            var inFlight = await InFlightAsync(cancellationToken);
            state.InFlight = inFlight;
            burst = Math.Min(LongestBurst, (options.PauseAbove - inFlight) / 4);
            var mark = state.Now.Pause?.Kind != PauseKind.BackPressure ? options.PauseAbove : options.ResumeBelow;
            return inFlight > mark ? new(PauseKind.BackPressure, $"{inFlight:N0} articles are on their way to the store") : null;
        }
        catch (StoreUnavailableException)
        {
            return new(PauseKind.Store, "the store does not answer");
        }
    }

    private async Task<long> InFlightAsync(CancellationToken cancellationToken)
    {
        if (state.Now.Pause?.Kind == PauseKind.BackPressure && time.GetElapsedTime(countedAt) < countHolds)
        {
            return state.InFlight;
        }

        var asked = time.GetTimestamp();
        var inFlight = await ledger.InFlightAsync(cancellationToken);
        countedAt = time.GetTimestamp();
        var before = counted;
        counted = time.GetElapsedTime(asked, countedAt);
        countHolds = TimeSpan.FromTicks(Math.Min(LongestHold.Ticks, HoldsTimesItsCost * Math.Min(before.Ticks, counted.Ticks)));
        return inFlight;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Claiming pauses: {Reason}")]
    private partial void LogPaused(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Claiming goes on")]
    private partial void LogResumed();
}
