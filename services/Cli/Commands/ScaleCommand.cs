using System.CommandLine;
using NewsPlatform.Cli.Running;

namespace NewsPlatform.Cli.Commands;

/// <summary><c>news scale</c>: more or fewer processes of one service, while the platform works.</summary>
internal static class ScaleCommand
{
    // Each is a process of its own with its own heap; more of them on one machine gain nothing.
    private const int Most = 32;

    public static Command Create(Func<Surroundings> surroundings)
    {
        var service = new Argument<string>("SERVICE") { Description = string.Join(", ", Parts.Distributed.Select(part => part.Name)) };
        service.AcceptOnlyFromAmong([.. Parts.Distributed.Select(part => part.Name)]);
        var replicas = new Argument<int>("N") { Description = $"How many replicas, 0 to {Most}" };
        replicas.Validators.Add(Numbers.Between("N", 0, Most));
        var command = new Command("scale", "Run so many replicas of a service (distributed mode)") { service, replicas };
        command.SetAction((parsed, cancellationToken) => RunAsync(surroundings(), parsed.GetValue(service)!, parsed.GetValue(replicas), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings here, string service, int replicas, CancellationToken cancellationToken)
    {
        using var turn = RunLock.Take(here.Places);
        var run = RunFile.Load(here.Places.State);
        run.ForgetDead();
        if (run.State.Mode != RunMode.Distributed || !run.State.Services.Any())
        {
            throw new NewsException("Only the distributed platform has replicas: './news up --distributed' first.");
        }

        await new Platform(here, run).ScaleAsync(service, replicas, cancellationToken);
        here.Screen.Say($"{service} runs {replicas} {(replicas == 1 ? "replica" : "replicas")}.");
        return ExitCode.Fine;
    }
}
