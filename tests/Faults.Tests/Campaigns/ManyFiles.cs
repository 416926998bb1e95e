using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using NewsPlatform.Faults.Tests.Running;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class ManyFiles : LoadCampaign
{
    private const int HighMark = 400;

    // Ingestion's lane for small files: so many were let in before it looked again.
    private const int Lane = 64;

    // What a replica's memory is compared with: caches are filled and the code is compiled by then.
    private const double WarmShare = 0.2;

    private readonly Dictionary<int, long> warm = [];
    private readonly Dictionary<int, long> most = [];

    public override string Name => "many-files";

    public override string Attack => "all files lie in the inbox at once, a tenth of them repeats, and a new one comes now and then";

    public override string Law => "what is on its way stays below the high mark, memory does not grow, a new file does not wait for the others";

    public override int SmallSize => 800;

    public override int FullSize => 100_000;

    // Without a pause.
    protected override int Rate => int.MaxValue;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Ingestion:PauseAbove"] = HighMark.ToString(CultureInfo.InvariantCulture),
        ["Ingestion:ResumeBelow"] = (HighMark / 2).ToString(CultureInfo.InvariantCulture),
    };

    protected override async Task AttackAsync(Platform platform, CampaignRun run, Task dropping)
    {
        await dropping;
        var (late, slowest, slowestName, untilClaimed, mostOnTheirWay, growth) = (0, 0.0, "", 0.0, 0L, 0.0);
        var (name, since, dropped) = ("", Stopwatch.StartNew(), TimeProvider.System.GetUtcNow());
        while (true)
        {
            var balance = await platform.BalanceAsync();
            var done = (double)(balance.Found - balance.InFlight) / run.Size;
            run.Progress(done, "draining");
            mostOnTheirWay = Math.Max(mostOnTheirWay, balance.InFlight);
            growth = Math.Max(growth, Growth(platform, isWarm: done >= WarmShare));
            if (name.Length > 0 && await ClaimedAsync(platform, name) is { } claimed)
            {
                if (since.Elapsed.TotalSeconds > slowest)
                {
                    (slowest, slowestName, untilClaimed) = (since.Elapsed.TotalSeconds, name, (claimed - dropped).TotalSeconds);
                }

                name = "";
            }

            if (name.Length == 0)
            {
                if (done >= 0.95)
                {
                    break;
                }

                (name, since, dropped) = ($"late/{late}.txt", Stopwatch.StartNew(), TimeProvider.System.GetUtcNow());
                platform.Drop(name, Texts.Story(run.Size + late++));
            }

            await WaitAsync(0.25, run);
        }

        run.AtMost("articles on their way, at most", mostOnTheirWay, HighMark + Lane + 1);
        run.AtLeast("files that came meanwhile", late, 1);
        run.AtMost("seconds until one of them was stored, at most", slowest, run.IsFull ? 10 : 60);
        run.AtMost("megabytes that a process grew by behind the first fifth, at most", growth / 1e6, 200);
        var lost = platform["Ingestion"].Process.Log.Split("The folder watcher lost events").Length - 1;
        run.Note(string.Create(CultureInfo.InvariantCulture, $"The one that waited longest ({slowestName}) was claimed after {untilClaimed:N1} s; the watcher lost names {lost} times."));
        run.Note(string.Join(", ", platform.Replicas.Select(replica => string.Create(CultureInfo.InvariantCulture, $"{replica.Service} {warm[replica.Process.ProcessId] / 1e6:N0} MB then, {most[replica.Process.ProcessId] / 1e6:N0} MB at most"))));
    }

    // When a file was claimed whose articles all have their fate by now.
    private static async Task<DateTimeOffset?> ClaimedAsync(Platform platform, string name)
    {
        await foreach (var document in platform.Database.FindAsync<Document>("documents", new JsonObject { ["name"] = name, ["state"] = "complete" }))
        {
            return document.ClaimedAt;
        }

        return null;
    }

    private sealed record Document(DateTimeOffset ClaimedAt);

    private double Growth(Platform platform, bool isWarm)
    {
        var growth = 0L;
        foreach (var replica in platform.Replicas)
        {
            using var process = Process.GetProcessById(replica.Process.ProcessId);
            var now = process.WorkingSet64;
            if (!isWarm || !warm.TryGetValue(process.Id, out var before))
            {
                warm[process.Id] = before = Math.Max(now, warm.GetValueOrDefault(process.Id));
            }

            most[process.Id] = Math.Max(now, most.GetValueOrDefault(process.Id));
            growth = Math.Max(growth, now - before);
        }

        return growth;
    }
}
