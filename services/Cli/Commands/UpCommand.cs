using System.CommandLine;
using NewsPlatform.Cli.Running;

namespace NewsPlatform.Cli.Commands;

/// <summary><c>news up</c>: starts what is not running, drops the seeds once, and shows what is stored.</summary>
internal static class UpCommand
{
    public static Command Create(Func<Surroundings> surroundings)
    {
        var distributed = new Option<bool>("--distributed") { Description = "RabbitMQ and a process for each service, instead of one process for all" };
        var inbox = new Option<string?>("--inbox") { Description = "The folder to watch (default: inbox in the repository)", HelpName = "DIR" };
        var noSeeds = new Option<bool>("--no-seeds") { Description = "Leave the five sample documents out" };
        var command = new Command("up", "Start the platform, or what of it does not run") { distributed, inbox, noSeeds };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            surroundings(),
            parsed.GetValue(distributed) ? RunMode.Distributed : RunMode.Standalone,
            parsed.GetValue(inbox),
            seeds: !parsed.GetValue(noSeeds),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings here, string mode, string? inbox, bool seeds, CancellationToken cancellationToken)
    {
        RunFile run;
        using (RunLock.Take(here.Places))
        {
            run = RunFile.Load(here.Places.State);
            foreach (var lost in run.ForgetDead())
            {
                here.Screen.Warn($"{lost.Title} (pid {lost.Identity.Pid}) is gone without './news down': it is started again");
            }

            RefuseOtherMode(run.State, mode);
            if (!await new Platform(here, run).CompleteAsync(mode, ChooseFolders(here.Places, run.State, inbox), cancellationToken))
            {
                here.Screen.Say("Everything runs already.");
            }
        }

        await using var database = StoreAccess.Open(run.State);
        if (seeds)
        {
            await new Seeds(here, run.State, database).DropOnceAsync(cancellationToken);
        }

        await Summary.ShowAsync(here, run.State, database, cancellationToken);
        await FirstAdmin.MakeAsync(here, cancellationToken);
        return ExitCode.Fine;
    }

    private static void RefuseOtherMode(RunState state, string mode)
    {
        if (state.Services.Any(process => (process.Name == Parts.Standalone) != (mode == RunMode.Standalone)))
        {
            throw new NewsException(mode == RunMode.Distributed
                ? "The standalone host is running here, and both would watch one inbox. First './news down', then './news up --distributed'."
                : "The platform is running here with a process for each service: complete it with './news up --distributed', or first './news down'.");
        }
    }

    // What runs has its folders; another inbox is another run.
    private static Folders ChooseFolders(Places places, RunState state, string? inbox)
    {
        if (!state.Services.Any() || state.Folders is not { } used)
        {
            return FolderChoice.For(places, inbox);
        }

        if (inbox is not null && FolderChoice.For(places, inbox).Inbox != used.Inbox)
        {
            throw new NewsException($"The platform is running and watches {used.Inbox}. To watch another folder, first './news down'.");
        }

        return used;
    }
}
