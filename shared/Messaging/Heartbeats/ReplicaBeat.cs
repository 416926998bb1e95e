using System.Text.Json.Serialization;

namespace NewsPlatform.Messaging.Heartbeats;

/// <summary>
/// One replica of one service is alive and says how it is. Told every second on the bus, kept by nobody: what is not heard
/// within seconds is gone, and the next one says more. Of the operation and not of the news; no service works by it.
/// </summary>
public sealed record ReplicaBeat
{
    /// <summary>The service's name in lower case; <c>standalone</c> for the host of all.</summary>
    public required string Service { get; init; }

    public required string Version { get; init; }

    /// <summary>Host and process id, as in journeys.</summary>
    public required string Replica { get; init; }

    public required string Host { get; init; }

    public required int ProcessId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>By the replica's own clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>From 1, without gaps while nothing gets lost.</summary>
    public required long Number { get; init; }

    /// <summary>When the next one is due, in seconds after this one.</summary>
    public required double IntervalSeconds { get; init; }

    /// <summary>One of <see cref="ReplicaHealth"/>.</summary>
    public required string Health { get; init; }

    /// <summary>What is not well, and why; empty when all is.</summary>
    public IReadOnlyList<HealthNote> Notes { get; init; } = [];

    public IReadOnlyList<StageBeat> Stages { get; init; } = [];

    /// <summary>
    /// Totals of the process since its start, by instrument and tags: <c>news.articles.stored{fate=stored}</c>. The same
    /// figures that metrics export.
    /// </summary>
    public IReadOnlyDictionary<string, long> Totals { get; init; } = new Dictionary<string, long>();

    /// <summary>Distributions of the process since its start, by instrument: <c>news.article.duration</c> in seconds.</summary>
    public IReadOnlyDictionary<string, Distribution> Distributions { get; init; } = new Dictionary<string, Distribution>();

    /// <summary>The last one: the replica stops because it was told to.</summary>
    public bool Leaving { get; init; }
}

/// <summary>One thing that is not well.</summary>
/// <param name="Check">The health check's name: <c>store</c>, <c>masstransit-bus</c>, <c>inbox</c>.</param>
/// <param name="Health">One of <see cref="ReplicaHealth"/>.</param>
/// <param name="Why">In words, where the check has some.</param>
public sealed record HealthNote(string Check, string Health, string? Why);

/// <summary>Words for <see cref="ReplicaBeat.Health"/>, as on the health page.</summary>
public static class ReplicaHealth
{
    public const string Ready = "ready";

    /// <summary>It works, and not as it should: claiming pauses, the bus connects.</summary>
    public const string Degraded = "degraded";

    public const string NotReady = "not ready";
}

/// <summary>One stage of a replica, in articles.</summary>
public sealed record StageBeat
{
    /// <summary>The stage's queue: <c>storage-articles-enriched</c>.</summary>
    public required string Queue { get; init; }

    /// <summary>Since the start of the process: articles of messages that were worked on and acknowledged.</summary>
    public required long Consumed { get; init; }

    /// <summary>Since the start of the process: articles of messages that went to the error queue.</summary>
    public required long Failed { get; init; }

    /// <summary>Since the start of the process: messages that either happened to. Consumed and failed by this is what a message holds.</summary>
    public required long Messages { get; init; }

    /// <summary>Articles of messages that are worked on now, those that wait for another try included.</summary>
    public required long InWork { get; init; }

    /// <summary>How long the oldest of them has been worked on, in seconds; none when there is none.</summary>
    public double? OldestInWorkSeconds { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReplicaBeat))]
internal sealed partial class BeatJson : JsonSerializerContext;
