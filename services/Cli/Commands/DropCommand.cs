using System.CommandLine;
using NewsPlatform.Cli.Dropping;
using NewsPlatform.Cli.Reports;
using NewsPlatform.Cli.Running;

namespace NewsPlatform.Cli.Commands;

/// <summary><c>news drop</c>: puts files into the inbox and waits until every article of them has its fate.</summary>
internal static class DropCommand
{
    // Of more files than this only those with a trouble get a line of their own.
    private const int MostLines = 50;

    public static Command Create(Func<Surroundings> surroundings)
    {
        var files = new Argument<string[]>("FILE") { Description = "Files, or folders with all files below them", Arity = ArgumentArity.OneOrMore };
        var timeout = new Option<int>("--timeout") { Description = "Give up when nothing has moved for so many seconds; 0: never", HelpName = "SECONDS", DefaultValueFactory = _ => 600 };
        var noWait = new Option<bool>("--no-wait") { Description = "Put the files into the inbox and leave" };
        timeout.Validators.Add(Numbers.Between("--timeout", 0, 1_000_000));
        var command = new Command("drop", "Put files into the inbox and wait for the fate of every article") { files, timeout, noWait };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            surroundings(), parsed.GetValue(files)!, TimeSpan.FromSeconds(parsed.GetValue(timeout)), wait: !parsed.GetValue(noWait), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings here, string[] files, TimeSpan timeout, bool wait, CancellationToken cancellationToken)
    {
        var state = RunFile.Load(here.Places.State).State;
        var runs = state.Services.Any(process => process.Identity.IsAlive);
        if (wait && !runs)
        {
            throw new NewsException("The platform is not running, so nobody would take the files: first './news up' (or --no-wait, to leave them in the inbox).");
        }

        var folders = state.Folders ?? FolderChoice.For(here.Places, inbox: null);
        Directory.CreateDirectory(folders.Inbox);
        var items = DropList.Expand(files, out var leftOut);
        if (leftOut > 0)
        {
            here.Screen.Warn($"left out {leftOut:N0} files whose names say that they are hidden or still on their way");
        }

        await using var database = runs ? StoreAccess.Open(state) : null;
        var ledger = database is null ? null : new DocumentLines(database);
        string? ended = null;
        await DropProgress.RunAsync(here.Screen, items.Count, async bar =>
        {
            await new Dropper(new InboxDoor(folders.Inbox, here.Time), ledger).DropAsync(items, bar.OneIn, cancellationToken);
            if (wait)
            {
                ended = await new FateWatch(ledger!, here.Time).WaitAsync(items, bar.Fates, () => Ended(state), timeout, cancellationToken);
            }
        });

        Results.Show(here.Screen, items, folders, wait, MostLines);
        if (ended is not null)
        {
            throw new NewsException($"Not every article has its fate: {ended}. The files are in; './news status' shows where they are.");
        }

        return items.Exists(item => item.Failure is not null || item.Fates is { Quarantined: > 0 }) ? ExitCode.SomeFailed : ExitCode.Fine;
    }

    // Replicas may come and go; without any service of the run nothing moves.
    private static string? Ended(RunState state) =>
        state.Services.Any(process => process.Identity.IsAlive) ? null : "the platform has stopped";
}
