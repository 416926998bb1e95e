using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Benchmarks.Pipeline;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Benchmarks.WebConsole;

/// <summary>The console and those it asks, as they run in production: Storage, Ingestion's door, the broker, each a process of its own.</summary>
internal sealed class ConsoleRig : IAsyncDisposable
{
    private readonly NewsFolders folders = new();
    private readonly EmbeddedMongo mongo;
    private readonly RabbitMq broker;
    private readonly List<ServiceProcess> running = [];
    private HttpClient api = null!;

    private ConsoleRig(EmbeddedMongo mongo, RabbitMq broker) => (this.mongo, this.broker) = (mongo, broker);

    /// <summary>Where the pages are.</summary>
    public Uri Console => running[^1].Address!;

    /// <summary>Seconds of processor time that the console, Storage and the store's engine have taken so far.</summary>
    public double Processor => ProcessCost.Of(mongo.ProcessId).Processor + ProcessCost.Of(running[0].ProcessId).Processor + ProcessCost.Of(running[^1].ProcessId).Processor;

    /// <param name="mongo">The store's engine; the caller's.</param>
    /// <param name="database">The name of the filled database.</param>
    public static async Task<ConsoleRig> StartAsync(EmbeddedMongo mongo, string database)
    {
        var rig = new ConsoleRig(mongo, await RabbitMq.StartAsync());
        var settings = new Dictionary<string, string>(rig.folders.Settings.Concat(ConsoleKeys.Settings))
        {
            ["Mongo:ConnectionString"] = mongo.ConnectionString,
            ["Mongo:Database"] = database,
            ["Messaging:Transport"] = "RabbitMq",
            ["Messaging:RabbitMq"] = rig.broker.Uri.ToString(),
            ["Flow:Management"] = new UriBuilder(rig.broker.ManagementUri) { UserName = RabbitMq.User, Password = RabbitMq.Password }.Uri.ToString(),
        };
        await rig.StartAsync("Storage", settings);
        await rig.StartAsync("Ingestion", settings);
        settings["WebConsole:Storage"] = rig.running[0].Address!.ToString();
        settings["WebConsole:Door"] = rig.running[1].Address!.ToString();
        await rig.StartAsync("WebConsole", settings);
        rig.api = ConsoleKeys.Api(rig.running[0].Address!);
        return rig;
    }

    /// <summary>Storage's API, asked as an admin.</summary>
    public async Task<JsonObject> AskAsync(string address) => (await api.GetFromJsonAsync<JsonObject>(address))!;

    public async ValueTask DisposeAsync()
    {
        api?.Dispose();
        foreach (var process in running)
        {
            await process.DisposeAsync();
        }

        await broker.DisposeAsync();
        folders.Dispose();
    }

    private async Task StartAsync(string service, IReadOnlyDictionary<string, string> settings)
    {
        running.Add(ServiceProcess.Start(service, settings));
        await running[^1].ReadyAsync();
    }
}
