namespace NewsPlatform.WebConsole.Flow;

/// <summary>
/// How the news flows at one moment. Every part says as of when it holds; what nobody could tell is null and says why, never
/// a zero.
/// </summary>
public sealed record FlowSnapshot
{
    public static FlowSnapshot Nothing { get; } = new() { At = DateTimeOffset.UnixEpoch };

    /// <summary>When the picture was put together.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>In the order of the flow, then those that carry no news.</summary>
    public IReadOnlyList<ServiceFlow> Services { get; init; } = [];

    /// <summary>In the order of the flow.</summary>
    public IReadOnlyList<EdgeFlow> Edges { get; init; } = [];

    public BrokerFlow Broker { get; init; } = new() { At = null, Trouble = "not asked yet" };

    public IngestionFlow Ingestion { get; init; } = new() { At = null, Trouble = "not asked yet" };

    public BalanceFlow Balance { get; init; } = new() { At = null, Trouble = "not asked yet" };

    /// <summary>Articles by verdict, as far as heartbeats told; none before the first one.</summary>
    public VerdictFlow? Verdicts { get; init; }

    /// <summary>From claiming a file to storing its articles; none before the first heartbeat of Storage.</summary>
    public LatencyFlow? Latency { get; init; }
}

/// <summary>One service.</summary>
public sealed record ServiceFlow
{
    public required string Name { get; init; }

    /// <summary>Alive and lost ones; those that stopped in good order are not there any more.</summary>
    public required IReadOnlyList<ReplicaFlow> Replicas { get; init; }

    public required ServiceCondition Condition { get; init; }

    /// <summary>More than one while an upgrade is under way.</summary>
    public required IReadOnlyList<string> Versions { get; init; }
}

public enum ServiceCondition
{
    /// <summary>Every replica is ready.</summary>
    Ready,

    /// <summary>Some replica is lost or not ready, or is ready with a reservation.</summary>
    Troubled,

    /// <summary>No replica is alive and ready.</summary>
    Down,

    /// <summary>Nobody was heard yet.</summary>
    Unknown,
}

/// <summary>One process.</summary>
public sealed record ReplicaFlow
{
    /// <summary>Host and process id.</summary>
    public required string Replica { get; init; }

    public required string Version { get; init; }

    public required string Host { get; init; }

    public required int ProcessId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was last heard, by the console's clock.</summary>
    public required DateTimeOffset HeardAt { get; init; }

    /// <summary>Three of its heartbeats in a row are missing.</summary>
    public required bool Lost { get; init; }

    /// <summary>ready, degraded or not ready; what it said last, when it is lost.</summary>
    public required string Health { get; init; }

    /// <summary>What is not well, and why, each with its check's name before it.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Articles worked on since it started, over all its stages of this service.</summary>
    public required long Consumed { get; init; }

    /// <summary>Articles that went to an error queue.</summary>
    public required long Failed { get; init; }

    /// <summary>Articles a second over the last ten.</summary>
    public required double Rate { get; init; }

    /// <summary>Articles it works on now.</summary>
    public required long InWork { get; init; }

    public double? OldestInWorkSeconds { get; init; }
}

/// <summary>One queue between two services.</summary>
public sealed record EdgeFlow
{
    public required string From { get; init; }

    public required string To { get; init; }

    public required string Message { get; init; }

    public required string Queue { get; init; }

    /// <summary>Of the news itself, in the order of the flow; the others tell receipts, corrections and failures.</summary>
    public required bool Main { get; init; }

    public required EdgeCondition Condition { get; init; }

    public required FlowReason Reason { get; init; }

    /// <summary>Messages that wait; in the standalone host articles, whose queues nobody can look into.</summary>
    public long? Ready { get; init; }

    /// <summary>Messages that replicas hold.</summary>
    public long? Unacknowledged { get; init; }

    /// <summary>How many articles one message holds, from what was worked on lately; none while nothing was.</summary>
    public double? ArticlesPerMessage { get; init; }

    /// <summary>Articles that wait or are held: messages times what one holds; exact in the standalone host.</summary>
    public long? Articles { get; init; }

    /// <summary>Articles a second that come out at the far end, over the last ten seconds; from heartbeats.</summary>
    public double? Rate { get; init; }

    /// <summary>Articles a second that come in.</summary>
    public double? ArrivalRate { get; init; }

    /// <summary>
    /// Age of the oldest message, in seconds: queues are served in the order of arrival, so it came when as many had come as
    /// have been finished by now. None when there is none.
    /// </summary>
    public double? OldestSeconds { get; init; }

    /// <summary>It is at least as old: it lay there before the console began to look.</summary>
    public bool OldestIsAtLeast { get; init; }

    /// <summary>Until it is empty, at the rate at which it shrinks now; none when it does not shrink.</summary>
    public double? DrainSeconds { get; init; }

    /// <summary>As of when; none while nobody could tell.</summary>
    public DateTimeOffset? At { get; init; }
}

public enum EdgeCondition
{
    /// <summary>Nobody can tell.</summary>
    Unknown,

    /// <summary>Empty, and nothing comes.</summary>
    Idle,

    Flowing,

    /// <summary>It moves, but what comes out has waited for longer than it should.</summary>
    Late,

    /// <summary>Something lies there and nothing comes out.</summary>
    Stalled,

    /// <summary>Empty though there is work: it is held up further ahead.</summary>
    Starved,
}

/// <summary>Why an edge is as it is.</summary>
/// <param name="Kind">In one word, to be said in any language.</param>
/// <param name="Subject">A service, a replica or a queue it is about.</param>
/// <param name="Detail">What somebody said about it, in that one's words.</param>
/// <param name="Seconds">For how long.</param>
public sealed record FlowReason(ReasonKind Kind, string? Subject = null, string? Detail = null, double? Seconds = null);

public enum ReasonKind
{
    /// <summary>As it should be.</summary>
    None,

    /// <summary>No figures: the broker's management API is not named, or does not answer.</summary>
    NoFigures,

    /// <summary>No replica of the service at the far end is alive.</summary>
    NoReplica,

    /// <summary>Replicas are alive and none is ready; the detail is what one says.</summary>
    NotReady,

    /// <summary>Replicas are ready, hold something, and finished nothing for so long.</summary>
    NothingFinished,

    /// <summary>Nobody reads the queue, though replicas are ready.</summary>
    NobodyReads,

    /// <summary>More comes in than goes out.</summary>
    MoreComesThanGoes,

    /// <summary>It catches up with what piled up.</summary>
    CatchingUp,

    /// <summary>The edge that is the subject is stalled.</summary>
    HeldUpAhead,

    /// <summary>Files wait, and claiming is paused.</summary>
    IngestionPaused,
}

/// <summary>The broker.</summary>
public sealed record BrokerFlow
{
    /// <summary>None in the standalone host, which needs no broker.</summary>
    public bool Exists { get; init; } = true;

    /// <summary>It is short of memory or disk and takes nothing from publishers.</summary>
    public bool Alarm { get; init; }

    public string? Version { get; init; }

    /// <summary>Messages in error queues, which Storage empties into the quarantine.</summary>
    public long InErrorQueues { get; init; }

    public required DateTimeOffset? At { get; init; }

    /// <summary>Why its figures are old or missing.</summary>
    public string? Trouble { get; init; }
}

/// <summary>What the door says.</summary>
public sealed record IngestionFlow
{
    /// <summary>running or paused.</summary>
    public string? State { get; init; }

    /// <summary>person, back-pressure, broker, store or disk.</summary>
    public string? Kind { get; init; }

    public string? Reason { get; init; }

    public string? By { get; init; }

    public DateTimeOffset? Since { get; init; }

    public long? Inbox { get; init; }

    public long? Work { get; init; }

    public long? Done { get; init; }

    public long? Failed { get; init; }

    /// <summary>False where a folder holds more files than were counted.</summary>
    public bool CountsAreComplete { get; init; } = true;

    /// <summary>Articles announced and without a final fate.</summary>
    public long? InFlight { get; init; }

    public long? PauseAbove { get; init; }

    public long? ResumeBelow { get; init; }

    public required DateTimeOffset? At { get; init; }

    /// <summary>Why its figures are old or missing.</summary>
    public string? Trouble { get; init; }
}

/// <summary>found = stored + repeated + quarantined + rejected + in flight, as Storage computes it.</summary>
public sealed record BalanceFlow
{
    public long? Found { get; init; }

    public long? Stored { get; init; }

    public long? Repeated { get; init; }

    public long? Quarantined { get; init; }

    public long? Rejected { get; init; }

    public long? InFlight { get; init; }

    /// <summary>Anything but 0 is an error of the platform.</summary>
    public long? Difference { get; init; }

    public long? ArticlesInStore { get; init; }

    public long? RepeatsInStore { get; init; }

    public required DateTimeOffset? At { get; init; }

    /// <summary>Why its figures are old or missing.</summary>
    public string? Trouble { get; init; }
}

/// <summary>What Deduplication decided.</summary>
/// <param name="ByVerdict">Articles by verdict.</param>
/// <param name="Ratio">Share of them that repeats another one; none when nothing was decided.</param>
/// <param name="Over">The time it is about; it ends at <paramref name="At"/>.</param>
/// <param name="At">As of when.</param>
public sealed record VerdictFlow(IReadOnlyDictionary<string, long> ByVerdict, double? Ratio, TimeSpan Over, DateTimeOffset At);

/// <summary>How long articles took, in seconds, within 5 %.</summary>
/// <param name="Articles">Of how many.</param>
/// <param name="P50">Half of them were faster.</param>
/// <param name="P95">Of twenty, nineteen were faster.</param>
/// <param name="P99">Of a hundred, ninety-nine were faster.</param>
/// <param name="Over">The time it is about; it ends at <paramref name="At"/>.</param>
/// <param name="At">As of when.</param>
public sealed record LatencyFlow(long Articles, double? P50, double? P95, double? P99, TimeSpan Over, DateTimeOffset At);
