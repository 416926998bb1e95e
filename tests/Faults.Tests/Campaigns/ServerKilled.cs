using NewsPlatform.Faults.Tests.Running;

namespace NewsPlatform.Faults.Tests.Campaigns;

/// <summary>What the services stand on dies again and again while they work: the broker, or the database.</summary>
/// <param name="server">As it is called in the campaign's name and sentences.</param>
/// <param name="kept">What the server has said it keeps.</param>
/// <param name="between">Seconds from one kill to the next.</param>
/// <param name="kill">Kills it with SIGKILL and starts it again.</param>
internal sealed class ServerKilled(string server, string kept, double between, Func<Surroundings, Task> kill) : LoadCampaign
{
    public static ServerKilled Broker { get; } = new("broker", "confirmed", 20, async under =>
    {
        await under.Broker.KillAsync();
        await under.Broker.RestartAsync();
    });

    public static ServerKilled Store { get; } = new("store", "acknowledged", 15, async under =>
    {
        await under.Store.KillAsync();
        await under.Store.RestartAsync();
    });

    public override string Name => server + "-killed";

    public override string Attack => $"the {server} is killed (SIGKILL) and started again every {between} s under load";

    public override string Law => $"nothing {kept} is lost, nothing is stored twice, the flow is back 10 s after the {server} listens";

    public override int SmallSize => 1_000;

    public override int FullSize => 15_000;

    protected override bool Own => true;

    protected override async Task AttackAsync(Platform platform, CampaignRun run, Task dropping)
    {
        var kills = 0;
        var slowest = 0.0;
        do
        {
            await WaitAsync(kills == 0 ? 2 : between, run);
            await kill(platform.Surroundings);
            kills++;
            slowest = Math.Max(slowest, await FlowBackAsync(platform, run));
        }
        while (!dropping.IsCompleted);

        run.AtLeast("kills", kills, 1);
        // The small run shares its two cores with whatever else is tested.
        run.AtMost("seconds until the flow was back, at most", slowest, run.IsFull ? 10 : 30);
    }
}
