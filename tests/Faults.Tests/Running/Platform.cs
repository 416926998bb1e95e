using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Faults.Tests.Checking;
using NewsPlatform.Faults.Tests.Proxying;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Faults.Tests.Running;

/// <summary>The whole platform as in production, one process a replica, with a proxy on every connection it makes.</summary>
internal sealed class Platform : IAsyncDisposable
{
    public static readonly string[] Services = ["Ingestion", "Deduplication", "Enrichment", "Storage"];

    private readonly string name = Surroundings.NextName();
    private readonly List<Replica> replicas = [];
    private readonly List<DroppedFile> dropped = [];
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly bool own;
    private Uri broker = null!;

    private Platform(Surroundings surroundings, bool own, IReadOnlyDictionary<string, string> settings)
    {
        Surroundings = surroundings;
        this.own = own;
        this.settings = settings;
        Database = MongoDatabase.Connect(new MongoOptions
        {
            ConnectionString = surroundings.Store.ConnectionString,
            Database = name,
            CommandTimeout = TimeSpan.FromSeconds(30),
        });
    }

    public Surroundings Surroundings { get; }

    public NewsFolders Folders { get; } = new();

    /// <summary>Past all proxies.</summary>
    public MongoDatabase Database { get; }

    public IReadOnlyList<Replica> Replicas => replicas;

    public string VirtualHost => name;

    public Replica this[string service] => replicas.First(replica => replica.Service == service);

    /// <summary>How many files were dropped.</summary>
    public int Dropped
    {
        get
        {
            lock (dropped)
            {
                return dropped.Count;
            }
        }
    }

    /// <param name="own">With a broker and a store of its own, to be killed.</param>
    /// <param name="settings">Beside the usual ones, for all services; those of <c>Ingestion</c> reach only that one.</param>
    /// <param name="services">Which to start; all four when absent.</param>
    /// <param name="brokerDirectory">For a broker of its own: where its data lies.</param>
    /// <param name="ackTimeout">For a broker of its own: how long a delivery may stay unacknowledged.</param>
    public static async Task<Platform> StartAsync(
        bool own = false,
        IReadOnlyDictionary<string, string>? settings = null,
        IReadOnlyList<string>? services = null,
        string? brokerDirectory = null,
        TimeSpan? ackTimeout = null)
    {
        var platform = new Platform(own ? await Surroundings.StartAsync(brokerDirectory, ackTimeout) : await Surroundings.SharedAsync(), own, settings ?? new Dictionary<string, string>());
        platform.broker = await platform.Surroundings.Broker.MakeVirtualHostAsync(platform.name);
        foreach (var service in services ?? Services)
        {
            platform.Add(service);
        }

        await platform.ReadyAsync();
        return platform;
    }

    public async Task ReadyAsync()
    {
        foreach (var replica in replicas)
        {
            await replica.ReadyAsync();
        }
    }

    /// <summary>Starts one more replica; it may not be ready yet.</summary>
    public Replica Add(string service)
    {
        var toBroker = new TcpProxy(broker.Port, () => new AmqpFraming());
        var toStore = new TcpProxy(Surroundings.Store.Port, () => new MongoFraming());
        var all = new Dictionary<string, string>(Folders.Settings)
        {
            ["Mongo:ConnectionString"] = $"mongodb://127.0.0.1:{toStore.Port}",
            ["Mongo:Database"] = name,
            ["Ingestion:Quiet"] = "00:00:00.3",
            ["Ingestion:PollInterval"] = "00:00:00.2",
            ["Ingestion:Lease"] = "00:00:05",
            ["Messaging:Transport"] = "RabbitMq",
            ["Messaging:RabbitMq"] = new UriBuilder(broker) { Port = toBroker.Port }.Uri.ToString(),
            ["Messaging:LongestPause"] = "00:00:02",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        foreach (var foreign in all.Keys.Where(key => key.StartsWith("Ingestion:", StringComparison.Ordinal) && service != "Ingestion").ToList())
        {
            all.Remove(foreign);
        }

        var replica = new Replica(service, all, toBroker, toStore);
        replicas.Add(replica);
        return replica;
    }

    /// <summary>Takes a replica out; whatever it does at that moment.</summary>
    public async Task RemoveAsync(Replica replica)
    {
        replicas.Remove(replica);
        await replica.DisposeAsync();
    }

    /// <summary>Puts a file into the inbox by rename, and into the list that the checker reads.</summary>
    public void Drop(string file, ReadOnlySpan<byte> bytes, int articles = 1)
    {
        Know(DroppedFile.Of(file, bytes, articles));
        Folders.Drop(file, bytes);
    }

    public void Drop(string file, string text) => Drop(file, Encoding.UTF8.GetBytes(text));

    /// <summary>For the checker: a file that comes into the inbox in another way.</summary>
    public void Know(DroppedFile file)
    {
        lock (dropped)
        {
            dropped.Add(file);
        }
    }

    /// <summary>Number from 0; every tenth file repeats the text of the one before under other bytes, so that there are repeats to lose.</summary>
    public void DropStory(int number) =>
        Drop($"{number % 7}/{number}.txt", number % 10 == 9 ? Texts.Story(number - 1) + "\n" : Texts.Story(number));

    public Task<Balance> BalanceAsync() => Balance.ReadAsync(Database);

    public Task<long> StoredAsync() => Database.CountAsync("articles", new JsonObject(), CancellationToken.None);

    /// <summary>Waits until everything dropped has its fate.</summary>
    /// <exception cref="TimeoutException">Something is still on its way; the message holds the balance.</exception>
    public async Task SettledAsync(TimeSpan within, Action<Balance>? seen = null)
    {
        Balance? balance = null;
        int documents;
        lock (dropped)
        {
            documents = dropped.Where(file => file.HasBytes).Select(file => file.Sha256).Distinct().Count();
        }

        using var patience = new CancellationTokenSource(within);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (true)
        {
            try
            {
                balance = await BalanceAsync();
                seen?.Invoke(balance);
                if (balance.Documents >= documents && balance.Holds && NewsFolders.Names(Folders.Work).Count == 0)
                {
                    return;
                }
            }
            catch (StoreUnavailableException) when (!patience.IsCancellationRequested)
            {
                // The store itself may be under attack.
            }

            try
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{documents} documents are not settled after {within.TotalSeconds} s: {balance}");
            }
        }
    }

    /// <summary>Lets the checker, a program of its own, look at folders, queues and store.</summary>
    public async Task<CheckReport> CheckAsync()
    {
        var manifest = Path.Combine(Folders.Inbox, "..", "manifest.jsonl");
        lock (dropped)
        {
            File.WriteAllLines(manifest, dropped.Select(file => JsonSerializer.Serialize(file, CheckJson.Default.DroppedFile)));
        }

        return await CheckCommand.StartAsync(Folders, manifest, Surroundings, name);
    }

    /// <summary>Keeps what the services said and what lies in the queues, for whoever has to find out why something stands.</summary>
    /// <returns>The folder, from the repository's root.</returns>
    public async Task<string> KeepEvidenceAsync()
    {
        string[] place = ["artifacts", "evidence", $"{name}-{Environment.ProcessId}"];
        var folder = RepositoryRoot.File(place);
        Directory.CreateDirectory(folder);
        foreach (var replica in replicas)
        {
            File.WriteAllText(Path.Combine(folder, $"{replica.Service}-{replica.Process.ProcessId}.log"), replica.Process.Log);
        }

        using var management = Surroundings.Broker.Management();
        File.WriteAllText(Path.Combine(folder, "queues.json"), await management.GetStringAsync(new Uri($"api/queues/{name}", UriKind.Relative)));
        File.WriteAllLines(Path.Combine(folder, "unsettled.txt"), await Unsettled.LinesAsync(Database));
        return string.Join('/', place);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in replicas)
        {
            await replica.DisposeAsync();
        }

        if (!own)
        {
            (await Database.RunAsync(new JsonObject { ["dropDatabase"] = 1 }, CancellationToken.None)).Dispose();
            using var management = Surroundings.Broker.Management();
            using var gone = await management.DeleteAsync(new Uri($"api/vhosts/{name}", UriKind.Relative));
        }

        await Database.DisposeAsync();
        Folders.Dispose();
        if (own)
        {
            await Surroundings.DisposeAsync();
        }
    }
}
