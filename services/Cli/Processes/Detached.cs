using System.Diagnostics;

namespace NewsPlatform.Cli.Processes;

/// <summary>Starts processes that outlive this command and its terminal.</summary>
internal static class Detached
{
    /// <summary>In the environment of everything started: the run it belongs to, for <c>down --all</c>.</summary>
    public const string Mark = "NEWS_RUN";

    // A session of its own keeps Ctrl-C and hang-ups of the terminal away; the streams go to the log, so that no pipe
    // of the caller stays open. Both programs replace themselves: the process id stays the same throughout.
    private const string Script = """log=$1; shift; exec setsid "$@" </dev/null >>"$log" 2>&1""";

    /// <returns>The process; as long as this command lives it also tells the exit code.</returns>
    /// <exception cref="NewsException">The program cannot be started at all.</exception>
    public static Process Start(Launch launch, string run)
    {
        LogFile.Rotate(launch.Log);
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", launch.Log, launch.Program, .. launch.Arguments])
        {
            WorkingDirectory = launch.Folder,
            UseShellExecute = false,
        };
        start.Environment[Mark] = run;
        foreach (var (name, value) in launch.Settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new NewsException($"{launch.Name} could not be started.");
    }
}
