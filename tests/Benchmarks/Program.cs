using System.CommandLine;
using NewsPlatform.Benchmarks.Dedup;
using NewsPlatform.Benchmarks.Enrichment;
using NewsPlatform.Benchmarks.Races;
using NewsPlatform.Benchmarks.Search;

// "bench dedup" as the platform's command hands it over, or "dedup" alone.
var root = new RootCommand("Measures the platform's speed")
{
    DedupBenchmark.Command(), RacesBenchmark.Command(), EnrichmentBenchmark.Command(), SearchBenchmark.Command(),
};
return await root.Parse(args is ["bench", .. var rest] ? rest : args).InvokeAsync();
