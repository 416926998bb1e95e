using System.Diagnostics;
using NewsPlatform.Cli.Processes;

namespace NewsPlatform.Cli.Running;

/// <summary>Starts processes and writes them down before anything else happens: what is not written down cannot be stopped.</summary>
internal sealed class Starter(Places places, RunFile run, TimeProvider time)
{
    public Started Start(Launch launch)
    {
        Directory.CreateDirectory(places.Logs);
        var child = Detached.Start(launch, places.News);
        var process = new RunningProcess
        {
            Name = launch.Name,
            Replica = launch.Replica,
            Identity = ProcessIdentity.Of(child.Id) ?? new ProcessIdentity(child.Id, 0, "ended at once"),
            Port = launch.Port,
            Log = launch.Log,
            StartedAt = time.GetUtcNow(),
            Settings = launch.Fingerprint,
            Build = places.Build,
        };
        run.State.Processes.Add(process);
        run.Save();
        return new(process, child);
    }
}

/// <param name="Process">As it stands in the run file.</param>
/// <param name="Child">The same while this command is its parent: tells the exit code.</param>
internal sealed record Started(RunningProcess Process, Process Child);
