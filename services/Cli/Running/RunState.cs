using System.Text.Json.Serialization;
using NewsPlatform.Cli.Processes;

namespace NewsPlatform.Cli.Running;

/// <summary>What <c>up</c> started, and with which settings: the content of <c>.news/run.json</c>.</summary>
internal sealed class RunState
{
    /// <summary>One of <see cref="RunMode"/>; stays after <c>down</c>, since the next start wants to know where messages were left.</summary>
    public string? Mode { get; set; }

    public Folders? Folders { get; set; }

    /// <summary>The store's address, with its password where it has one.</summary>
    public string? Mongo { get; set; }

    /// <summary>The store is the one started here, not one that the environment named.</summary>
    public bool MongoIsEmbedded { get; set; }

    /// <summary>The broker's address, with its password.</summary>
    public string? RabbitMq { get; set; }

    /// <summary>The broker's management API, without user and password.</summary>
    public string? Management { get; set; }

    /// <summary>The key with which commands here ask the API; made at the first start.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The web console's key at Ingestion's door; made at the first start.</summary>
    public string? DoorKey { get; set; }

    /// <summary>The web console's own key at the API; made at the first start.</summary>
    public string? ConsoleKey { get; set; }

    /// <summary>Replicas of each service, as <c>scale</c> set them.</summary>
    public Dictionary<string, int> Replicas { get; init; } = [];

    /// <summary>Ports by process name; kept over restarts, so that what knows an address finds it again.</summary>
    public Dictionary<string, int> Ports { get; init; } = [];

    public List<RunningProcess> Processes { get; init; } = [];

    [JsonIgnore]
    public IEnumerable<RunningProcess> Services => Processes.Where(process => !Parts.IsStore(process.Name));
}

/// <summary>Words for <see cref="RunState.Mode"/>.</summary>
internal static class RunMode
{
    public const string Standalone = "standalone";
    public const string Distributed = "distributed";
}

/// <summary>The four folders of Ingestion, all on one file system.</summary>
internal sealed record Folders(string Inbox, string Work, string Done, string Failed);

/// <summary>One process that <c>up</c> or <c>scale</c> started.</summary>
internal sealed record RunningProcess
{
    public required string Name { get; init; }

    public required int Replica { get; init; }

    public required ProcessIdentity Identity { get; init; }

    public required int Port { get; init; }

    public required string Log { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary><see cref="Launch.Fingerprint"/>.</summary>
    public required string Settings { get; init; }

    /// <summary>The copy of the build it runs from.</summary>
    public required string Build { get; init; }

    [JsonIgnore]
    public string Title => Parts.Title(Name, Replica);
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunState))]
internal sealed partial class RunStateJson : JsonSerializerContext;
