using NewsPlatform.Cli.Processes;
using NewsPlatform.Cli.Running;

namespace NewsPlatform.Cli.Reports;

/// <summary>One process, as it is now.</summary>
internal sealed record ProcessStatus
{
    public required string Name { get; init; }

    public required int Replica { get; init; }

    public required int Pid { get; init; }

    /// <summary>On 127.0.0.1.</summary>
    public required int Port { get; init; }

    public required bool Running { get; init; }

    /// <summary>ready, degraded, not ready or no answer; gone when the process has ended.</summary>
    public required string State { get; init; }

    /// <summary>What is not well, and why.</summary>
    public string? Detail { get; init; }

    public required long UptimeSeconds { get; init; }

    public required string Log { get; init; }

    public static async Task<ProcessStatus> OfAsync(RunningProcess process, TimeProvider time, CancellationToken cancellationToken)
    {
        var alive = process.Identity.IsAlive;
        var health = await LookAsync(process, alive, cancellationToken);
        return new()
        {
            Name = process.Name,
            Replica = process.Replica,
            Pid = process.Identity.Pid,
            Port = process.Port,
            Running = alive,
            State = health.Word,
            Detail = health.Detail,
            UptimeSeconds = alive ? (long)(time.GetUtcNow() - process.StartedAt).TotalSeconds : 0,
            Log = process.Log,
        };
    }

    private static async Task<Health> LookAsync(RunningProcess process, bool alive, CancellationToken cancellationToken)
    {
        if (!alive)
        {
            return new("gone", "it ended without './news down'; './news up' starts it again");
        }

        if (!Parts.IsStore(process.Name))
        {
            return await Health.AskAsync(process.Port, cancellationToken);
        }

        return FreePorts.IsFree(process.Port) ? Health.Silent : Health.Well;
    }
}
