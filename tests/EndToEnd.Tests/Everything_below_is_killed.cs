using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.EndToEnd.Tests;

/// <summary>Four services over a broker and an engine of their own, so that these can be killed, too.</summary>
[Collection(nameof(Alone))]
public sealed class Everything_below_is_killed : IAsyncLifetime
{
    private const string Key = "the-test-at-storage";
    private const int Files = 40;
    private const int InAFile = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string[] Services = ["Ingestion", "Deduplication", "Enrichment", "Storage"];

    private readonly Dictionary<string, ServiceProcess> running = [];
    private EmbeddedMongo engine = null!;
    private RabbitMq broker = null!;
    private MongoDatabase database = null!;

    private NewsFolders Folders { get; } = new();

    public async Task InitializeAsync()
    {
        var starting = RabbitMq.StartAsync();
        engine = await EmbeddedMongo.StartAsync();
        broker = await starting;
        database = MongoDatabase.Connect(new MongoOptions { ConnectionString = engine.ConnectionString });
    }

    public async Task DisposeAsync()
    {
        foreach (var service in running.Values)
        {
            await service.DisposeAsync();
        }

        await database.DisposeAsync();
        await broker.DisposeAsync();
        await engine.DisposeAsync();
        Folders.Dispose();
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Storage_broker_and_database_are_killed_in_the_middle_of_20000_articles_and_nothing_is_lost_or_doubled()
    {
        const int all = Files * InAFile;
        foreach (var service in Services)
        {
            running[service] = Start(service);
        }

        foreach (var service in running.Values)
        {
            await service.ReadyAsync();
        }

        await broker.QueuesAreSavedAsync("deduplication-articles-ingested", "enrichment-articles-accepted", "storage-articles-enriched", "storage-articles-repeated", "ingestion-articles-stored");
        for (var file = 0; file < Files; file++)
        {
            Folders.Drop($"{file}.jsonl", string.Join('\n', Enumerable.Range(file * InAFile, InAFile).Select(Line)));
        }

        var torn = new List<long> { await GrownAsync(all / 20) };
        await running["Storage"].KillAsync();
        await running["Storage"].DisposeAsync();
        running["Storage"] = Start("Storage");

        torn.Add(await GrownAsync(all / 20));
        await broker.KillAsync();
        await broker.RestartAsync();

        torn.Add(await GrownAsync(all / 20));
        await engine.KillAsync();
        await engine.RestartAsync();

        // This test's own connections died with the server, too.
        await database.DisposeAsync();
        database = MongoDatabase.Connect(new MongoOptions { ConnectionString = engine.ConnectionString });
        Balance? balance = null;
        await EventuallyAsync("all is settled", async () => (balance = await Balance.ReadAsync(database)).Documents == Files && balance.Holds, () => $"{balance}", TimeSpan.FromMinutes(4));
        Assert.True(torn[^1] < all * 9 / 10, "the last kill came too late to prove anything");
        Assert.Equal((all, all * 9 / 10, all / 10, 0), (balance!.Found, balance.Stored, balance.Repeated, balance.Quarantined));
        Assert.Equal(Files, NewsFolders.Names(Folders.Done).Count);

        // Every article has one living entry in the search index.
        var indexed = 0L;
        await EventuallyAsync("all are indexed", async () => (indexed = await IndexedAsync()) == balance.Stored, () => $"{indexed} of {balance.Stored}", Patience);

        Figures.Print("kills", string.Create(
            CultureInfo.InvariantCulture,
            $"Storage killed at {torn[0]:N0}, the broker at {torn[1]:N0}, the database at {torn[2]:N0} of {all:N0} articles: {balance.Stored:N0} stored, {balance.Repeated:N0} repeated, none lost, none twice"));
    }

    /// <summary>Waits until so many more articles are stored.</summary>
    private async Task<long> GrownAsync(int more)
    {
        var (before, now) = (await StoredAsync(), 0L);
        await EventuallyAsync("the flow goes on", async () => (now = await StoredAsync()) >= before + more, () => $"{before} to {now}", Patience);
        return now;
    }

    /// <summary>A failure after a kill is worth nothing without what everybody said about it.</summary>
    private async Task EventuallyAsync(string what, Func<Task<bool>> condition, Func<string> state, TimeSpan within)
    {
        try
        {
            await Eventually.TrueAsync(what, condition, within);
        }
        catch (TimeoutException exception)
        {
            using var management = broker.Management();
            var queues = await management.GetFromJsonAsync<JsonArray>(new Uri("api/queues", UriKind.Relative));
            throw new TimeoutException(string.Join('\n', [
                $"{exception.Message}: {state()}",
                .. queues!.Where(queue => queue!["messages"]?.GetValue<long>() > 0)
                    .Select(queue => $"{queue!["name"]}: {queue["messages_ready"]} ready, {queue["messages_unacknowledged"]} unacknowledged, {queue["consumers"]} consumers"),
                .. running.Select(service => $"{service.Key}: {service.Value.Log[^Math.Min(3000, service.Value.Log.Length)..]}"),
            ]));
        }
    }

    private Task<long> StoredAsync() => database.CountAsync("articles", new JsonObject(), default);

    // Counted by the search itself: an article with two living entries counts twice.
    private async Task<long> IndexedAsync()
    {
        using var http = new HttpClient { BaseAddress = running["Storage"].Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Key);
        var page = await http.GetFromJsonAsync<JsonNode>(new Uri("api/articles?source=inbox&facets=true&limit=1", UriKind.Relative));
        return page!["facets"]!["counted"]!.GetValue<long>();
    }

    private ServiceProcess Start(string service)
    {
        var settings = new Dictionary<string, string>
        {
            ["Mongo:ConnectionString"] = engine.ConnectionString,
            ["Messaging:Transport"] = "RabbitMq",
            ["Messaging:RabbitMq"] = broker.Uri.ToString(),
        };
        if (service == "Storage")
        {
            settings["Api:ConsoleKeyHash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
        }

        if (service == "Ingestion")
        {
            foreach (var (key, value) in Folders.Settings)
            {
                settings[key] = value;
            }

            settings["Ingestion:Quiet"] = "00:00:00.3";
            settings["Ingestion:PollInterval"] = "00:00:00.2";
        }

        return ServiceProcess.Start(service, settings);
    }

    // Every tenth repeats the text of the one before it.
    private static string Line(int number) => JsonSerializer.Serialize(new { title = $"خبر {(number % 10 == 9 ? number - 1 : number)}", text = PlatformTest.Story(number % 10 == 9 ? number - 1 : number) });
}
