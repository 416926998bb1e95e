using System.Text.Json.Nodes;
using NewsPlatform.Cli.Dropping;
using NewsPlatform.Cli.Reports;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Cli.Tests;

/// <summary>Against the real engine: what the services write, as they write it.</summary>
public sealed class Reading_the_ledger(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly DocumentLines ledger = new(mongo.Database);

    [Fact]
    public async Task Waiting_ends_when_every_file_is_complete_or_failed_and_tells_what_became_of_each()
    {
        await DocumentAsync("complete", "complete", "stored", "stored", "repeated");
        await DocumentAsync("failed", "failed");
        DropItem[] items = [Item("complete"), Item("failed")];

        Assert.Null(await WaitAsync(items, patience: 30));

        Assert.Equal((2, 1), (items[0].Fates!.Stored, items[0].Fates!.Repeated));
        Assert.Null(items[0].Failure);
        Assert.Equal("the reason", items[1].Failure);
    }

    [Fact]
    public async Task A_failure_from_before_this_drop_is_not_this_drop_s()
    {
        await DocumentAsync("failed before", "failed");
        var item = Item("failed before");
        item.DroppedAt = Noon.AddSeconds(1);

        Assert.NotNull(await WaitAsync([item], patience: 0.3));

        Assert.Null(item.Document);
    }

    [Fact]
    public async Task A_file_that_could_not_be_read_is_found_by_its_name()
    {
        await DocumentAsync("unread:empty.txt", "failed");

        var item = new DropItem("/tmp/empty.txt", "empty.txt") { Id = "e3b0", DroppedAt = Noon };
        Assert.Null(await WaitAsync([item], patience: 30));

        Assert.Equal("the reason", item.Failure);
    }

    [Fact]
    public async Task A_file_under_way_moves_the_bar_by_its_settled_articles()
    {
        await DocumentAsync("under way", "announced", "stored", "stored", "stored", "in flight");
        FateWatch.Progress? last = null;

        await new FateWatch(ledger, TimeProvider.System).WaitAsync([Item("under way")], progress => last = progress, () => "seen enough", TimeSpan.Zero, CancellationToken.None);

        Assert.Equal((0.75, 3L), (last!.Done, last.Articles));
    }

    [Fact]
    public async Task Thousands_of_files_are_looked_up_in_bounded_queries()
    {
        var items = Enumerable.Range(0, 5000).Select(number => Item($"many {number}")).ToList();
        await mongo.Database.InsertAsync("documents", items.ConvertAll(item => Document(item.Id!, "complete", found: 0)), CancellationToken.None);

        Assert.Null(await WaitAsync(items, patience: 60));

        Assert.All(items, item => Assert.NotNull(item.Document));
    }

    [Fact]
    public async Task What_the_platform_has_already_is_not_dropped_again_and_what_failed_is()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("inbox"));
        var items = DropList.Expand([folder.Write("known.txt", "known"), folder.Write("failed.txt", "failed"), folder.Write("new.txt", "new")], out _);
        await mongo.Database.InsertAsync<JsonObject>(
            "documents", [Document(Hash("known"), "complete", 1), Document(Hash("failed"), "failed", 0)], CancellationToken.None);

        await new Dropper(new InboxDoor(folder.File("inbox"), TimeProvider.System), ledger).DropAsync(items, () => { }, CancellationToken.None);

        Assert.Equal(["failed.txt", "new.txt"], Directory.GetFiles(folder.File("inbox")).Select(Path.GetFileName).Order());
        Assert.Equal("some name", items[0].KnownAs);
    }

    [Fact]
    public async Task The_newest_articles_come_with_headline_or_opening()
    {
        await mongo.Database.InsertAsync<JsonObject>(
            "articles",
            [
                Article("old", -1, "قديم", "نص"),
                Article("new", 1, null, new string('ن', 500)),
            ],
            CancellationToken.None);

        var lines = await ArticleLines.NewestAsync(mongo.Database, most: 1, CancellationToken.None);

        Assert.Null(lines.Single().Headline);
        Assert.Equal(new string('ن', 200), lines.Single().Opening);
        Assert.Equal("ar", lines.Single().Language);
    }

    private Task<string?> WaitAsync(IReadOnlyList<DropItem> items, double patience) =>
        new FateWatch(ledger, TimeProvider.System).WaitAsync(items, _ => { }, () => null, TimeSpan.FromSeconds(patience), CancellationToken.None);

    private static DropItem Item(string id) => new($"/tmp/{id}", id) { Id = id, DroppedAt = Noon };

    private Task DocumentAsync(string id, string state, params string[] fates) => LedgerLines.InsertAsync(mongo.Database, id, state, Noon, fates);

    private static JsonObject Document(string id, string state, int found) => LedgerLines.Document(id, state, Noon, found);

    private static JsonObject Article(string id, int hours, string? headline, string text) => new()
    {
        ["_id"] = id,
        ["ingestedAt"] = MongoJson.Node(Noon.AddHours(hours)),
        ["article"] = new JsonObject { ["documentId"] = id, ["position"] = 0, ["headline"] = headline, ["text"] = text, ["kind"] = "full" },
        ["enrichment"] = new JsonObject { ["language"] = "ar" },
    };

    private static string Hash(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
