using NewsPlatform.Faults.Tests.Proxying;
using NewsPlatform.Faults.Tests.Running;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class KilledBetweenSteps : LoadCampaign
{
    // Seen from the network, so that no service needs a hook for it. What the victim was about to say or hear is lost.
    private static readonly (string Step, bool Store, Passing Point, bool Forward)[] Steps =
    [
        ("before it stores", true, new(Direction.ToServer, "insert"), false),
        ("before it updates", true, new(Direction.ToServer, "update"), false),
        ("after it stored", true, new(Direction.ToClient, "insert.reply"), false),
        ("after it updated", true, new(Direction.ToClient, "update.reply"), false),
        ("before it publishes", false, new(Direction.ToServer, "basic.publish"), false),
        ("after it published", false, new(Direction.ToServer, "basic.publish"), true),
        ("before it hears the confirm", false, new(Direction.ToClient, "basic.ack"), false),
        ("after it heard the confirm", false, new(Direction.ToClient, "basic.ack"), true),
        ("before it acknowledges", false, new(Direction.ToServer, "basic.ack"), false),
        ("after it acknowledged", false, new(Direction.ToServer, "basic.ack"), true),
    ];

    public override string Name => "killed-between-steps";

    public override string Attack => "each service is killed (SIGKILL) before and after each store, publish, confirm and acknowledgement, at frames seen on its network, and again while it recovers";

    public override string Law => "0 lost, 0 twice; redelivery re-emits and nothing is swallowed; recovery under 30 s";

    public override int SmallSize => 600;

    public override int FullSize => 10_000;

    // Slow enough that there is something to kill until the last step.
    protected override int Rate => 15;

    protected override async Task AttackAsync(Platform platform, CampaignRun run, Task dropping)
    {
        var rounds = run.IsFull ? 2 : 1;
        var plan = Enumerable.Range(0, rounds).SelectMany(_ => Platform.Services.SelectMany(service => Steps.Select(step => (service, step)))).ToArray();
        run.Random.Shuffle(plan);
        plan = run.IsFull ? plan : plan[..10];
        var (kills, missed, slowest) = (0, 0, 0.0);
        foreach (var (service, step) in plan)
        {
            run.Progress((double)kills / plan.Length, $"{service} killed {step.Step}");
            if (await KillAtAsync(platform[service], step.Store, step.Point, step.Forward, run))
            {
                kills++;
                slowest = Math.Max(slowest, await RecoverAsync(platform[service], run));
            }
            else
            {
                missed++;
            }
        }

        run.AtLeast("kills at the frame they were meant for", kills, plan.Length * 4 / 10);
        run.Note($"{missed} of {plan.Length} steps did not come while they were awaited (3 s): not every service takes every step.");
        run.AtMost("seconds until a killed service was ready again, at most", slowest, 30);
    }

    private static async Task<bool> KillAtAsync(Replica victim, bool store, Passing point, bool forward, CampaignRun run)
    {
        var network = store ? victim.Store : victim.Broker;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        network.Watch = passing => passing != point ? Passage.Forward
            : reached.TrySetResult() && forward ? Passage.ForwardThenCut
            : Passage.Cut;
        await Task.WhenAny(reached.Task, WaitAsync(3, run));
        if (reached.Task.IsCompleted)
        {
            await victim.KillAsync();
        }

        network.Watch = null;
        return reached.Task.IsCompleted;
    }

    private static async Task<double> RecoverAsync(Replica victim, CampaignRun run)
    {
        // Every third is killed again while it starts.
        if (run.Random.Next(3) == 0)
        {
            await victim.StartAsync();
            await WaitAsync(run.Random.NextDouble(), run);
            await victim.KillAsync();
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        await victim.StartAsync();
        await victim.ReadyAsync();
        return watch.Elapsed.TotalSeconds;
    }
}
