using System.CommandLine;
using NewsPlatform.Cli.Processes;
using NewsPlatform.Cli.Running;

namespace NewsPlatform.Cli.Commands;

/// <summary><c>news logs</c>: what the processes wrote, each line with its process before it.</summary>
internal static class LogsCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static Command Create(Func<Surroundings> surroundings)
    {
        var service = new Argument<string?>("SERVICE") { Description = "One service or store, or one replica (storage-2); without it all", Arity = ArgumentArity.ZeroOrOne };
        var lines = new Option<int>("--lines", "-n") { Description = "Lines of each log", HelpName = "N", DefaultValueFactory = _ => 40 };
        lines.Validators.Add(Numbers.Between("--lines", 0, 1_000_000));
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with what is written from now on, until Ctrl-C" };
        var command = new Command("logs", "Show what the processes wrote") { service, lines, follow };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            surroundings(), parsed.GetValue(service), parsed.GetValue(lines), parsed.GetValue(follow), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings here, string? service, int lines, bool follow, CancellationToken cancellationToken)
    {
        // Old runs leave their logs behind: without a name those of what runs are meant, if anything does.
        var running = RunFile.Load(here.Places.State).State.Processes.Where(process => process.Identity.IsAlive).Select(process => process.Log).ToHashSet(StringComparer.Ordinal);
        var all = Directory.Exists(here.Places.Logs) ? Directory.GetFiles(here.Places.Logs, "*.log").Order(StringComparer.Ordinal).ToList() : [];
        var logs = all.Where(log => service is null ? running.Count == 0 || running.Contains(log) : IsOf(Name(log), service)).ToList();
        if (logs.Count == 0)
        {
            throw new NewsException(all.Count == 0
                ? "There are no logs yet: './news up' starts what writes them."
                : $"There is no log of {service}; there are logs of {string.Join(", ", all.Select(Name))}.");
        }

        foreach (var log in logs)
        {
            foreach (var line in LogFile.Tail(log, lines))
            {
                here.Screen.LogLine(Name(log), line);
            }
        }

        if (follow)
        {
            await FollowAsync(here, logs, cancellationToken);
        }

        return ExitCode.Fine;
    }

    private static async Task FollowAsync(Surroundings here, List<string> logs, CancellationToken cancellationToken)
    {
        var followers = logs.Select(log => (Name: Name(log), Log: LogFollower.FromEnd(log))).ToList();
        while (true)
        {
            foreach (var (name, log) in followers)
            {
                foreach (var line in log.NewLines())
                {
                    here.Screen.LogLine(name, line);
                }
            }

            await Task.Delay(Look, here.Time, cancellationToken);
        }
    }

    private static string Name(string log) => Path.GetFileNameWithoutExtension(log);

    // storage means all its replicas, storage-2 that one.
    private static bool IsOf(string log, string service) => log == service || log[..log.LastIndexOf('-')] == service;
}
