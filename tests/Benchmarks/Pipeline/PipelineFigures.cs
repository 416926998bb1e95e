namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>Everything one run measured: what the JSON file holds, and what tables, pictures and the capacity model are made of.</summary>
internal sealed record PipelineFigures
{
    public required DateTimeOffset MeasuredAt { get; init; }

    public required Machine Machine { get; init; }

    public required LoadFigures Load { get; init; }

    /// <summary>The whole pipeline, round by round, each beside the null pipeline's round.</summary>
    public Throughput? Whole { get; set; }

    /// <summary>The same with one article a document.</summary>
    public Spread? SingleFiles { get; set; }

    public List<LatencyFigures> Latency { get; init; } = [];

    public List<StageFigures> Stages { get; init; } = [];

    public List<ReplicaFigures> Replicas { get; init; } = [];

    public StandaloneFigures? Standalone { get; set; }

    public List<GrowthFigures> Growth { get; init; } = [];

    public List<MemoryFigures> Memory { get; init; } = [];

    /// <summary>Bytes of an article on the store's disk, its indexes and everything noted of it in other collections included; 0 where the store does not tell.</summary>
    public double StoredBytesPerArticle { get; set; }
}

internal sealed record Machine(int Cores, string System, string Runtime, double LoadBefore);

/// <param name="LettersPerArticle">Mean length of a text, in characters.</param>
/// <param name="BytesPerArticle">Mean size in its document.</param>
/// <param name="BytesPerHop">What the null pipeline carries over each of the four hops, then what it stores.</param>
internal sealed record LoadFigures(string Vocabulary, int ArticlesPerDocument, double LettersPerArticle, double BytesPerArticle, IReadOnlyList<double> BytesPerHop);

/// <summary>Articles a second of each round, in their order.</summary>
internal sealed record Spread(IReadOnlyList<double> Rounds)
{
    public double Median => Statistics.Median(Rounds);

    public double Least => Rounds.Min();

    public double Most => Rounds.Max();
}

internal sealed record Throughput
{
    public required Spread Ours { get; init; }

    public required Spread Null { get; init; }

    /// <summary>Median of ours over the null pipeline's.</summary>
    public double Ratio => Ours.Median / Null.Median;

    /// <summary>Microseconds of processor time an article, by process; medians of the rounds.</summary>
    public required IReadOnlyDictionary<string, double> OurCost { get; init; }

    public required IReadOnlyDictionary<string, double> NullCost { get; init; }
}

/// <param name="Load">What was dropped: a share of the measured rate, or single files.</param>
/// <param name="Rate">Articles a second that were dropped.</param>
internal sealed record LatencyFigures(string Load, double Rate, int Articles, double P50, double P95, double P99, double Longest);

/// <param name="Rate">Articles a second that this stage alone passes on, the others standing still.</param>
/// <param name="Cost">Microseconds of processor time an article, by process.</param>
internal sealed record StageFigures(string Stage, double Rate, IReadOnlyDictionary<string, double> Cost);

/// <param name="Rate">Articles a second of the whole pipeline with so many replicas of this service, and one of the others.</param>
/// <param name="StageRate">Of the stage alone, each replica held to a share of one core, so that two cores have room for all.</param>
internal sealed record ReplicaFigures(string Service, int Replicas, double Rate, double? StageRate);

internal sealed record StandaloneFigures(Spread Rate, double CostPerArticle, long MemoryBytes);

/// <param name="Stored">Articles in the store when the measurement began.</param>
/// <param name="NullCost">Microseconds of processor time an article of the null pipeline, in turn with ours: its store does not
/// grow with ours, so what it takes more at one mark than at another is the machine's.</param>
internal sealed record GrowthFigures(int Stored, double Rate, IReadOnlyDictionary<string, double> Cost, double NullCost)
{
    public double Total => Cost.Values.Sum();
}

/// <param name="Process">Name of the process.</param>
/// <param name="AfterWarmUp">Bytes held when measuring began.</param>
/// <param name="AtEnd">Bytes held when it ended.</param>
/// <param name="Most">Bytes held at most.</param>
/// <param name="Articles">Articles that passed between the two.</param>
internal sealed record MemoryFigures(string Process, long AfterWarmUp, long AtEnd, long Most, long Articles);

internal static class Statistics
{
    public static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <param name="sorted">Ascending.</param>
    /// <param name="share">0.99 for p99.</param>
    public static double Percentile(double[] sorted, double share) =>
        sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];

    /// <summary>The median of each member over several rounds.</summary>
    public static IReadOnlyDictionary<string, double> Medians(IReadOnlyList<IReadOnlyDictionary<string, double>> rounds) =>
        rounds[0].Keys.ToDictionary(name => name, name => Median([.. rounds.Select(round => round[name])]), StringComparer.Ordinal);
}
