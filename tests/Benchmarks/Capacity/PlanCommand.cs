using System.CommandLine;
using System.Globalization;
using System.Text;
using NewsPlatform.Benchmarks.Pipeline;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Benchmarks.Capacity;

/// <summary>
/// <c>bench plan</c>: what half a million, five and fifty million articles a day take, by the figures of a run, and how queues
/// behave in a burst, behind a slow stage and when a node is lost.
/// </summary>
internal static class PlanCommand
{
    private static readonly double[] Loads = [500_000, 5_000_000, 50_000_000];

    // The scenarios are drawn for the middle load.
    private const double Drawn = 5_000_000;
    private const int FaultBegins = 300;

    public static Command Command()
    {
        var from = new Option<string>("--from") { Description = "The figures of a run", DefaultValueFactory = _ => Path.Combine(ReportFolder.Default, PipelineReport.FileName) };
        var write = new Option<bool>("--write") { Description = "Into deploy/SCALING.md and its pictures" };
        var command = new Command("plan", "Capacity for 0.5, 5 and 50 million articles a day, and how queues behave under faults") { from, write };
        command.SetAction(async (parsed, token) =>
        {
            var text = await PlanAsync(PipelineReport.Read(parsed.GetValue(from)!), parsed.GetValue(write), token);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(text);
        });
        return command;
    }

    public static async Task<string> PlanAsync(PipelineFigures figures, bool write, CancellationToken cancellationToken)
    {
        var assume = new Assumptions();
        var plans = Loads.Select(load => CapacityPlan.Of(figures, load, assume)).ToList();
        var text = new StringBuilder();
        text.Append(Invariant($"By the figures of {figures.MeasuredAt:d MMMM yyyy}: {figures.Whole!.OurCost.Values.Sum():N0} us of processor time an article on that machine ({figures.Machine.Cores} cores, load before {figures.Machine.LoadBefore:0.0}), {figures.StoredBytesPerArticle / 1000:0.0} KB stored an article.\n\n"));
        Row("articles a day", plan => Invariant($"{plan.ArticlesPerDay / 1e6:0.#} million"));
        text.Append("|---|---|---|---|\n");
        Row("articles a second in the busiest hour", plan => Invariant($"{plan.PeakRate:N0}"));
        foreach (var stage in CapacityPlan.Stages)
        {
            Row($"replicas of {stage}, a core each", plan => Invariant($"{plan.Replicas[stage]}"));
        }

        Row("broker nodes x cores", plan => Invariant($"{plan.BrokerNodes} x {plan.CoresPerBrokerNode:0}"));
        Row("Ingestion:PauseAbove, articles on their way", plan => Invariant($"{plan.PauseAbove:N0}"));
        Row("queues at most, MB on each broker node", plan => Invariant($"{plan.QueueBytes / 1e6:N0}"));
        Row("shards of three members", plan => Invariant($"{plan.Shards}"));
        Row("disks of the store for a year, TB in all", plan => Invariant($"{plan.StoreBytes / 1e12:0.0}"));
        Row("window of deduplication, days", plan => Invariant($"{plan.WindowDays:0.#}"));
        Row("memory of its index, GB a replica", plan => Invariant($"{plan.WindowBytesPerReplica / 1e9:0.0}"));
        Row("prints beside it, GB a replica (memory or files)", plan => Invariant($"{plan.PrintBytesPerReplica / 1e9:0.0}"));
        Row("cores busy in the busiest hour, in all", plan => Invariant($"{plan.CoresBusy:0.#}"));

        var (lines, pictures) = Simulated(CapacityPlan.Of(figures, Drawn, assume), figures, assume);
        text.Append(Invariant($"\nUnder faults, {Drawn / 1e6:0} million a day (replicas as above; the fault begins after {FaultBegins / 60} minutes):\n\n"));
        text.Append("| what happens | replicas added | most files waiting, articles | longest queue | gone after the fault has ended |\n|---|---|---|---|---|\n").Append(lines);
        if (write)
        {
            var folder = Directory.CreateDirectory(RepositoryRoot.File("deploy", "pictures")).FullName;
            foreach (var (name, svg) in pictures)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, name + ".svg"), svg, cancellationToken);
            }

            await MarkedText.ReplaceAsync(RepositoryRoot.File("deploy", "SCALING.md"), "plan", text.ToString(), cancellationToken);
        }

        return text.ToString();

        void Row(string what, Func<CapacityPlan, string> of) => text.Append(Invariant($"| {what} | {string.Join(" | ", plans.Select(of))} |\n"));
    }

    private static (string Lines, List<(string Name, string Svg)> Pictures) Simulated(CapacityPlan plan, PipelineFigures figures, Assumptions assume)
    {
        // What a replica on its core passes on, at the cost that the run measured.
        var rates = CapacityPlan.Stages.ToDictionary(stage => stage, stage => CapacityPlan.RatePerReplica(figures, stage, assume), StringComparer.Ordinal);
        var mean = plan.ArticlesPerDay / 86_400;

        // Every stage is sized for the busiest hour at six tenths; a burst is several of those.
        (string Name, int Lasts, Scenario Scenario)[] cases =
        [
            ("burst", 600, new("burst: ten times the busiest hour, ten minutes", 3_600, second => Within(second, 600) ? 10 * plan.PeakRate : mean, (_, _) => 1)),
            ("slow-stage", 900, new("slow stage: Enrichment at a tenth, a quarter of an hour", 3_600, _ => plan.PeakRate, (stage, second) => stage == "Enrichment" && Within(second, 900) ? 0.1 : 1)),
            ("lost-node", 300, new("lost node: half of all replicas gone for five minutes, the broker for its first half minute", 3_600, _ => plan.PeakRate, (_, second) => Within(second, 30) ? 0 : Within(second, 300) ? 0.5 : 1)),
        ];
        var lines = new StringBuilder();
        var pictures = new List<(string, string)>();
        foreach (var (name, lasts, scenario) in cases)
        {
            foreach (var scales in new[] { false, true })
            {
                var result = FlowSimulation.Run(scenario, plan, rates, FaultBegins + lasts, assume, scales);
                var longest = result.MostWaiting.Skip(1).MaxBy(one => one.Value);
                lines.Append(Invariant($"| {scenario.Name} | {(scales ? "as they are needed" : "none")} | {result.MostWaiting[CapacityPlan.Stages[0]]:N0} | {longest.Value:N0} before {longest.Key} | {(result.DrainSeconds is { } drain ? Invariant($"{drain / 60:0.0} minutes") : "not within the hour")} |\n"));
                pictures.Add(($"{name}{(scales ? "-scaled" : "")}", SvgChart.Lines(
                    scenario.Name + (scales ? ", replicas are added" : ", replicas as they are"), "minutes", "articles waiting", result.Queues)));
            }
        }

        return (lines.ToString(), pictures);

        static bool Within(int second, int lasts) => second >= FaultBegins && second < FaultBegins + lasts;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
