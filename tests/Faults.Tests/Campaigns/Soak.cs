using System.Diagnostics;
using System.Globalization;
using NewsPlatform.Faults.Tests.Running;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class Soak : LoadCampaign
{
    public override string Name => "soak";

    public override string Attack => "mixed load with one random fault after the other: kills, stops, cut and hanging networks, broker and store restarted";

    public override string Law => "the difference is 0 whenever the flow is quiet; memory, handles and threads of what keeps running stay flat";

    public override int SmallSize => 500;

    public override int FullSize => 20_000;

    protected override bool Own => true;

    protected override int Rate => 15;

    protected override async Task AttackAsync(Platform platform, CampaignRun run, Task dropping)
    {
        var faults = new Dictionary<string, int>(StringComparer.Ordinal);
        var samples = new List<(double Memory, double Threads, double Handles, double Articles)>();
        do
        {
            var (name, fault) = Pick(platform, run);
            run.Progress(0, name);
            await fault();
            faults[name] = faults.GetValueOrDefault(name) + 1;
            await WaitAsync(run.IsFull ? 20 : 4, run);
            using var enrichment = Process.GetProcessById(platform["Enrichment"].Process.ProcessId);
            samples.Add((enrichment.WorkingSet64, enrichment.Threads.Count, Directory.GetFiles($"/proc/{enrichment.Id}/fd").Length, platform.Dropped));
        }
        while (!dropping.IsCompleted);

        run.AtLeast("faults", faults.Values.Sum(), 3);
        run.Note(string.Join(", ", faults.Select(fault => $"{fault.Value} x {fault.Key}")));
        if (samples.Count >= 8)
        {
            // After the first quarter: caches are filled by then.
            var early = samples.Skip(samples.Count / 4).Take(samples.Count / 4).ToList();
            var late = samples.TakeLast(samples.Count / 4).ToList();
            Flat("threads", sample => sample.Threads);
            Flat("handles", sample => sample.Handles);

            // Not flat before the window of stories is full: it holds up to 60,000 articles of some 4 KB each (StoryRules). What
            // grows by more than that, the collector's slack included, leaks.
            var growth = late.Average(sample => sample.Memory) - early.Average(sample => sample.Memory);
            var articles = late.Average(sample => sample.Articles) - early.Average(sample => sample.Articles);
            run.Note(string.Create(CultureInfo.InvariantCulture, $"Memory of Enrichment: {early.Average(sample => sample.Memory) / 1e6:N0} MB on average in the second quarter, {late.Average(sample => sample.Memory) / 1e6:N0} MB in the last, {articles:N0} articles later."));
            run.AtMost("kilobytes of memory that Enrichment grew by an article of its window", growth / articles / 1e3, 10);

            void Flat(string what, Func<(double Memory, double Threads, double Handles, double Articles), double> of) =>
                run.AtMost($"{what} of Enrichment at the end beside the second quarter", late.Average(of) / early.Average(of), 1.05);
        }
    }

    // Enrichment is left running: its memory is measured.
    private static (string Name, Func<Task> Fault) Pick(Platform platform, CampaignRun run)
    {
        var victim = platform[new[] { "Ingestion", "Deduplication", "Storage" }[run.Random.Next(3)]];
        return run.Random.Next(6) switch
        {
            0 => ("kill", async () =>
            {
                await victim.KillAsync();
                await victim.StartAsync();
                await victim.ReadyAsync();
            }
            ),
            1 => ("stop", async () =>
            {
                await victim.StopAsync();
                await victim.StartAsync();
                await victim.ReadyAsync();
            }
            ),
            2 => ("cut", () => Task.FromResult(victim.Broker.CutAll() + victim.Store.CutAll())),
            3 => ("hanging network", async () =>
            {
                victim.Store.Silent = victim.Broker.Silent = true;
                await WaitAsync(2, run);
                victim.Store.Silent = victim.Broker.Silent = false;
            }
            ),
            4 => ("store restarted", async () =>
            {
                await platform.Surroundings.Store.KillAsync();
                await platform.Surroundings.Store.RestartAsync();
            }
            ),
            _ => ("broker restarted", async () =>
            {
                await platform.Surroundings.Broker.KillAsync();
                await platform.Surroundings.Broker.RestartAsync();
            }
            ),
        };
    }
}
