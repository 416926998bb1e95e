namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>Processor time of several processes over a span of work.</summary>
internal sealed class Costs
{
    private readonly IReadOnlyList<(string Name, int Process)> processes;
    private readonly double[] before;

    private Costs(IReadOnlyList<(string Name, int Process)> processes)
    {
        this.processes = processes;
        before = [.. processes.Select(one => ProcessCost.Of(one.Process).Processor)];
    }

    public static Costs Begin(IReadOnlyList<(string Name, int Process)> processes) => new(processes);

    /// <summary>Microseconds of processor time an article, by process.</summary>
    public IReadOnlyDictionary<string, double> PerArticle(double articles) =>
        processes.Select((one, index) => (one.Name, Cost: (ProcessCost.Of(one.Process).Processor - before[index]) * 1e6 / articles))
            .ToDictionary(one => one.Name, one => Math.Round(one.Cost, 1), StringComparer.Ordinal);
}
