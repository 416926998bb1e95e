using System.CommandLine;
using NewsPlatform.Cli.Processes;
using NewsPlatform.Cli.Running;

namespace NewsPlatform.Cli.Commands;

/// <summary><c>news down</c>: stops what <c>up</c> started. Services first, so that nothing is cut off in the middle; then the broker; the store last.</summary>
internal static class DownCommand
{
    private static readonly Func<RunningProcess, bool>[] Order =
    [
        process => !Parts.IsStore(process.Name),
        process => process.Name == Parts.RabbitMq,
        process => process.Name == Parts.Mongo,
    ];

    public static Command Create(Func<Surroundings> surroundings)
    {
        var all = new Option<bool>("--all") { Description = "Also look for processes of this folder that .news/run.json does not know any more" };
        var command = new Command("down", "Stop what 'up' started; what is stored stays") { all };
        command.SetAction((parsed, cancellationToken) => RunAsync(surroundings(), parsed.GetValue(all), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings here, bool all, CancellationToken cancellationToken)
    {
        using var turn = RunLock.Take(here.Places);
        var run = RunFile.Load(here.Places.State);
        run.ForgetDead();
        if (all)
        {
            run.State.Processes.AddRange(Strays.Of(here.Places, run.State.Processes));
        }

        if (run.State.Processes.Count == 0)
        {
            here.Screen.Say("Nothing is running here.");
            return ExitCode.Fine;
        }

        var stopper = new Stopper(run, here.Screen, here.Time);
        foreach (var group in Order)
        {
            await stopper.StopAsync([.. run.State.Processes.Where(group)], cancellationToken);
        }

        here.Screen.Say("Stopped. What is stored stays in .news; './news up' goes on where this ended.");
        return ExitCode.Fine;
    }
}
