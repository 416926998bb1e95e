using System.CommandLine;
using NewsPlatform.Benchmarks.Capacity;
using NewsPlatform.Benchmarks.Dedup;
using NewsPlatform.Benchmarks.Enrichment;
using NewsPlatform.Benchmarks.Pipeline;
using NewsPlatform.Benchmarks.Races;
using NewsPlatform.Benchmarks.Search;
using NewsPlatform.Benchmarks.WebConsole;

// "bench dedup" as the platform's command hands it over, or "dedup" alone; "bench" alone is the whole pipeline with all its parts.
var root = new RootCommand("Measures the platform's speed")
{
    PipelineBenchmark.Command(), ReportCommand.Command(), PlanCommand.Command(),
    DedupBenchmark.Command(), RacesBenchmark.Command(), EnrichmentBenchmark.Command(), StoriesBenchmark.Command(), SearchBenchmark.Command(), ConsoleBenchmark.Command(),
    NullStage.Command(),
};
string[] rest = args is ["bench", .. var words] ? words : args;
return await root.Parse(rest is [] ? ["pipeline"] : rest).InvokeAsync();
