using System.Net;
using NewsPlatform.Faults.Tests.Proxying;
using NewsPlatform.Faults.Tests.Running;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class SlowStage : LoadCampaign
{
    // RabbitMQ's own limit is 30 minutes.
    private static readonly TimeSpan AckTimeout = TimeSpan.FromSeconds(8);

    public override string Name => "slow-stage";

    public override string Attack => "the store hangs for longer than the broker waits for an acknowledgement: it takes back what the stages hold";

    public override string Law => "every service says that it is not ready, no loop of deliveries that never end, nothing is lost, nothing is stored twice";

    public override int SmallSize => 400;

    public override int FullSize => 10_000;

    protected override int Rate => 25;

    protected override async Task<Platform?> StartAsync(CampaignRun run) => await Platform.StartAsync(own: true, ackTimeout: AckTimeout);

    protected override async Task AttackAsync(Platform platform, CampaignRun run, Task dropping)
    {
        var closed = Counted(platform, new Passing(Direction.ToClient, "channel.close"));
        var hangs = run.IsFull ? 10 : 1;
        var unready = new HashSet<string>(StringComparer.Ordinal);
        for (var hang = 0; hang < hangs; hang++)
        {
            run.Progress((double)hang / hangs, $"the store hangs, {hang + 1} of {hangs}");
            await WaitAsync(2, run);
            await HangAsync(platform, run);
            using var over = new CancellationTokenSource(2.5 * AckTimeout);
            await Task.WhenAll(platform.Replicas.Select(replica => WatchHealthAsync(replica, unready, over.Token)).Append(WaitAsync(2.5 * AckTimeout.TotalSeconds, run)));
            platform.Surroundings.Store.Resume();

            // What was handed out before it came back may be late by then: the broker looks four times in that span.
            await WaitAsync(1.5 * AckTimeout.TotalSeconds, run);
        }

        var before = closed();
        run.AtLeast("channels that the broker closed for a late acknowledgement", before, hangs);
        run.Exactly("services that said that they were not ready", unready.Count, Platform.Services.Length);
        await WaitAsync(2 * AckTimeout.TotalSeconds, run);
        run.Exactly("channels that it closed once the store was back", closed() - before, 0);
    }

    protected override async Task MeasureAsync(Platform platform, CampaignRun run) =>
        run.Exactly("articles in quarantine", (await platform.BalanceAsync()).Quarantined, 0);

    // While a stage holds articles: the store that hangs between two bundles holds up nothing that the broker waits for.
    private static async Task HangAsync(Platform platform, CampaignRun run)
    {
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        platform["Enrichment"].Store.Watch = passing =>
        {
            if (passing == new Passing(Direction.ToServer, "insert") && hangs.TrySetResult())
            {
                platform.Surroundings.Store.Pause();
            }

            return Passage.Forward;
        };
        await hangs.Task.WaitAsync(TimeSpan.FromSeconds(30), run.Cancellation);
    }

    private static async Task WatchHealthAsync(Replica replica, HashSet<string> unready, CancellationToken over)
    {
        using var http = new HttpClient { BaseAddress = replica.Process.Address };
        try
        {
            while (true)
            {
                using var health = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), over);
                if (health.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    lock (unready)
                    {
                        unready.Add(replica.Service);
                    }
                }

                await Task.Delay(TimeSpan.FromSeconds(0.5), over);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The store is back.
        }
    }
}
