using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Faults.Tests.Proxying;
using NewsPlatform.Faults.Tests.Running;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class BrokerAlarms : LoadCampaign, IDisposable
{
    private const long Mega = 1024 * 1024;

    // RabbitMQ's own limit: below 50 MB free it takes nothing more from anybody who publishes.
    private const long DiskLimit = 50 * Mega;

    private SmallDisk? disk;

    public override string Name => "broker-alarms";

    public override string Attack => "the broker's disk fills and empties again: its alarm blocks every connection that publishes";

    public override string Law => "acknowledgements still flow, no deadlock, nothing is lost, nothing is stored twice";

    public override int SmallSize => 500;

    public override int FullSize => 10_000;

    protected override int Rate => 40;

    public void Dispose() => disk?.Dispose();

    protected override async Task<Platform?> StartAsync(CampaignRun run)
    {
        disk = SmallDisk.Mount(600 * Mega, 50_000);
        if (disk is null)
        {
            run.Skip("a small disk can be mounted on Linux by root only");
            return null;
        }

        return await Platform.StartAsync(own: true, brokerDirectory: disk.Path);
    }

    protected override async Task AttackAsync(Platform platform, CampaignRun run, Task dropping)
    {
        using var management = platform.Surroundings.Broker.Management();
        var acknowledged = Counted(platform, new Passing(Direction.ToServer, "basic.ack"));
        var (alarms, during, wanted) = (0, 0, run.IsFull ? 20 : 2);
        while (alarms < wanted)
        {
            run.Progress((double)alarms / wanted, $"{alarms} alarms");
            disk!.Fill(left: DiskLimit / 2);
            await AlarmAsync(management, on: true, run);
            var before = acknowledged();
            await WaitAsync(2, run);
            during += acknowledged() - before;
            disk.Empty();
            await AlarmAsync(management, on: false, run);
            alarms++;
            await WaitAsync(1, run);
        }

        run.Exactly("alarms", alarms, wanted);
        run.Note($"{during} acknowledgements passed while an alarm stood.");
    }

    protected override Task MeasureAsync(Platform platform, CampaignRun run)
    {
        run.Exactly("services that ended", platform.Replicas.Count(replica => !replica.Process.Running), 0);
        return Task.CompletedTask;
    }

    private static async Task AlarmAsync(HttpClient management, bool on, CampaignRun run)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromMinutes(1))
        {
            var nodes = await management.GetFromJsonAsync<JsonArray>(new Uri("api/nodes", UriKind.Relative), run.Cancellation);
            if (nodes![0]!["disk_free_alarm"]!.GetValue<bool>() == on)
            {
                return;
            }

            await WaitAsync(0.2, run);
        }

        throw new TimeoutException($"The broker's disk alarm did not {(on ? "rise" : "fall")} within a minute.");
    }
}
