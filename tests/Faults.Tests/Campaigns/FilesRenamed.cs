using System.Text.Json.Nodes;
using NewsPlatform.Faults.Tests.Running;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class FilesRenamed : Campaign
{
    private const int Trickle = 60;

    public override string Name => "files-renamed";

    public override string Attack => "files are renamed into the folder as fast as the disk takes them, with the watcher on and off, then in a trickle";

    public override string Law => "0 missed; in a trickle p99 from rename to claim 1.5 s by polling, 0.3 s with the watcher";

    public override int SmallSize => 500;

    public override int FullSize => 20_000;

    public override async Task RunAsync(CampaignRun run)
    {
        var medians = new Dictionary<bool, double>();
        foreach (var (watcher, most) in new[] { (false, 1.5), (true, 0.3) })
        {
            var settings = new Dictionary<string, string>
            {
                ["Ingestion:UseWatcher"] = watcher ? "true" : "false",
                ["Ingestion:PollInterval"] = "00:00:01",
            };
            var how = watcher ? "with the watcher" : "by polling";
            run.Progress(0, $"{how}: starting");
            await using var platform = await Platform.StartAsync(settings: settings);
            var waits = await TrickleAsync(platform, run);
            medians[watcher] = waits[waits.Count / 2];
            run.InTime($"seconds from rename to claim in a trickle, p99, {how}", waits[(int)(waits.Count * 0.99)], most);
            run.Progress(0.1, $"{how}: renaming {run.Size:N0} files");
            for (var number = 0; number < run.Size; number++)
            {
                platform.DropStory(number);
            }

            await platform.SettledAsync(TimeSpan.FromMinutes(2 + (run.Size / 5_000.0)), balance => run.Progress((double)(balance.Found - balance.InFlight) / run.Size, $"{how}: settling"));
            run.Checked(await platform.CheckAsync());
        }

        run.AtMost("median with the watcher beside that by polling", medians[true] / medians[false], 0.5);
    }

    private static async Task<List<double>> TrickleAsync(Platform platform, CampaignRun run)
    {
        // The first file warms up what the claim of the others does not pay for.
        var dropped = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        for (var number = 0; number < Trickle; number++)
        {
            var name = $"trickle-{number}.txt";
            dropped[name] = TimeProvider.System.GetUtcNow();
            platform.Drop(name, Texts.Story(1_000_000 + number));
            await Task.Delay(number == 0 ? 3_000 : 100 + run.Random.Next(100), run.Cancellation);
        }

        await platform.SettledAsync(TimeSpan.FromMinutes(1));
        var waits = new List<double>();
        await foreach (var document in platform.Database.FindAsync<JsonObject>("documents", new JsonObject(), cancellationToken: run.Cancellation))
        {
            var name = document["name"]!.GetValue<string>();
            if (name != "trickle-0.txt")
            {
                waits.Add((Moment(document["claimedAt"]!) - dropped[name]).TotalSeconds);
            }
        }

        waits.Sort();
        return waits;
    }

    private static DateTimeOffset Moment(JsonNode node) => System.Text.Json.JsonSerializer.Deserialize<DateTimeOffset>(node, MongoJson.Options);
}
