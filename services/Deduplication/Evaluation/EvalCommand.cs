using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.LabelledData;
using Spectre.Console;

namespace NewsPlatform.Deduplication.Evaluation;

/// <summary>
/// <c>eval dedup</c>: measures detection on labelled data, a person's own or the public sets. Nothing is stored and
/// nothing is sent.
/// </summary>
internal static class EvalCommand
{
    /// <summary>Exit codes: 0 measured, 1 a file is missing or wrong, 2 the command line is wrong, 3 a demand is not met and <c>--gate</c> was asked.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var articles = new Option<FileInfo?>("--articles") { Description = "Articles, JSON lines (id, title, body; source, date, url where known), .gz or plain" };
        var pairs = new Option<FileInfo?>("--pairs") { Description = "Labelled pairs, JSON lines (a, b, label; flags), .gz or plain" };
        var corpus = new Option<FileInfo?>("--corpus") { Description = "Articles to stream in their order through the real decision" };
        var truth = new Option<FileInfo?>("--truth") { Description = "Pairs with exact Jaccard and containment of word 3-shingles, tab-separated" };
        var data = new Option<DirectoryInfo?>("--data") { Description = "Folder of the public sets; found beside the repository when left out" };
        var json = new Option<bool>("--json") { Description = "Everything as JSON: with --pairs every pair's verdict, score and rule" };
        var gate = new Option<bool>("--gate") { Description = "Exit with 3 when a figure misses its demand" };
        var stability = new Option<bool>("--stability") { Description = "Instead: the figures of labelled pairs with each number of the rules moved by a tenth" };
        var replicas = new Option<bool>("--replicas") { Description = "Instead: 5,000 articles through 1, 2, 4 and 8 replicas, 100 orders by chance, with kills" };
        var dedup = new Command("dedup", "Measure duplicate detection on labelled data") { articles, pairs, corpus, truth, data, json, gate, stability, replicas };
        dedup.SetAction(async (parsed, token) =>
        {
            var run = new Run(output, parsed.GetValue(json), parsed.GetValue(gate));
            var folder = parsed.GetValue(data)?.FullName ?? SharedFolder.Find();
            if (parsed.GetValue(stability))
            {
                return await run.StabilityAsync(
                    parsed.GetValue(articles)?.FullName ?? PublicFile(folder, "articles.jsonl.gz"), parsed.GetValue(pairs)?.FullName ?? PublicFile(folder, "pairs.jsonl.gz"), token);
            }

            if (parsed.GetValue(replicas))
            {
                return await run.ReplicasAsync(folder ?? throw NoSets(), token);
            }

            switch (parsed.GetValue(articles), parsed.GetValue(pairs), parsed.GetValue(corpus), parsed.GetValue(truth))
            {
                case ({ } a, { } p, null, null):
                    return await run.PairsAsync(a.FullName, p.FullName, token);
                case (null, null, { } c, var t):
                    return await run.CorpusAsync(c.FullName, t?.FullName, token);
                case (null, null, null, null):
                    return await run.PublicAsync(folder ?? throw NoSets(), token);
                default:
                    await error.WriteLineAsync("Give --articles with --pairs, or --corpus with or without --truth, or none of them.");
                    return 2;
            }
        });

        var root = new RootCommand("Measures detection") { new Command("eval", "Measure on labelled data") { dedup } };
        var parsing = root.Parse(args);
        if (parsing.Errors.Count > 0)
        {
            foreach (var mistake in parsing.Errors)
            {
                await error.WriteLineAsync(mistake.Message);
            }

            return 2;
        }

        try
        {
            return await parsing.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // A person named a file: they need to read which and why, not a stack.
            await error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static string PublicFile(string? folder, string name) => Path.Combine(folder ?? throw NoSets(), "dedup", "ar-pairs", name);

    private static FileNotFoundException NoSets() =>
        new("The public sets are not beside the repository (../shared/data): name their folder with --data, or your own files with --articles and --pairs.");

    private sealed class Run(TextWriter output, bool json, bool gate)
    {
        private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new WideOutput(output) });

        public async Task<int> PairsAsync(string articles, string pairs, CancellationToken cancellationToken)
        {
            var judged = await PairEvaluation.RunAsync(articles, pairs, DetectionRules.Default, cancellationToken);
            var figures = PublicFigures.Pairs(judged).ToList();
            if (json)
            {
                return Finish(figures, writer => EvaluationReport.WritePairs(writer, judged));
            }

            console.Write(EvaluationReport.ByClass(judged));
            return Finish(figures, null);
        }

        public async Task<int> CorpusAsync(string corpus, string? truth, CancellationToken cancellationToken)
        {
            using var index = new DetectionIndex();
            var result = await CorpusEvaluation.RunAsync(index, corpus, truth, cancellationToken);
            var figures = EvaluationReport.Corpus(Path.GetFileName(corpus), result, truth is not null).ToList();
            if (!json)
            {
                console.Write(EvaluationReport.Verdicts(result));
            }

            return Finish(figures, writer => EvaluationReport.WriteVerdicts(writer, result));
        }

        public async Task<int> PublicAsync(string data, CancellationToken cancellationToken)
        {
            var judged = await JudgedAsync(data, cancellationToken);
            if (!json && judged.Count > 0)
            {
                console.Write(EvaluationReport.ByClass(judged));
            }

            var figures = new List<Figure>();
            await foreach (var figure in new PublicFigures(data, DetectionRules.Default).MeasureAsync(cancellationToken))
            {
                figures.Add(figure);
            }

            if (File.Exists(Path.Combine(data, "dedup", "ar-corpora", "saudi.jsonl.gz")))
            {
                figures.AddRange(await ReplicaFigures.MeasureAsync(data, ReplicaFigures.Some, cancellationToken));
            }

            if (figures.Count == 0)
            {
                throw new FileNotFoundException($"{data} holds none of the public sets.");
            }

            return Finish(figures, writer => EvaluationReport.WritePairs(writer, judged));
        }

        public async Task<int> StabilityAsync(string articles, string pairs, CancellationToken cancellationToken)
        {
            var rows = await Stability.RunAsync(articles, pairs, cancellationToken);
            if (json)
            {
                EvaluationReport.WriteStability(output, rows);
            }
            else
            {
                console.Write(EvaluationReport.Stability(rows));
            }

            return 0;
        }

        public async Task<int> ReplicasAsync(string data, CancellationToken cancellationToken) =>
            Finish([.. await ReplicaFigures.MeasureAsync(data, ReplicaFigures.All, cancellationToken)], null);

        private static async Task<IReadOnlyList<JudgedPair>> JudgedAsync(string data, CancellationToken cancellationToken)
        {
            var pairs = Path.Combine(data, "dedup", "ar-pairs", "pairs.jsonl.gz");
            return File.Exists(pairs)
                ? await PairEvaluation.RunAsync(Path.Combine(data, "dedup", "ar-pairs", "articles.jsonl.gz"), pairs, DetectionRules.Default, cancellationToken)
                : [];
        }

        private int Finish(List<Figure> figures, Action<Utf8JsonWriter>? details)
        {
            if (json)
            {
                EvaluationReport.WriteJson(output, figures, details);
            }
            else if (figures.Count > 0)
            {
                console.Write(EvaluationReport.Table(figures));
            }

            var missed = figures.Count(figure => figure.IsMet == false);
            if (!json && figures.Exists(figure => figure.IsMet is not null))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figures.Count(figure => figure.IsMet == true)} demands met, {missed} missed."));
            }

            return gate && missed > 0 ? 3 : 0;
        }
    }

    // A table that goes to a file or a log must not be folded at the width of nobody's screen.
    private sealed class WideOutput(TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => false;

        public int Width => 160;

        public int Height => 50;

        public void SetEncoding(System.Text.Encoding encoding)
        {
            // The writer's encoding is its owner's.
        }
    }
}
