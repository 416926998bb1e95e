using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NewsPlatform.Ingestion.Inbox;

/// <summary>Whether files are being claimed, and if not, why: seen in <c>/health/ready</c> and at the door.</summary>
internal sealed class InboxState(TimeProvider time) : IHealthCheck
{
    private volatile Standing standing = new(null, time.GetUtcNow());

    /// <summary>Why claiming pauses, or null while it runs.</summary>
    public string? Paused => standing.Pause?.Reason;

    /// <summary>What holds, and since when.</summary>
    public Standing Now => standing;

    /// <summary>Articles on their way to the store, as of the last look into the ledger.</summary>
    public long InFlight { get; set; }

    /// <summary>Files of the last round that could not be claimed, for reasons of their own.</summary>
    public int Unclaimable { get; set; }

    public void Set(Pause? pause)
    {
        // A reason with a number in it changes its words all the time: it is the same pause.
        var since = standing.Pause?.Kind == pause?.Kind ? standing.Since : pause?.Since ?? time.GetUtcNow();
        standing = new(pause, since);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult((Paused, Unclaimable) switch
        {
            ({ } reason, _) => HealthCheckResult.Degraded("claiming pauses: " + reason),
            (null, > 0) => HealthCheckResult.Degraded($"claiming, but {Unclaimable} files cannot be claimed; the log says why"),
            _ => HealthCheckResult.Healthy("claiming"),
        });

    internal sealed record Standing(Pause? Pause, DateTimeOffset Since);
}

/// <summary>Why nothing is claimed.</summary>
/// <param name="Kind">One of <see cref="PauseKind"/>.</param>
/// <param name="Reason">In words.</param>
internal sealed record Pause(string Kind, string Reason)
{
    /// <summary>Whose word it is, for a person's.</summary>
    public string? By { get; init; }

    /// <summary>When it began, where that is known; else when it was noticed.</summary>
    public DateTimeOffset? Since { get; init; }

    public static Pause Of(PersonsPause.Word word) =>
        new(PauseKind.Person, word.Reason.Length == 0 ? $"{word.By} paused it" : $"{word.By} paused it: {word.Reason}") { By = word.By, Since = word.At };
}

/// <summary>Words for <see cref="Pause.Kind"/>.</summary>
internal static class PauseKind
{
    /// <summary>Somebody paused it, and somebody has to let it go on.</summary>
    public const string Person = "person";

    /// <summary>Too much is on its way to the store; it goes on by itself.</summary>
    public const string BackPressure = "back-pressure";

    /// <summary>The broker confirms nothing.</summary>
    public const string Broker = "broker";

    /// <summary>The store does not answer.</summary>
    public const string Store = "store";

    /// <summary>There is no room, or the folders cannot be used.</summary>
    public const string Disk = "disk";
}
