using NewsPlatform.Faults.Tests.Running;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class StoreAway : LoadCampaign
{
    public override string Name => "store-away";

    public override string Attack => "the store hangs, then is slow, then refuses every second connection";

    public override string Law => "consumers wait, fewer than 0.1 % of the articles end in quarantine, all drains unaided";

    public override int SmallSize => 600;

    public override int FullSize => 10_000;

    protected override bool Own => true;

    protected override async Task AttackAsync(Platform platform, CampaignRun run, Task dropping)
    {
        // The full run lets it hang for a minute; a client waits 30 s for one command.
        var hang = run.IsFull ? 60 : 6;
        await WaitAsync(2, run);
        platform.Surroundings.Store.Pause();
        await WaitAsync(hang, run);
        platform.Surroundings.Store.Resume();
        foreach (var replica in platform.Replicas)
        {
            replica.Store.Delay = TimeSpan.FromMilliseconds(50);
        }

        await WaitAsync(hang / 2.0, run);
        var replies = 0;
        foreach (var replica in platform.Replicas)
        {
            replica.Store.Delay = TimeSpan.Zero;
            replica.Store.Watch = passing => passing.Word.EndsWith(".reply", StringComparison.Ordinal) && Interlocked.Increment(ref replies) % 200 == 0
                ? Proxying.Passage.Cut
                : Proxying.Passage.Forward;
        }

        await WaitAsync(hang / 2.0, run);
        foreach (var replica in platform.Replicas)
        {
            replica.Store.Watch = null;
        }
    }

    protected override async Task MeasureAsync(Platform platform, CampaignRun run)
    {
        var balance = await platform.BalanceAsync();
        run.AtMost("articles in quarantine, in thousandths", 1000.0 * balance.Quarantined / run.Size, 1);
    }
}
