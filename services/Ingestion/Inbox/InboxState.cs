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

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Paused is { } reason ? HealthCheckResult.Degraded("claiming pauses: " + reason) : HealthCheckResult.Healthy("claiming"));
}
