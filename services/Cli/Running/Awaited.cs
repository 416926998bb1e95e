using NewsPlatform.Cli.Processes;

namespace NewsPlatform.Cli.Running;

/// <summary>A process that was started and is not ready yet.</summary>
internal sealed class Awaited(RunningProcess process, Started? started, TimeSpan patience, Func<CancellationToken, Task<Health>> ask)
{
    // The start scripts say in such lines what they install and fetch, and why.
    private static readonly string[] Notes = ["embedded MongoDB: ", "RabbitMQ: "];

    private readonly LogFollower log = started is null ? LogFollower.FromEnd(process.Log) : LogFollower.FromStart(process.Log);

    public RunningProcess Process { get; } = process;

    public TimeSpan Patience { get; } = patience;

    public Health Last { get; private set; } = Health.Silent;

    public bool IsAlive => Process.Identity.IsAlive;

    /// <summary>How the process ended, as far as its parent can tell.</summary>
    public string Ending => started is { Child: { HasExited: true, ExitCode: var code } } ? $"ended with exit code {code}" : "ended";

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        Last = await ask(cancellationToken);
        return Last.Works;
    }

    /// <summary>What its start script told the person since the last call.</summary>
    public IEnumerable<string> News() =>
        log.NewLines().Where(line => Array.Exists(Notes, note => line.StartsWith(note, StringComparison.Ordinal)));
}
