using System.Diagnostics;
using System.Globalization;
using NewsPlatform.Faults.Tests.Proxying;
using NewsPlatform.Faults.Tests.Running;
using NewsPlatform.Mongo;

namespace NewsPlatform.Faults.Tests.Campaigns;

/// <summary>Files come all the time, every tenth a repeat, while something is attacked; then the checker counts.</summary>
internal abstract class LoadCampaign : Campaign
{
    /// <summary>Broker and store of its own: what is attacked is shared with nobody.</summary>
    protected virtual bool Own => false;

    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    /// <summary>How long everything may take to settle once the attack is over.</summary>
    protected virtual TimeSpan Patience => TimeSpan.FromMinutes(4);

    /// <summary>How fast files come, a second. Slow enough that some still come when the attack ends: an attack on a platform at rest proves little.</summary>
    protected virtual int Rate => 150;

    public override async Task RunAsync(CampaignRun run)
    {
        run.Progress(0, "starting broker, store and services");
        await using var started = await StartAsync(run);
        if (started is not { } platform)
        {
            return;
        }

        using var load = CancellationTokenSource.CreateLinkedTokenSource(run.Cancellation);
        var dropping = DropAsync(platform, run, load.Token);
        run.Progress(0, "attacking");
        var attack = Stopwatch.StartNew();
        try
        {
            await AttackAsync(platform, run, dropping);
            run.Note(string.Create(CultureInfo.InvariantCulture, $"The attack took {attack.Elapsed.TotalSeconds:N0} s; when it ended {platform.Dropped:N0} files had come."));
            await dropping;
        }
        catch
        {
            await load.CancelAsync();
            throw;
        }

        var watch = Stopwatch.StartNew();
        try
        {
            await platform.SettledAsync(Patience, balance => run.Progress((double)(balance.Found - balance.InFlight) / run.Size, "settling"));
        }
        catch (TimeoutException exception)
        {
            run.Note($"{exception.Message}; what services and queues said lies in {await platform.KeepEvidenceAsync()}");
            foreach (var line in (await Unsettled.LinesAsync(platform.Database)).Take(Unsettled.Shown))
            {
                run.Note(line);
            }
        }

        run.AtMost("seconds until all was settled after the attack", watch.Elapsed.TotalSeconds, Patience.TotalSeconds);
        foreach (var line in (await Unsettled.QuarantinedAsync(platform.Database)).Take(Unsettled.Shown))
        {
            run.Note(line);
        }

        await MeasureAsync(platform, run);
        run.Checked(await platform.CheckAsync());
    }

    /// <summary>Attacks until the attack is over; the platform must be whole again when this returns.</summary>
    /// <param name="platform">All of it.</param>
    /// <param name="run">Where to tell figures.</param>
    /// <param name="dropping">Complete when the last file was dropped.</param>
    protected abstract Task AttackAsync(Platform platform, CampaignRun run, Task dropping);

    /// <summary>The platform that is attacked; nothing where this machine cannot have it, which the run is told.</summary>
    protected virtual async Task<Platform?> StartAsync(CampaignRun run) => await Platform.StartAsync(Own, Settings);

    /// <summary>What else is to be counted before the platform goes.</summary>
    protected virtual Task MeasureAsync(Platform platform, CampaignRun run) => Task.CompletedTask;

    /// <summary>Waits for a time, or not at all once the run is given up.</summary>
    protected static Task WaitAsync(double seconds, CampaignRun run) => Task.Delay(TimeSpan.FromSeconds(seconds), run.Cancellation);

    /// <summary>Counts such a frame on the connections of all replicas to the broker, from now on.</summary>
    /// <returns>How many have passed.</returns>
    protected static Func<int> Counted(Platform platform, Passing frame)
    {
        var count = 0;
        foreach (var replica in platform.Replicas)
        {
            replica.Broker.Watch = passing =>
            {
                if (passing == frame)
                {
                    Interlocked.Increment(ref count);
                }

                return Passage.Forward;
            };
        }

        return () => Volatile.Read(ref count);
    }

    /// <summary>How long until more articles are stored than now.</summary>
    protected static async Task<double> FlowBackAsync(Platform platform, CampaignRun run)
    {
        var watch = Stopwatch.StartNew();
        long? before = null;
        while (watch.Elapsed < TimeSpan.FromMinutes(2))
        {
            try
            {
                var stored = await platform.StoredAsync();
                if (stored > (before ??= stored) || (await platform.BalanceAsync() is { Holds: true } settled && settled.Documents >= run.Size))
                {
                    break;
                }
            }
            catch (StoreUnavailableException)
            {
                // It was the store that was attacked: the connections of this question broke with it.
            }

            await WaitAsync(0.05, run);
        }

        return watch.Elapsed.TotalSeconds;
    }

    private async Task DropAsync(Platform platform, CampaignRun run, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var number = 0; number < run.Size; number++)
        {
            platform.DropStory(number);
            if (number % Rate == Rate - 1)
            {
                run.Progress((double)number / run.Size, "dropping and attacking");
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
    }
}
