namespace NewsPlatform.Benchmarks.Capacity;

/// <summary>What the model takes for granted; everything else it reads from the figures of a run.</summary>
internal sealed record Assumptions
{
    /// <summary>The busiest hour over the mean of the day: news comes by day, and in bursts.</summary>
    public double Peak { get; init; } = 4;

    /// <summary>Share of a core that is planned with: queues grow without bound as it nears one.</summary>
    public double Utilisation { get; init; } = 0.6;

    /// <summary>Cores of a replica of any service.</summary>
    public double CoresPerReplica { get; init; } = 1;

    /// <summary>A quorum queue on three nodes writes every message three times; the run's broker wrote it once.</summary>
    public double BrokerCopies { get; init; } = 3;

    public double CoresPerBrokerNode { get; init; } = 4;

    /// <summary>Members of a replica set; each writes everything.</summary>
    public int StoreCopies { get; init; } = 3;

    public double CoresPerShard { get; init; } = 8;

    /// <summary>Data on one shard at most, so that a member is copied anew within a day.</summary>
    public double BytesPerShard { get; init; } = 2e12;

    public double RetentionDays { get; init; } = 365;

    /// <summary>Memory of a deduplicating replica for its index.</summary>
    public double WindowBytesPerReplica { get; init; } = 12e9;

    /// <summary>Of an article of the window: the index in memory, as `bench dedup` measures it at a million.</summary>
    public double IndexBytesPerArticle { get; init; } = 700;

    /// <summary>The prints of its text beside it, which may lie in files (Deduplication:SpillFolder).</summary>
    public double PrintBytesPerArticle { get; init; } = 1_330;

    /// <summary>Stored, indexed and compressed, where the run could not tell.</summary>
    public double StoredBytesPerArticle { get; init; } = 12_000;

    /// <summary>Seconds of drain time for which one more replica is asked (deploy/kubernetes/base/scaling.yaml).</summary>
    public double DrainGoal { get; init; } = 10;

    /// <summary>Replicas at most, times those that the busiest hour needs.</summary>
    public int MostTimes { get; init; } = 4;

    /// <summary>
    /// What may be on its way, in seconds of work of all replicas there may ever be. Above the drain goal, or the queues would stay
    /// too short for anybody to see that replicas are missing: the backlog would all lie in the inbox.
    /// </summary>
    public double SecondsInFlight { get; init; } = 15;
}
