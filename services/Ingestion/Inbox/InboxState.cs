using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NewsPlatform.Ingestion.Inbox;

/// <summary>Whether files are being claimed, and if not, why: seen in <c>/health/ready</c> and at <c>/inbox</c>.</summary>
internal sealed class InboxState : IHealthCheck
{
    private volatile string? paused;

    /// <summary>Why claiming pauses, or null while it runs.</summary>
    public string? Paused
    {
        get => paused;
        set => paused = value;
    }

    /// <summary>Files of the last round that could not be claimed, for reasons of their own.</summary>
    public int Unclaimable { get; set; }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult((Paused, Unclaimable) switch
        {
            ({ } reason, _) => HealthCheckResult.Degraded("claiming pauses: " + reason),
            (null, > 0) => HealthCheckResult.Degraded($"claiming, but {Unclaimable} files cannot be claimed; the log says why"),
            _ => HealthCheckResult.Healthy("claiming"),
        });
}
