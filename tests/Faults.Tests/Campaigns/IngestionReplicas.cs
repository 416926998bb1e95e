using System.Diagnostics;
using NewsPlatform.Faults.Tests.Running;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class IngestionReplicas : LoadCampaign
{
    private static readonly TimeSpan TwoLeases = TimeSpan.FromSeconds(10);

    public override string Name => "ingestion-replicas";

    public override string Attack => "several replicas of Ingestion share one folder, one of them is killed (SIGKILL) every 5 s and started again";

    public override string Law => "one winner a file; claims of the dead are taken back within two leases";

    public override int SmallSize => 600;

    public override int FullSize => 20_000;

    protected override int Rate => 300;

    protected override async Task AttackAsync(Platform platform, CampaignRun run, Task dropping)
    {
        var count = run.IsFull ? 8 : 3;
        while (platform.Replicas.Count(replica => replica.Service == "Ingestion") < count)
        {
            platform.Add("Ingestion");
        }

        await platform.ReadyAsync();
        var (kills, seen, slowest) = (0, 0, 0.0);
        do
        {
            var victims = platform.Replicas.Where(replica => replica.Service == "Ingestion").ToList();
            var victim = victims[run.Random.Next(victims.Count)];
            var folder = Directory.GetDirectories(platform.Folders.Work, $"*-{victim.Process.ProcessId}-*").SingleOrDefault();
            seen += folder is null ? 0 : 1;
            await victim.KillAsync();
            kills++;

            // It stays away until the others have its claims: its folder is gone.
            var watch = Stopwatch.StartNew();
            while (Directory.Exists(folder) && watch.Elapsed < 2 * TwoLeases)
            {
                await WaitAsync(0.05, run);
            }

            slowest = Math.Max(slowest, watch.Elapsed.TotalSeconds);
            await victim.StartAsync();
            await victim.ReadyAsync();
            await WaitAsync(run.IsFull ? 5 : 1, run);
        }
        while (!dropping.IsCompleted);

        run.AtLeast("kills", kills, 1);
        run.Exactly("work folders of the killed that were there", seen, kills);
        run.InTime("seconds until the claims of a dead one were taken back, at most", slowest, TwoLeases.TotalSeconds);
    }
}
