using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NewsPlatform.Mongo;
using NewsPlatform.ServiceDefaults;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;
using NewsPlatform.WebConsole.Flow;

namespace NewsPlatform.WebConsole.Tests.Flow;

/// <summary>Four processes, a real broker and a real engine; one of the processes is killed and started again.</summary>
[Trait("Category", "Slow")]
public sealed class The_picture_is_true(MongoFixture mongo, RabbitMqFixture rabbit) : IClassFixture<MongoFixture>, IClassFixture<RabbitMqFixture>, IAsyncLifetime
{
    private const string StorageKey = "the-console-at-storage";
    private const string DoorKey = "the-console-at-the-door";
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(3);

    // On a machine that has several times as much to do as it has processors, beats and answers come as they can: what is
    // true then is shown all the same, only later.
    private static readonly TimeSpan PromiseOfABusyMachine = TimeSpan.FromSeconds(20);

    private static int databases;

    private NewsFolders Folders { get; } = new();
    private readonly MongoOptions store = new() { ConnectionString = mongo.ConnectionString, Database = $"{mongo.DatabaseName}_{Interlocked.Increment(ref databases)}" };
    private MongoDatabase database = null!;
    private readonly Dictionary<string, ServiceProcess> running = [];
    private readonly Dictionary<string, string> addresses = [];
    private string host = "";
    private Uri broker = null!;
    private WebApplication console = null!;
    private IFlowSource flow = null!;
    private int dropped;

    public async Task InitializeAsync()
    {
        (host, broker) = await rabbit.NewVirtualHostAsync();
        database = MongoDatabase.Connect(store);
        foreach (var service in new[] { "Ingestion", "Deduplication", "Enrichment", "Storage" })
        {
            addresses[service] = $"http://127.0.0.1:{FreePort()}/";
            Start(service);
        }

        await Task.WhenAll(running.Values.Select(service => service.ReadyAsync()));
        console = await ConsoleAsync();
        flow = console.Services.GetRequiredService<IFlowSource>();
    }

    public async Task DisposeAsync()
    {
        await console.StopAsync();
        await console.DisposeAsync();
        foreach (var service in running.Values)
        {
            await service.DisposeAsync();
        }

        (await database.RunAsync(new JsonObject { ["dropDatabase"] = 1 }, CancellationToken.None)).Dispose();
        await database.DisposeAsync();
        Folders.Dispose();
    }

    [Fact]
    public async Task While_a_service_is_killed_and_started_again_it_says_so_and_once_quiet_equals_broker_and_store()
    {
        await Seen("every service is ready", now => Services(now).All(service => service.Condition == ServiceCondition.Ready));
        Drop(100);
        await QuietAsync();
        await EqualAsync("after the first files");
        var first = Services(flow.Current).Single(service => service.Name == "storage").Replicas.Single();

        await running["Storage"].KillAsync();
        Drop(60);
        await Seen("the replica is lost", now => Services(now).Single(service => service.Name == "storage") is { Condition: ServiceCondition.Down, Replicas: [{ Lost: true }] });
        await Seen(
            "what waits for it is stalled, and why",
            now => Edge(now, "storage-articles-enriched") is { Condition: EdgeCondition.Stalled, Reason.Kind: ReasonKind.NoReplica, Articles: >= 45 and <= 75, OldestSeconds: > 4 });
        await Seen("what comes after it starves", now => Edge(now, "ingestion-articles-stored") is { Condition: EdgeCondition.Starved, Reason.Subject: "storage-articles-enriched" });
        await Seen("the service before it is well", now => Services(now).Single(service => service.Name == "enrichment").Condition == ServiceCondition.Ready);
        await Seen("the balance says that nobody answers, and since when its figures hold", now => now.Balance is { Trouble: not null, At: not null, Stored: 100 });

        Start("Storage");
        await running["Storage"].ReadyAsync();
        await QuietAsync();
        await EqualAsync("after the restart");

        // What only heartbeats tell comes with the next ones.
        await Seen("another replica is there, latency and verdicts are those of all articles", now =>
            Services(now).Single(service => service.Name == "storage") is { Condition: ServiceCondition.Ready, Replicas: [var again] } && again.Replica != first.Replica
            && now.Latency is { Articles: 160 } && now.Verdicts?.ByVerdict.GetValueOrDefault("new") == 160);
        Assert.InRange(flow.Current.Latency!.P99!.Value, 4, 60);
    }

    [Fact]
    public async Task A_pause_at_the_door_starves_the_flow_while_files_wait()
    {
        using var door = new HttpClient { BaseAddress = new Uri(addresses["Ingestion"]) };
        door.DefaultRequestHeaders.Authorization = new("Bearer", DoorKey);
        using var paused = await door.PostAsJsonAsync("door/pause", new { by = "rana", reason = "maintenance" });
        paused.EnsureSuccessStatusCode();
        Drop(3);

        await Seen("it is paused, by whom and why", now => now.Ingestion is { State: "paused", Kind: "person", By: "rana", Inbox: 3, Trouble: null });
        await Seen("the flow starves", now => Edge(now, "deduplication-articles-ingested") is { Condition: EdgeCondition.Starved, Reason.Kind: ReasonKind.IngestionPaused });
        await Seen("its replica says so too", now => Services(now).Single(service => service.Name == "ingestion").Replicas is [{ Health: "degraded", Notes: [var note] }] && note.Contains("rana", StringComparison.Ordinal));

        using var resumed = await door.PostAsJsonAsync("door/resume", new { by = "rana" });
        await QuietAsync();
        await EqualAsync("after the pause");
    }

    // Everything the picture shows, asked of those who know, all within what is promised.
    private async Task EqualAsync(string when)
    {
        var truth = await Balance.ReadAsync(database);
        var differences = "";
        var started = Stopwatch.GetTimestamp();
        try
        {
            await Eventually.TrueAsync(when, async () => (differences = await DifferencesAsync(truth)).Length == 0, PromiseOfABusyMachine);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{PromiseOfABusyMachine.TotalSeconds} s {when}: {differences}");
        }

        var took = Stopwatch.GetElapsedTime(started);
        Figures.Print("flow", $"the picture equals broker, store and folders {took.TotalSeconds:0.0} s {when} (<= {Promise.TotalSeconds} s, load {Load():0.0} on {Environment.ProcessorCount} processors)");
        Assert.True(took <= Promise || Load() > 4 * Environment.ProcessorCount, $"it took {took.TotalSeconds:0.0} s {when}");
    }

    private async Task<string> DifferencesAsync(Balance truth)
    {
        var now = flow.Current;
        var wrong = new List<string>();
        Same("found", truth.Found, now.Balance.Found);
        Same("stored", truth.Stored, now.Balance.Stored);
        Same("repeated", truth.Repeated, now.Balance.Repeated);
        Same("quarantined", truth.Quarantined, now.Balance.Quarantined);
        Same("in flight", 0, now.Balance.InFlight);
        Same("articles in the store", await database.CountAsync("articles", new JsonObject(), default), now.Balance.ArticlesInStore);
        Same("difference", 0, now.Balance.Difference);
        Same("in flight at the door", 0, now.Ingestion.InFlight);
        Same("inbox", NewsFolders.Names(Folders.Inbox).Count, now.Ingestion.Inbox);
        Same("work", NewsFolders.Names(Folders.Work).Count, now.Ingestion.Work);
        Same("done", NewsFolders.Names(Folders.Done).Count, now.Ingestion.Done);
        Same("failed", NewsFolders.Names(Folders.Failed).Count, now.Ingestion.Failed);
        foreach (var queue in (await rabbit.Management.GetFromJsonAsync<JsonArray>(new Uri($"api/queues/{host}?columns=name,messages_ready,messages_unacknowledged", UriKind.Relative)))!)
        {
            if (now.Edges.FirstOrDefault(edge => edge.Queue == queue!["name"]!.GetValue<string>()) is { } edge)
            {
                Same(edge.Queue + " ready", queue!["messages_ready"]?.GetValue<long>() ?? 0, edge.Ready);
                Same(edge.Queue + " held", queue["messages_unacknowledged"]?.GetValue<long>() ?? 0, edge.Unacknowledged);
                Same(edge.Queue + " articles", 0, edge.Articles);
                if (edge.Condition is EdgeCondition.Stalled or EdgeCondition.Late or EdgeCondition.Starved)
                {
                    wrong.Add($"{edge.Queue} is {edge.Condition}: {edge.Reason}");
                }
            }
        }

        wrong.AddRange(Services(now).Where(service => service.Condition != ServiceCondition.Ready).Select(service => $"{service.Name} is {service.Condition}"));
        foreach (var (name, process) in running)
        {
            var replicas = Services(now).FirstOrDefault(service => string.Equals(service.Name, name, StringComparison.OrdinalIgnoreCase))?.Replicas ?? [];
            if (replicas is not [{ Lost: false, InWork: 0 } replica] || replica.ProcessId != process.ProcessId)
            {
                wrong.Add($"{name} runs as {process.ProcessId} and is shown as {string.Join(", ", replicas)}");
            }
        }

        if (now.Broker is not { Trouble: null, Alarm: false, At: not null } || now.Balance.Trouble is not null || now.Ingestion.Trouble is not null)
        {
            wrong.Add($"trouble: {now.Broker.Trouble} {now.Balance.Trouble} {now.Ingestion.Trouble}");
        }

        return string.Join("; ", wrong);

        void Same(string what, long truly, long? shown)
        {
            if (shown != truly)
            {
                wrong.Add($"{what} is {truly} and is shown as {shown?.ToString() ?? "unknown"}");
            }
        }
    }

    // Runnable processes over the last minute; 0 where the system does not tell.
    private static double Load() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) : 0;

    private async Task QuietAsync() => await Eventually.TrueAsync(
        $"{dropped} documents are settled",
        async () => await Balance.ReadAsync(database) is { } balance && balance.Documents >= dropped && balance.Holds && NewsFolders.Names(Folders.Work).Count == 0,
        TimeSpan.FromSeconds(90));

    private Task Seen(string what, Func<FlowSnapshot, bool> holds) => SeenAsync(what, holds);

    private async Task SeenAsync(string what, Func<FlowSnapshot, bool> holds)
    {
        try
        {
            await Eventually.TrueAsync(what, () => holds(flow.Current), TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException late)
        {
            var now = flow.Current;
            throw new TimeoutException($"{late.Message}\n{string.Join('\n', now.Services.SelectMany(service => service.Replicas.Select(replica => $"{service.Name} {service.Condition} {replica}")))}\n{string.Join('\n', now.Edges)}\n{now.Broker}\n{now.Ingestion}\n{now.Balance}");
        }
    }

    private static IEnumerable<ServiceFlow> Services(FlowSnapshot now) => now.Services.Where(service => service.Name != "webconsole");

    private static EdgeFlow Edge(FlowSnapshot now, string queue) => now.Edges.Single(edge => edge.Queue == queue);

    private void Drop(int files)
    {
        for (var last = dropped + files; dropped < last; dropped++)
        {
            var random = new Random(dropped);
            Folders.Drop($"{dropped}.txt", $"أعلنت الوزارة {string.Join(' ', Enumerable.Range(0, 60).Select(_ => string.Concat(Enumerable.Range(0, 5).Select(_ => (char)('ب' + random.Next(20))))))}.");
        }
    }

    private void Start(string service)
    {
        running[service] = ServiceProcess.Start(service, new Dictionary<string, string>(Folders.Settings)
        {
            ["ASPNETCORE_URLS"] = addresses[service],
            ["Mongo:ConnectionString"] = mongo.ConnectionString,
            ["Mongo:Database"] = store.Database,
            ["Ingestion:Quiet"] = "00:00:00.3",
            ["Ingestion:PollInterval"] = "00:00:00.2",
            ["Messaging:Transport"] = "RabbitMq",
            ["Messaging:RabbitMq"] = broker.ToString(),
            ["Api:ConsoleKeyHash"] = Hash(StorageKey),
            ["Door:Keys:console"] = Hash(DoorKey),
            ["Door:Operators:0"] = "console",
        });
    }

    private async Task<WebApplication> ConsoleAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Messaging:Transport"] = "RabbitMq";
        builder.Configuration["Messaging:RabbitMq"] = broker.ToString();
        builder.Configuration["Flow:Management"] = new UriBuilder(rabbit.ManagementUri) { UserName = RabbitMq.User, Password = RabbitMq.Password }.Uri.ToString();
        builder.Configuration["Flow:StorageKey"] = StorageKey;
        builder.Configuration["WebConsole:Storage"] = addresses["Storage"];
        builder.Configuration["WebConsole:Door"] = addresses["Ingestion"];
        builder.Configuration["WebConsole:DoorKey"] = DoorKey;
        builder.AddServiceDefaults("webconsole");
        builder.AddFlowOverTheBus("webconsole");
        var app = builder.Build();
        await app.StartAsync();
        return app;
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
