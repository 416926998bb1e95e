using System.Diagnostics;
using System.Globalization;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;
using RabbitMQ.Client;

namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>The platform as it runs in production: a process a service, a real broker, the embedded engine, folders.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string Broker = "broker", Store = "store", Standalone = "standalone", Database = "news";

    public static readonly string[] Services = ["Ingestion", "Deduplication", "Enrichment", "Storage"];

    private readonly NewsFolders folders = new();
    private readonly List<(string Service, ServiceProcess Process)> running = [];
    private readonly Dictionary<string, string> settings;
    private RabbitMq broker = null!;
    private EmbeddedMongo mongo = null!;
    private IConnection connection = null!;
    private IChannel channel = null!;

    private Rig(IReadOnlyDictionary<string, string> settings) => this.settings = new(settings);

    public Uri BrokerAddress => broker.Uri;

    public string StoreAddress => mongo.ConnectionString;

    public string Inbox => folders.Inbox;

    /// <summary>On the inbox's file system, and not watched.</summary>
    public string Staging { get; private set; } = "";

    public FateListener Fates { get; private set; } = null!;

    public MongoDatabase News { get; private set; } = null!;

    /// <param name="settings">More settings for every service, with colons.</param>
    /// <param name="cancellationToken">Ends the starting.</param>
    public static async Task<Rig> StartAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var rig = new Rig(settings);
        rig.Staging = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(rig.Inbox)!, "staging")).FullName;
        (rig.broker, rig.mongo) = (await RabbitMq.StartAsync(), await EmbeddedMongo.StartAsync());
        rig.News = MongoDatabase.Connect(new MongoOptions { ConnectionString = rig.StoreAddress, Database = Database });
        rig.connection = await new ConnectionFactory { Uri = rig.BrokerAddress, ClientProvidedName = "bench depths" }.CreateConnectionAsync(cancellationToken);
        rig.channel = await rig.connection.CreateChannelAsync(cancellationToken: cancellationToken);
        foreach (var service in Services)
        {
            rig.Add(service);
        }

        await rig.ReadyAsync();
        rig.Fates = await FateListener.StartAsync(rig.BrokerAddress, cancellationToken);
        return rig;
    }

    /// <summary>Processes under measurement, by name and number.</summary>
    public IReadOnlyList<(string Name, int Process)> Processes =>
    [
        .. running.GroupBy(one => one.Service).SelectMany(group => group.Select((one, index) => (index == 0 ? one.Service : Numbered(one.Service, index + 1), one.Process.ProcessId))),
        (Broker, broker.ProcessId), (Store, mongo.ProcessId),
    ];

    /// <summary>Brings a service to so many replicas; those that go are asked to, and finish what they hold.</summary>
    public async Task ScaleAsync(string service, int replicas)
    {
        var now = running.Where(one => one.Service == service).ToList();
        foreach (var surplus in now.Skip(replicas))
        {
            await surplus.Process.StopAsync();
            await surplus.Process.DisposeAsync();
            running.Remove(surplus);
        }

        for (var i = now.Count; i < replicas; i++)
        {
            Add(service);
        }

        await ReadyAsync();
    }

    /// <summary>Ends all replicas of a service and starts so many, with settings of their own.</summary>
    public async Task RestartAsync(string service, int replicas, IReadOnlyList<KeyValuePair<string, string>> own)
    {
        await ScaleAsync(service, 0);
        for (var i = 0; i < replicas; i++)
        {
            Add(service, own: own);
        }

        await ReadyAsync();
    }

    /// <summary>Holds the replicas of a service to a share of a core each, until disposed of.</summary>
    public Throttle Hold(string service, double share) =>
        new([.. running.Where(one => one.Service == service).Select(one => one.Process)], share);

    /// <summary>Returns when a queue has stopped growing.</summary>
    public async Task SettledAsync(string queue, CancellationToken cancellationToken)
    {
        uint before = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var depth = await DepthAsync(queue, cancellationToken);
            if (depth > 0 && depth == before)
            {
                return;
            }

            before = depth;
        }
    }

    /// <summary>Only these services go on; the others hold their connections and stand still.</summary>
    public void Only(params ReadOnlySpan<string> services)
    {
        foreach (var (service, process) in running)
        {
            if (services.Contains(service))
            {
                process.Resume();
            }
            else
            {
                process.Pause();
            }
        }
    }

    public void All() => Only(Services);

    /// <summary>Messages that wait in a queue, right now; the management API's figures are seconds old.</summary>
    public async Task<uint> DepthAsync(string queue, CancellationToken cancellationToken) =>
        (await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount;

    /// <summary>Drops documents at once and waits until every article has its fate.</summary>
    /// <returns>Seconds from the first drop to the last fate told.</returns>
    public async Task<double> RunAsync(IReadOnlyList<LoadDocument> documents, CancellationToken cancellationToken)
    {
        var articles = documents.Sum(document => document.Articles);
        var before = Fates.Told;
        var started = Stopwatch.GetTimestamp();
        foreach (var document in documents)
        {
            Fates.Drop(document, Inbox);
        }

        await Fates.UntilAsync(before + articles, TimeSpan.FromMinutes(10), cancellationToken);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Bytes that the platform's database takes on the disk.</summary>
    public async Task<double> StoredBytesAsync(CancellationToken cancellationToken)
    {
        using var stats = await News.RunAsync(new System.Text.Json.Nodes.JsonObject { ["dbStats"] = 1 }, cancellationToken);
        return stats.RootElement.TryGetProperty("totalSize", out var size) ? size.GetDouble() : 0;
    }

    /// <summary>The services end; broker and store stay.</summary>
    public async Task StopServicesAsync()
    {
        foreach (var (_, process) in running)
        {
            process.Resume();
            await process.StopAsync();
            await process.DisposeAsync();
        }

        running.Clear();
    }

    /// <summary>The host of all services in one process, over a fresh database and the same folders.</summary>
    public async Task<(int Process, MongoDatabase Database)> StartStandaloneAsync()
    {
        settings["Mongo:Database"] = "standalone";
        Add(Standalone, "Standalone");
        await ReadyAsync();
        return (running[^1].Process.ProcessId, MongoDatabase.Connect(new MongoOptions { ConnectionString = StoreAddress, Database = "standalone" }));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, process) in running)
        {
            await process.DisposeAsync();
        }

        if (Fates is not null)
        {
            await Fates.DisposeAsync();
        }

        if (connection is not null)
        {
            await connection.DisposeAsync();
        }

        if (News is not null)
        {
            await News.DisposeAsync();
        }

        await (broker?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (mongo?.DisposeAsync() ?? ValueTask.CompletedTask);
        folders.Dispose();
    }

    private void Add(string service, string? project = null, IReadOnlyList<KeyValuePair<string, string>>? own = null) =>
        running.Add((service, ServiceProcess.Start(project ?? service, new Dictionary<string, string>(settings.Concat(own ?? []))
        {
            ["Ingestion:Inbox"] = folders.Inbox,
            ["Ingestion:Work"] = folders.Work,
            ["Ingestion:Done"] = folders.Done,
            ["Ingestion:Failed"] = folders.Failed,
            ["Mongo:ConnectionString"] = StoreAddress,
            ["Mongo:Database"] = settings.GetValueOrDefault("Mongo:Database", Database),
            ["Messaging:Transport"] = "RabbitMq",
            ["Messaging:RabbitMq"] = BrokerAddress.ToString(),
            ["DOTNET_hostBuilder:reloadConfigOnChange"] = "false",
        })));

    private Task ReadyAsync() => Task.WhenAll(running.Select(one => one.Process.ReadyAsync()));

    private static string Numbered(string service, int number) => string.Create(CultureInfo.InvariantCulture, $"{service} {number}");
}
