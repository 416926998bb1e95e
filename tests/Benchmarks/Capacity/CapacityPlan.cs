using NewsPlatform.Benchmarks.Pipeline;

namespace NewsPlatform.Benchmarks.Capacity;

/// <summary>What a load takes.</summary>
internal sealed record CapacityPlan
{
    public static readonly string[] Stages = Rig.Services;

    public required double ArticlesPerDay { get; init; }

    /// <summary>Articles a second in the busiest hour.</summary>
    public required double PeakRate { get; init; }

    /// <summary>Of each service; two at least, so that one may be lost.</summary>
    public required IReadOnlyDictionary<string, int> Replicas { get; init; }

    /// <summary>Cores in use in the busiest hour, of services, broker and store.</summary>
    public required double CoresBusy { get; init; }

    public required int BrokerNodes { get; init; }

    public required double CoresPerBrokerNode { get; init; }

    /// <summary>Ingestion:PauseAbove: what is on its way at most.</summary>
    public required long PauseAbove { get; init; }

    /// <summary>What the queues hold at most, on each broker node.</summary>
    public required double QueueBytes { get; init; }

    public required int Shards { get; init; }

    /// <summary>Of the whole store, its copies included, after the time that is kept.</summary>
    public required double StoreBytes { get; init; }

    /// <summary>The longest window whose index fits into a replica, at most the default of 30 days.</summary>
    public required double WindowDays { get; init; }

    public required double WindowBytesPerReplica { get; init; }

    public required double PrintBytesPerReplica { get; init; }

    public static CapacityPlan Of(PipelineFigures figures, double articlesPerDay, Assumptions assume)
    {
        var cost = figures.Whole!.OurCost;
        var peak = articlesPerDay / 86_400 * assume.Peak;
        double Cores(string process) => peak * cost[process] / 1e6;
        var replicas = Stages.ToDictionary(service => service, service => Math.Max(2, Up(Cores(service) / assume.Utilisation / assume.CoresPerReplica)), StringComparer.Ordinal);

        // Three at least: a majority of two is no majority when one is lost.
        var brokerCores = Cores(Rig.Broker) * assume.BrokerCopies / assume.Utilisation;
        var nodes = Math.Max(3, Up(brokerCores / assume.CoresPerBrokerNode));
        var stored = figures.StoredBytesPerArticle > 0 ? figures.StoredBytesPerArticle : assume.StoredBytesPerArticle;
        var kept = articlesPerDay * assume.RetentionDays * stored;
        var fastest = Stages.Min(service => replicas[service] * RatePerReplica(figures, service, assume)) * assume.MostTimes;
        var pauseAbove = (long)Math.Max(10_000, Math.Ceiling(fastest * assume.SecondsInFlight / 1_000) * 1_000);
        var window = Math.Min(30, assume.WindowBytesPerReplica / assume.IndexBytesPerArticle / articlesPerDay);
        return new()
        {
            ArticlesPerDay = articlesPerDay,
            PeakRate = peak,
            Replicas = replicas,
            CoresBusy = Stages.Sum(Cores) + (Cores(Rig.Broker) * assume.BrokerCopies) + (Cores(Rig.Store) * assume.StoreCopies),
            BrokerNodes = nodes,
            CoresPerBrokerNode = Math.Max(1, Math.Ceiling(brokerCores / nodes)),
            PauseAbove = pauseAbove,
            QueueBytes = pauseAbove * figures.Load.BytesPerHop.Take(NullBodies.Hops).Max(),
            Shards = Math.Max(1, Math.Max(Up(Cores(Rig.Store) / assume.Utilisation / assume.CoresPerShard), Up(kept / assume.BytesPerShard))),
            StoreBytes = kept * assume.StoreCopies,
            WindowDays = window,
            WindowBytesPerReplica = window * articlesPerDay * assume.IndexBytesPerArticle,
            PrintBytesPerReplica = window * articlesPerDay * assume.PrintBytesPerArticle,
        };
    }

    /// <summary>Articles a second that a replica on its cores passes on.</summary>
    public static double RatePerReplica(PipelineFigures figures, string service, Assumptions assume) => assume.CoresPerReplica * 1e6 / figures.Whole!.OurCost[service];

    private static int Up(double number) => (int)Math.Ceiling(number);
}
