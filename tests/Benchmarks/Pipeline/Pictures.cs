namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>The pictures of a run, by name.</summary>
internal static class Pictures
{
    public static IEnumerable<(string Name, string Svg)> Of(PipelineFigures figures)
    {
        if (figures.Whole is { } whole)
        {
            yield return ("rate", SvgChart.Bars(
                "The whole pipeline beside one that does nothing",
                "articles a second, round by round",
                [.. whole.Ours.Rounds.Select((_, round) => $"round {round + 1}")],
                [("ours", whole.Ours.Rounds), ("null pipeline", whole.Null.Rounds)],
                stacked: false));
            yield return ("cost", Cost(whole));
        }

        var rated = figures.Latency.ToList();
        if (rated.Count > 0)
        {
            yield return ("latency", SvgChart.Bars(
                "From drop to stored",
                "milliseconds",
                [.. rated.Select(line => line.Load)],
                [("p50", [.. rated.Select(line => line.P50 * 1000)]), ("p95", [.. rated.Select(line => line.P95 * 1000)]), ("p99", [.. rated.Select(line => line.P99 * 1000)])],
                stacked: false));
        }

        if (figures.Growth.Count > 0)
        {
            yield return ("growth", SvgChart.Bars(
                "What an article costs as the store grows",
                "microseconds of processor time an article",
                [.. figures.Growth.Select(line => $"{line.Stored:N0}")],
                [.. figures.Growth[0].Cost.Keys.Select(process => (process, (IReadOnlyList<double>)[.. figures.Growth.Select(line => line.Cost[process])]))],
                stacked: true));
        }

        if (figures.Replicas.Exists(line => line.StageRate is not null))
        {
            var services = figures.Replicas.Where(line => line.StageRate is not null).Select(line => line.Service).Distinct().ToList();
            var counts = figures.Replicas.Select(line => line.Replicas).Distinct().ToList();
            yield return ("replicas", SvgChart.Bars(
                "One stage alone, each replica at a fifth of a core",
                "articles a second",
                services,
                [.. counts.Select(count => ($"{count}", (IReadOnlyList<double>)[.. services.Select(service => figures.Replicas.Find(line => line.Service == service && line.Replicas == count)?.StageRate ?? 0)]))],
                stacked: false));
        }
    }

    private static string Cost(Throughput whole)
    {
        var processes = whole.OurCost.Keys.Concat(whole.NullCost.Keys).Distinct().ToList();
        return SvgChart.Bars(
            "What an article costs",
            "microseconds of processor time an article",
            ["ours", "null pipeline"],
            [.. processes.Select(process => (process, (IReadOnlyList<double>)[whole.OurCost.GetValueOrDefault(process), whole.NullCost.GetValueOrDefault(process)]))],
            stacked: true);
    }
}
