using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>The figures as one table, one JSON file and pictures.</summary>
internal static class PipelineReport
{
    public const string FileName = "pipeline.json";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static async Task WriteAsync(PipelineFigures figures, string folder, TextWriter output, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, FileName), JsonSerializer.Serialize(figures, Json) + "\n", cancellationToken);
        foreach (var (name, picture) in Pictures.Of(figures))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name + ".svg"), picture, cancellationToken);
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync(Table(figures));
        await output.WriteLineAsync($"Figures and pictures: {folder}");
    }

    public static PipelineFigures Read(string path) => JsonSerializer.Deserialize<PipelineFigures>(File.ReadAllBytes(path), Json)!;

    /// <summary>In Markdown, as it stands in the README.</summary>
    public static string Table(PipelineFigures figures)
    {
        var text = new StringBuilder();
        Line($"{figures.MeasuredAt:d MMMM yyyy}, {figures.Machine.Cores} cores, {figures.Machine.Runtime}, load before {figures.Machine.LoadBefore:0.0}; {figures.Load.Vocabulary}, {figures.Load.LettersPerArticle:N0} characters an article, {figures.Load.ArticlesPerDocument} articles a document.");
        Line($"");
        Line($"| what | measured | spread of the rounds |");
        Line($"|---|---|---|");
        if (figures.Whole is { } whole)
        {
            Line($"| whole pipeline, articles/s | {whole.Ours.Median:N0} | {whole.Ours.Least:N0} to {whole.Ours.Most:N0} |");
            Line($"| null pipeline, articles/s | {whole.Null.Median:N0} | {whole.Null.Least:N0} to {whole.Null.Most:N0} |");
            Line($"| ratio (at least 0.6) | {whole.Ratio:0.00} | {string.Join(", ", whole.Ours.Rounds.Zip(whole.Null.Rounds, (our, other) => (our / other).ToString("0.00", CultureInfo.InvariantCulture)))} |");
            Line($"| processor time an article, us: ours | {whole.OurCost.Values.Sum():N0} | {Parts(whole.OurCost)} |");
            Line($"| processor time an article, us: null | {whole.NullCost.Values.Sum():N0} | {Parts(whole.NullCost)} |");
        }

        if (figures.SingleFiles is { } singles)
        {
            Line($"| one article a file, articles/s | {singles.Median:N0} | |");
        }

        if (figures.Standalone is { } alone)
        {
            Line($"| standalone host, articles/s | {alone.Rate.Median:N0} | {alone.Rate.Least:N0} to {alone.Rate.Most:N0}; {alone.CostPerArticle:N0} us an article, {alone.MemoryBytes / 1e6:N0} MB |");
        }

        if (figures.StoredBytesPerArticle > 0)
        {
            Line($"| on the store's disk, KB an article, all collections and indexes | {figures.StoredBytesPerArticle / 1000:0.0} | |");
        }

        foreach (var stage in figures.Stages)
        {
            Line($"| {stage.Stage} alone, articles/s | {stage.Rate:N0} | us an article: {Parts(stage.Cost.Where(one => one.Value >= 1))} |");
        }

        Section("| drop to stored, ms | articles/s | p50 | p95 | p99 | longest |", figures.Latency.Select(line => Invariant(
            $"| {line.Load} | {line.Rate:N0} | {line.P50 * 1000:N0} | {line.P95 * 1000:N0} | {line.P99 * 1000:N0} | {line.Longest * 1000:N0} |")));
        Section("| replicas | whole pipeline, articles/s | stage alone, a fifth of a core each | times one replica |", figures.Replicas.Select(line => Invariant(
            $"| {line.Service} x {line.Replicas} | {line.Rate:N0} | {line.StageRate:N0} | {Gain(figures, line)} |")));
        Section("| stored before | articles/s | us an article, all processes | null pipeline beside it | of which |", figures.Growth.Select(line => Invariant(
            $"| {line.Stored:N0} | {line.Rate:N0} | {line.Total:N0} | {line.NullCost:N0} | {Parts(line.Cost)} |")));
        Section("| process | MB after warm-up | MB at the end | MB at most | articles between |", figures.Memory.Select(line => Invariant(
            $"| {line.Process} | {line.AfterWarmUp / 1e6:N0} | {line.AtEnd / 1e6:N0} | {line.Most / 1e6:N0} | {line.Articles:N0} |")));
        return text.ToString().TrimEnd();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        void Section(string head, IEnumerable<string> lines)
        {
            var all = lines.ToList();
            if (all.Count > 0)
            {
                text.Append('\n').Append(head).Append('\n').Append(string.Concat(Enumerable.Repeat("|---", head.Count(letter => letter == '|') - 1))).Append("|\n");
                all.ForEach(line => text.Append(line).Append('\n'));
            }
        }
    }

    private static string Gain(PipelineFigures figures, ReplicaFigures line) =>
        line.StageRate is { } rate && figures.Replicas.Find(one => one.Service == line.Service && one.Replicas == 1)?.StageRate is { } single
            ? (rate / single).ToString("0.00", CultureInfo.InvariantCulture)
            : "";

    public static string Parts(IEnumerable<KeyValuePair<string, double>> costs) =>
        string.Join(", ", costs.OrderByDescending(one => one.Value).Select(one => Invariant($"{one.Key} {one.Value:N0}")));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
