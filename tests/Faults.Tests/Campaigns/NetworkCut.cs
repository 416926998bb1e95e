using NewsPlatform.Faults.Tests.Proxying;
using NewsPlatform.Faults.Tests.Running;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class NetworkCut : LoadCampaign
{
    private int cuts;

    public override string Name => "network-cut";

    public override string Attack => "connections to broker and store are reset, half-open, slow, thin, and cut between publish and confirm and between store and acknowledgement";

    public override string Law => "nothing is lost, nothing is stored twice, no consumer is stuck";

    public override int SmallSize => 800;

    public override int FullSize => 20_000;

    protected override int Rate => 50;

    protected override async Task AttackAsync(Platform platform, CampaignRun run, Task dropping)
    {
        // The full run cuts a thousand times, the small one as often as its files last.
        var wanted = run.IsFull ? 1_000 : 40;
        while (cuts < wanted)
        {
            run.Progress((double)cuts / wanted, $"{cuts} cuts");
            var replica = platform.Replicas[run.Random.Next(platform.Replicas.Count)];
            await CutAsync(replica, run);
            await WaitAsync(0.05 + (run.Random.NextDouble() * 0.3), run);
        }

        run.AtLeast("cuts", cuts, wanted);
    }

    private async Task CutAsync(Replica replica, CampaignRun run)
    {
        var network = run.Random.Next(2) == 0 ? replica.Broker : replica.Store;
        switch (run.Random.Next(7))
        {
            case 0:
                Count(network.CutAll());
                break;
            case 1:
                network.Silent = true;
                await WaitAsync(0.5, run);
                Count(network.CutAll());
                network.Silent = false;
                break;
            case 2:
                network.Delay = TimeSpan.FromMilliseconds(20);
                await WaitAsync(0.3, run);
                network.Delay = TimeSpan.Zero;
                break;
            case 3:
                network.BytesPerSecond = 200_000;
                await WaitAsync(0.3, run);
                network.BytesPerSecond = 0;
                break;
            case 4:
                // The broker has it, the publisher is never told.
                await OnceAsync(replica.Broker, new Passing(Direction.ToClient, "basic.ack"), run);
                break;
            case 5:
                // It is stored, and its message is never acknowledged.
                await OnceAsync(replica.Broker, new Passing(Direction.ToServer, "basic.ack"), run);
                break;
            default:
                // It is stored, and the writer is never told.
                await OnceAsync(replica.Store, new Passing(Direction.ToClient, run.Random.Next(2) == 0 ? "insert.reply" : "update.reply"), run);
                break;
        }
    }

    private async Task OnceAsync(TcpProxy network, Passing point, CampaignRun run)
    {
        var reached = new TaskCompletionSource();
        var left = 1;
        network.Watch = passing =>
        {
            if (passing != point || Interlocked.Decrement(ref left) < 0)
            {
                return Passage.Forward;
            }

            reached.SetResult();
            return Passage.Cut;
        };
        await Task.WhenAny(reached.Task, WaitAsync(2, run));
        network.Watch = null;
        Count(reached.Task.IsCompleted ? 1 : 0);
    }

    private void Count(int more) => cuts += more;
}
