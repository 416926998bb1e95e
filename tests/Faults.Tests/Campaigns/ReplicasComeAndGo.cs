using System.Diagnostics;
using NewsPlatform.Faults.Tests.Running;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class ReplicasComeAndGo : LoadCampaign
{
    public override string Name => "replicas-come-and-go";

    public override string Attack => "replicas of each service are started and ended, by SIGTERM and SIGKILL in turn, under load";

    public override string Law => "0 lost, 0 twice; a graceful stop takes less than 10 s";

    public override int SmallSize => 800;

    public override int FullSize => 15_000;

    protected override int Rate => 50;

    protected override async Task AttackAsync(Platform platform, CampaignRun run, Task dropping)
    {
        var most = run.IsFull ? 8 : 2;
        var (stops, kills, slowest) = (0, 0, 0.0);
        foreach (var service in run.IsFull ? Platform.Services : ["Deduplication", "Storage"])
        {
            run.Progress(0, $"{service}: 1 to {most} replicas");
            while (platform.Replicas.Count(replica => replica.Service == service) < most)
            {
                platform.Add(service);
            }

            await platform.ReadyAsync();
            await WaitAsync(2, run);
            while (platform.Replicas.Where(replica => replica.Service == service).ToList() is { Count: > 1 } running)
            {
                var one = running[run.Random.Next(running.Count)];
                if ((stops + kills) % 2 == 0)
                {
                    var watch = Stopwatch.StartNew();
                    await one.StopAsync();
                    slowest = Math.Max(slowest, watch.Elapsed.TotalSeconds);
                    stops++;
                }
                else
                {
                    await one.KillAsync();
                    kills++;
                }

                await platform.RemoveAsync(one);
                await WaitAsync(0.5, run);
            }
        }

        run.AtLeast("graceful stops", stops, 1);
        run.AtLeast("kills", kills, 1);
        run.AtMost("seconds a graceful stop took, at most", slowest, 10);
    }
}
