using NewsPlatform.Cli.Dropping;
using NewsPlatform.Cli.Reports;
using NewsPlatform.Cli.Running;
using NewsPlatform.Mongo;

namespace NewsPlatform.Cli.Commands;

/// <summary>The first drop: the five sample documents, once, however often the platform is started.</summary>
internal sealed class Seeds(Surroundings here, RunState state, MongoDatabase database)
{
    // A start after a crash first announces again what was under way.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task DropOnceAsync(CancellationToken cancellationToken)
    {
        var folders = state.Folders!;
        var ledger = new DocumentLines(database);
        var items = Directory.Exists(here.Places.Seeds)
            ? Directory.EnumerateFiles(here.Places.Seeds, "*.txt").Order(StringComparer.Ordinal).Select(file => new DropItem(file, Path.GetFileName(file))).ToList()
            : [];

        // A seed that the last run claimed and did not finish is on its way already: a second copy would only clutter done.
        var onTheirWay = items.Where(item => LiesIn(folders.Inbox, item) || LiesIn(folders.Work, item)).ToList();
        var dropped = items.Except(onTheirWay).ToList();
        await new Dropper(new InboxDoor(folders.Inbox, here.Time), ledger) { RetryFailed = false }.DropAsync(dropped, () => { }, cancellationToken);
        foreach (var item in onTheirWay)
        {
            await using var bytes = File.OpenRead(item.Source);
            item.Id = Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(bytes, cancellationToken));
        }

        var fresh = items.Count(item => item.KnownAs is null);
        if (fresh > 0)
        {
            here.Screen.Say($"Dropped {fresh} sample documents of seeds/ into {folders.Inbox}");
        }

        string? ended = null;
        await here.Screen.WorkAsync("reading the sample documents", async tell =>
            ended = await new FateWatch(ledger, here.Time).WaitAsync(
                items,
                progress => tell($"reading the sample documents: {Math.Floor(progress.Done)} of {progress.Files}"),
                () => state.Services.All(process => process.Identity.IsAlive) ? null : "a service has ended; './news status' says which",
                Patience,
                cancellationToken));
        if (ended is not null)
        {
            here.Screen.Warn($"Not every sample document is through: {ended}. './news status' shows where they are.");
        }

        foreach (var failed in items.Where(item => item.Failure is not null))
        {
            here.Screen.Fail($"{failed.Name} failed: {failed.Failure}");
        }
    }

    private static bool LiesIn(string folder, DropItem item) =>
        Directory.EnumerateFiles(folder, item.Name, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true })
            .Any(file => new FileInfo(file).Length == new FileInfo(item.Source).Length);
}
