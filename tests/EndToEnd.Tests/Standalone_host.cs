using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.EndToEnd.Tests;

/// <summary>The embedded default: all services in one process, over the real embedded engine.</summary>
public sealed class Standalone_host(MongoFixture mongo) : PlatformTest(mongo)
{
    [Fact]
    public async Task Dropped_seeds_are_stored_once_however_often_they_are_dropped()
    {
        await using var host = await StartAsync();
        Folders.DropSeeds();
        var first = await SettledAsync(5);

        Folders.DropSeeds();
        await Eventually.TrueAsync("the second drop is finished", () => NewsFolders.Names(Folders.Done).Count == 10);
        var second = await SettledAsync(5);

        Assert.True(first.Stored > 0);
        Assert.Equal(first.Articles, second.Articles);
        Assert.Equal(0, await host.StopAsync());
    }

    [Fact]
    public async Task A_killed_host_loses_nothing_and_stores_nothing_twice()
    {
        var host = await StartAsync();
        for (var number = 0; number < 300; number++)
        {
            Folders.Drop($"{number}.txt", Story(number));
        }

        await Eventually.TrueAsync("some articles are stored", async () => (await Balance.ReadAsync(Database)).Articles > 20);
        await host.KillAsync();
        await host.DisposeAsync();
        var torn = await Balance.ReadAsync(Database);

        await using var again = await StartAsync();
        var balance = await SettledAsync(300);

        Assert.True(torn.Articles < 300, "the kill came too late to prove anything");
        Assert.Equal(300, balance.Stored);
        Assert.Equal(300, NewsFolders.Names(Folders.Done).Count);
    }

    [Fact]
    public async Task A_file_that_is_still_being_written_is_taken_once_and_whole()
    {
        await using var host = await StartAsync();
        var path = Path.Combine(Folders.Inbox, "slow.txt");
        await using (var writer = new StreamWriter(path, append: false, Encoding.UTF8))
        {
            for (var line = 0; line < 5; line++)
            {
                await writer.WriteLineAsync($"الفقرة رقم {line} من خبر طويل يكتب على مهل.");
                await writer.FlushAsync();

                // A whole story dropped meanwhile and stored shows that the service has looked at the folder since.
                Folders.Drop($"meanwhile-{line}.txt", Story(1000 + line));
                await SettledAsync(line + 1);
            }
        }

        var balance = await SettledAsync(6);
        var slow = await Database.FindOneAsync<JsonObject>("documents", new JsonObject { ["name"] = "slow.txt" }, null, default);

        Assert.Equal(6, balance.Documents);
        Assert.Equal(new FileInfo(Path.Combine(Folders.Done, slow!["path"]!.GetValue<string>())).Length, slow["bytes"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_file_that_is_no_news_fails_with_its_reason_and_the_others_go_on()
    {
        await using var host = await StartAsync(("Ingestion:LargestFile", "100000"));
        Folders.Drop("picture.png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0, 0xff, 0xfe, 1, 2, 3]);
        Folders.Drop("empty.txt", "");
        Folders.Drop("huge.txt", new string('خ', 60_000));
        Folders.Drop("good.txt", Story(1));

        await Eventually.TrueAsync("three files failed", () => NewsFolders.Names(Folders.Failed).Count == 3);
        var balance = await SettledAsync(4);

        Assert.Equal(1, balance.Stored);
        Assert.StartsWith("not text", Reason("picture.png"), StringComparison.Ordinal);
        Assert.StartsWith("empty", Reason("empty.txt"), StringComparison.Ordinal);
        Assert.StartsWith("too large", Reason("huge.txt"), StringComparison.Ordinal);
        Assert.Equal("failed", Folders.Receipt("picture.png")["state"]!.GetValue<string>());
        Assert.Matches("^[0-9a-f]{32}$", Folders.Receipt("picture.png")["traceId"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_receipt_tells_what_became_of_every_article()
    {
        await using var host = await StartAsync();
        Folders.Drop("agency/one.txt", Story(1));
        await SettledAsync(1);
        Folders.Drop("agency/two.txt", Story(1) + "\n");
        await SettledAsync(2);

        var receipt = Receipt(Directory.EnumerateFiles(Folders.Done, "two.txt.receipt.json", SearchOption.AllDirectories).Single());

        Assert.Equal("complete", receipt["state"]!.GetValue<string>());
        Assert.Equal("agency/two.txt", receipt["file"]!.GetValue<string>());
        Assert.Equal(1, receipt["fates"]!["repeated"]!.GetValue<int>());
        Assert.Equal("exact", receipt["articles"]![0]!["verdict"]!.GetValue<string>());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Story(1) + "\n"))), receipt["sha256"]!.GetValue<string>());
        Assert.Equal(Encoding.UTF8.GetByteCount(Story(1) + "\n"), receipt["bytes"]!.GetValue<int>());
        Assert.Contains("text", receipt["format"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("utf-8", receipt["encoding"]!.GetValue<string>(), ignoreCase: true);
        Assert.InRange(receipt["encodingConfidence"]!.GetValue<double>(), 0.9, 1);
        Assert.Equal(1, receipt["found"]!.GetValue<int>());
        Assert.Matches("^[0-9a-f]{32}$", receipt["traceId"]!.GetValue<string>());
        Assert.NotNull(receipt["completedAt"]);
        Assert.Equal(32, receipt["articles"]![0]!["keptArticleId"]!.GetValue<string>().Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_teaser_is_a_repeat_of_its_article_in_either_order_of_arrival(bool teaserFirst)
    {
        var full = string.Join(' ', Enumerable.Range(1, 4).Select(Story));
        var teaser = full[..full.IndexOf(' ', 500)];
        await using var host = await StartAsync();
        Folders.Drop("first.txt", teaserFirst ? teaser : full);
        await SettledAsync(1);
        Folders.Drop("second.txt", teaserFirst ? full : teaser);

        Balance? balance = null;
        await Eventually.TrueAsync("one is kept and one repeats it", async () => (balance = await SettledAsync(2)) is { Stored: 1, Repeated: 1 });
        var kept = await Database.FindOneAsync<JsonObject>("articles", new JsonObject());
        var repeat = await Database.FindOneAsync<JsonObject>("repeats", new JsonObject());

        Assert.Equal(full, kept!["article"]!["text"]!.GetValue<string>());
        Assert.Equal(teaser, repeat!["article"]!["text"]!.GetValue<string>());
        Assert.Equal("contained", repeat["verdict"]!["kind"]!.GetValue<string>());
        Assert.Equal(kept["_id"]!.GetValue<string>(), repeat["verdict"]!["keptArticleId"]!.GetValue<string>());
        Assert.NotEmpty(repeat["verdict"]!["passages"]!.AsArray());
    }

    private static JsonNode Receipt(string path) => JsonNode.Parse(File.ReadAllText(path))!;

    private string Reason(string name) => Receipt(Path.Combine(Folders.Failed, name + ".receipt.json"))["reason"]!.GetValue<string>();

    private async Task<ServiceProcess> StartAsync(params (string Key, string Value)[] more)
    {
        var settings = Settings;
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        var host = ServiceProcess.Start("Standalone", settings);
        await host.ReadyAsync();
        return host;
    }
}
