namespace NewsPlatform.WebConsole.Flow;

/// <summary>What is known of an edge when it is judged.</summary>
internal sealed record EdgeFacts
{
    /// <summary>Messages that wait or are held; none while nobody can tell.</summary>
    public long? Depth { get; init; }

    /// <summary>Who reads the queue, as the broker says; none while nobody can tell.</summary>
    public long? Readers { get; init; }

    /// <summary>Articles a second that came out lately.</summary>
    public double Rate { get; init; }

    /// <summary>Articles a second that came in lately; none while nobody can tell.</summary>
    public double? ArrivalRate { get; init; }

    public double? OldestSeconds { get; init; }

    /// <summary>Since when, in seconds, something lies there and nothing came out; none while something does.</summary>
    public double? StillSeconds { get; init; }

    public required IReadOnlyList<ReplicaFlow> Replicas { get; init; }
}

/// <summary>Late, stalled and starved told apart. Rules alone: what is known goes in, a word and its reason come out.</summary>
internal static class Rules
{
    /// <summary>Heartbeats missing in a row after which a replica is lost.</summary>
    public const int MissingBeats = 3;

    /// <summary>
    /// What waits for longer is late. With nothing in its way an article passes a stage in a tenth of this, measured on the
    /// pipeline under full load.
    /// </summary>
    public const double LateSeconds = 10;

    /// <summary>
    /// Something lies there and nothing came out for so long: stalled. The broker's figures come each second and a restart
    /// of a service takes three.
    /// </summary>
    public const double StalledSeconds = 5;

    public static bool IsLost(TimeSpan silence, double intervalSeconds) => silence.TotalSeconds > MissingBeats * intervalSeconds;

    public static (EdgeCondition Condition, FlowReason Reason) Judge(EdgeFacts facts)
    {
        if (facts.Depth is not { } depth)
        {
            return (EdgeCondition.Unknown, new(ReasonKind.NoFigures));
        }

        if (depth == 0)
        {
            return (facts.Rate > 0 ? EdgeCondition.Flowing : EdgeCondition.Idle, new(ReasonKind.None));
        }

        if (facts.StillSeconds >= StalledSeconds)
        {
            return (EdgeCondition.Stalled, WhyStalled(facts));
        }

        if (facts.OldestSeconds >= LateSeconds)
        {
            return (EdgeCondition.Late, new(facts.ArrivalRate > facts.Rate ? ReasonKind.MoreComesThanGoes : ReasonKind.CatchingUp, Seconds: facts.OldestSeconds));
        }

        return (EdgeCondition.Flowing, new(ReasonKind.None));
    }

    /// <summary>An idle edge is starved when there is work ahead of it that is held up.</summary>
    public static (EdgeCondition Condition, FlowReason Reason) Starved(
        FlowMap.Edge edge, EdgeCondition condition, FlowReason reason, IReadOnlyDictionary<string, (EdgeCondition Condition, FlowReason Reason)> judged, IngestionFlow ingestion)
    {
        if (condition != EdgeCondition.Idle || !edge.Main)
        {
            return (condition, reason);
        }

        var ahead = new Queue<FlowMap.Edge>([edge]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (ahead.TryDequeue(out var one))
        {
            foreach (var before in FlowMap.Before(one).Concat(one.From == "storage" ? FlowMap.Edges.Where(other => other.Main && other.To == "storage") : []))
            {
                if (!seen.Add(before.Queue))
                {
                    continue;
                }

                if (judged.TryGetValue(before.Queue, out var found) && found.Condition == EdgeCondition.Stalled)
                {
                    return (EdgeCondition.Starved, new(ReasonKind.HeldUpAhead, before.Queue));
                }

                ahead.Enqueue(before);
            }
        }

        // What claiming itself waits for, too much on its way, is held up further down and not here.
        return ingestion is { State: "paused", Inbox: > 0 }
            ? (EdgeCondition.Starved, new(ReasonKind.IngestionPaused, FlowMap.Ingestion, ingestion.Reason))
            : (condition, reason);
    }

    public static ServiceCondition Judge(IReadOnlyList<ReplicaFlow> replicas) => replicas switch
    {
        [] => ServiceCondition.Unknown,
        _ when replicas.All(replica => replica is { Lost: false, Health: "ready" }) => ServiceCondition.Ready,
        _ when replicas.Any(replica => replica is { Lost: false, Health: "ready" or "degraded" }) => ServiceCondition.Troubled,
        _ => ServiceCondition.Down,
    };

    private static FlowReason WhyStalled(EdgeFacts facts)
    {
        var alive = facts.Replicas.Where(replica => !replica.Lost).ToList();
        if (alive.Count == 0)
        {
            return new(ReasonKind.NoReplica, Seconds: facts.StillSeconds);
        }

        if (alive.TrueForAll(replica => replica.Health == "not ready"))
        {
            return new(ReasonKind.NotReady, alive[0].Replica, alive[0].Notes is [var note, ..] ? note : null, facts.StillSeconds);
        }

        return facts.Readers == 0
            ? new(ReasonKind.NobodyReads, Seconds: facts.StillSeconds)
            : new(ReasonKind.NothingFinished, Seconds: facts.StillSeconds);
    }
}
