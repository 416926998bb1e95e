using NewsPlatform.Cli.Processes;

namespace NewsPlatform.Cli.Running;

/// <summary>A process that was started and is not ready yet.</summary>
internal sealed class Awaited(RunningProcess process, Started? started, TimeSpan patience, Func<CancellationToken, Task<Health>> ask)
{
    // The start scripts say in such lines what they install and fetch, and why.
    private static readonly string[] Notes = ["embedded MongoDB: ", "RabbitMQ: "];

    private static readonly TimeSpan EndIsTold = TimeSpan.FromSeconds(5);

    private readonly LogFollower log = started is null ? LogFollower.FromEnd(process.Log) : LogFollower.FromStart(process.Log);

    public RunningProcess Process { get; } = process;

    public TimeSpan Patience { get; } = patience;

    public Health Last { get; private set; } = Health.Silent;

    public bool IsAlive => Process.Identity.IsAlive;

    /// <summary>How the process ended, as far as its parent can tell. It is told of a child's end a moment after it can be seen.</summary>
    public string Ending => started is { Child: var child } && child.WaitForExit(EndIsTold) ? $"ended with exit code {child.ExitCode}" : "ended";

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        Last = await ask(cancellationToken);
        return Last.Works;
    }

    /// <summary>What its start script told the person since the last call.</summary>
    public IEnumerable<string> News() =>
        log.NewLines().Where(line => Array.Exists(Notes, note => line.StartsWith(note, StringComparison.Ordinal)));
}
