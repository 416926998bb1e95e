using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Browser.Tests;

/// <summary>The other half of an operator's day, with every service a process of its own: one dies, one of its articles is left behind.</summary>
public sealed class A_service_breaks(MongoFixture mongo, RabbitMqFixture rabbit) : IClassFixture<MongoFixture>, IClassFixture<RabbitMqFixture>, IAsyncLifetime
{
    private const string Key = "a key for the tests";
    private const string FlowKey = "a key for the flow";
    private const string DoorKey = "a key for the door";
    private const string Waiting = "storage-articles-enriched";
    private static readonly string[] All = ["Ingestion", "Deduplication", "Enrichment", "Storage", "WebConsole"];

    private readonly NewsFolders folders = new();
    private readonly Dictionary<string, ServiceProcess> running = [];
    private readonly Dictionary<string, Uri> addresses = [];
    private Chromium chromium = null!;

    public async Task InitializeAsync()
    {
        foreach (var service in All)
        {
            addresses[service] = new Uri($"http://127.0.0.1:{FreePort()}/");
        }

        Array.ForEach(All, Start);
        foreach (var service in running.Values)
        {
            await service.ReadyAsync();
        }

        using var api = new HttpClient { BaseAddress = addresses["Storage"] };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        using var made = await api.PostAsJsonAsync("api/accounts", new { name = "operator", role = "operator", password = RunningConsole.Password });
        made.EnsureSuccessStatusCode();
        chromium = await Chromium.LaunchAsync();
    }

    public async Task DisposeAsync()
    {
        await (chromium?.DisposeAsync() ?? default);
        foreach (var service in running.Values)
        {
            await service.DisposeAsync();
        }

        folders.Dispose();
    }

    [Fact]
    public async Task It_is_seen_late_it_comes_back_and_what_it_left_behind_is_sent_again_from_quarantine()
    {
        await using var visitor = await chromium.OpenAsync(addresses["WebConsole"]);
        await visitor.SignInAsync("operator", RunningConsole.Password);
        var page = visitor.Page;

        // Storage dies; files go on coming, and the picture says by itself what stands, why, and what starves behind it.
        await visitor.GoAsync("/files");
        await running["Storage"].KillAsync();
        folders.Drop("0.txt", Texts.Story(0));
        var left = await TakeAsync(Waiting);
        folders.Drop("1.txt", Texts.Story(1));
        folders.Drop("2.txt", Texts.Story(2));
        await visitor.GoAsync("/flow");
        await ShowsAsync(page, "down", "stalled", "no replica of Storage is alive");
        await visitor.KeepAsync("broken-1-flow");

        // What a fault that has been mended since leaves behind: a message in the error queue.
        await ParkAsync(left, "The disk was full");
        Start("Storage");
        await running["Storage"].ReadyAsync();
        await ShowsAsync(page, "without", "stalled", "down");
        await Eventually.TrueAsync("the others are stored", async () => await mongo.Database.CountAsync("articles", new JsonObject(), default) == 2, TimeSpan.FromSeconds(60));

        // It waits with its reason and headline, and goes on its way at the press of a button.
        await Eventually.TrueAsync("it is in quarantine", async () => (await Balance.ReadAsync(mongo.Database)).Quarantined == 1, TimeSpan.FromSeconds(60));
        await visitor.GoAsync("/quarantine");
        Assert.Contains("The disk was full", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await visitor.KeepAsync("broken-2-quarantine");
        await page.ClickAsync("form[action='/do/retry'] button.main");
        await page.WaitForSelectorAsync(".notice");
        Assert.True(await page.Locator(".notice.done").IsVisibleAsync(), await page.InnerTextAsync("main") + running["Storage"].Log[^Math.Min(5000, running["Storage"].Log.Length)..]);
        await Eventually.TrueAsync("it is stored", async () => await Balance.ReadAsync(mongo.Database) is { Stored: 3, Quarantined: 0, Holds: true }, TimeSpan.FromSeconds(60));
        await visitor.GoAsync("/quarantine");
        Assert.Contains("Nothing waits", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        // And it is written down who did it.
        await visitor.GoAsync("/audit?who=operator");
        Assert.Contains("quarantine.retry", await page.InnerTextAsync("tbody"), StringComparison.Ordinal);
        await visitor.KeepAsync("broken-3-audit");
        Assert.Empty(visitor.Offences);
    }

    // The live part of the page comes to hold all these words, or, after "without", none of them.
    private static async Task ShowsAsync(IPage page, params string[] words)
    {
        var text = "";
        try
        {
            await Eventually.TrueAsync(
                "the picture shows it",
                async () =>
                {
                    // Names stand between isolates, which nobody sees.
                    text = (await page.InnerTextAsync("[data-live]")).Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);
                    return words[0] == "without"
                        ? !words.Skip(1).Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))
                        : words.All(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
                },
                TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message} ({string.Join(", ", words)}): {text}");
        }
    }

    // One message out of a queue, as it lay there.
    private async Task<JsonObject> TakeAsync(string queue)
    {
        JsonObject? taken = null;
        await Eventually.TrueAsync(
            $"something waits in {queue}",
            async () =>
            {
                using var answer = await rabbit.Management.PostAsJsonAsync(
                    new Uri($"api/queues/{rabbit.VirtualHost}/{queue}/get", UriKind.Relative), new { count = 1, ackmode = "ack_requeue_false", encoding = "base64" });
                taken = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonArray>())!.FirstOrDefault()?.AsObject();
                return taken is not null;
            },
            TimeSpan.FromSeconds(60));
        return taken!;
    }

    private async Task ParkAsync(JsonObject message, string reason)
    {
        var properties = message["properties"]!.DeepClone().AsObject();
        var headers = properties["headers"] as JsonObject ?? [];
        headers["MT-Fault-Message"] = reason;
        headers["MT-Fault-ExceptionType"] = "System.IO.IOException";
        properties["headers"] = headers.DeepClone();
        using var answer = await rabbit.Management.PostAsJsonAsync(
            new Uri($"api/exchanges/{rabbit.VirtualHost}/amq.default/publish", UriKind.Relative),
            new { properties, routing_key = Waiting + "_error", payload = message["payload"]!.GetValue<string>(), payload_encoding = "base64" });
        Assert.True((await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["routed"]!.GetValue<bool>());
    }

    private void Start(string service) => running[service] = ServiceProcess.Start(service, new Dictionary<string, string>(folders.Settings)
    {
        ["ASPNETCORE_URLS"] = addresses[service].ToString(),
        ["WebConsole:Urls"] = addresses[service].ToString(),
        ["Mongo:ConnectionString"] = mongo.ConnectionString,
        ["Mongo:Database"] = mongo.DatabaseName,
        ["Messaging:Transport"] = "RabbitMq",
        ["Messaging:RabbitMq"] = rabbit.Uri.ToString(),
        ["Ingestion:Quiet"] = "00:00:00.3",
        ["Ingestion:PollInterval"] = "00:00:00.2",
        ["Api:AdminKeyHash"] = Hash(Key),
        ["Api:ConsoleKeyHash"] = Hash(FlowKey),
        ["Door:Keys:console"] = Hash(DoorKey),
        ["Door:Operators:0"] = "console",
        ["Flow:Management"] = new UriBuilder(rabbit.ManagementUri) { UserName = RabbitMq.User, Password = RabbitMq.Password }.Uri.ToString(),
        ["Flow:StorageKey"] = FlowKey,
        ["WebConsole:Storage"] = addresses["Storage"].ToString(),
        ["WebConsole:Door"] = addresses["Ingestion"].ToString(),
        ["WebConsole:DoorKey"] = DoorKey,
    });

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
