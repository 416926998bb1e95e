using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NewsPlatform.Enrichment.Evaluation;
using NewsPlatform.LabelledData;
using Spectre.Console;

namespace NewsPlatform.Enrichment.Commands;

/// <summary><c>eval language|people|keywords|category|stories</c>: measures an enricher on the public labelled sets.</summary>
public static class EvalCommand
{
    private static readonly (string Name, string Purpose, Func<string, IEnumerable<Figure>> Run)[] Measures =
    [
        ("language", "Measure language identification on held-out text", LanguageEvaluation.Run),
        ("people", "Measure people, organisations and places", data => WithPipeline(data, PeopleEvaluation.Run)),
        ("keywords", "Measure key phrases", data => WithPipeline(data, KeywordEvaluation.Run)),
        ("category", "Measure categories", data => WithPipeline(data, CategoryEvaluation.Run)),
        ("stories", "Measure the grouping into stories", data => WithPipeline(data, StoryEvaluation.Run)),
    ];

    /// <param name="args">From the word <c>eval</c> on.</param>
    /// <param name="output">Where the figures go.</param>
    /// <param name="error">Where complaints go.</param>
    /// <param name="cancellationToken">Ends the measuring between two figures.</param>
    /// <returns>0 measured, 1 a file is missing or wrong, 2 the command line is wrong, 3 a demand is missed and <c>--gate</c> was asked.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var data = new Option<DirectoryInfo?>("--data") { Description = "Folder of the public sets; found beside the repository when left out" };
        var json = new Option<bool>("--json") { Description = "One JSON object a figure" };
        var gate = new Option<bool>("--gate") { Description = "Exit with 3 when a figure misses its demand" };
        var eval = new Command("eval", "Measure on labelled data");
        foreach (var (name, purpose, run) in Measures)
        {
            var measure = new Command(name, purpose) { data, json, gate };
            measure.SetAction((parsed, token) =>
            {
                var folder = parsed.GetValue(data)?.FullName ?? SharedFolder.Find()
                    ?? throw new FileNotFoundException("The public sets are not beside the repository (../shared/data): name their folder with --data.");
                return Task.FromResult(Report(name, run(folder), parsed.GetValue(json), parsed.GetValue(gate), output, token));
            });
            eval.Add(measure);
        }

        var parsing = new RootCommand("Measures enrichers") { eval }.Parse(args);
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
            // A person named a folder: they need to read which file and why, not a stack.
            await error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static List<Figure> WithPipeline(string data, Func<Enrichers.EnricherPipeline, string, IEnumerable<Figure>> run)
    {
        using var services = EnrichersAlone.Create();
        return [.. run(services.Pipeline(), data)];
    }

    private static int Report(string measure, IEnumerable<Figure> measured, bool json, bool gate, TextWriter output, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        foreach (var figure in measured)
        {
            cancellationToken.ThrowIfCancellationRequested();
            figures.Add(figure);
            if (json)
            {
                Write(output, measure, figure);
            }
        }

        if (!json)
        {
            var table = new Table().Title(measure).AddColumns("figure", "measured", "cases", "demanded", "");
            foreach (var figure in figures)
            {
                table.AddRow(
                    Markup.Escape(figure.What), Figure.Number(figure.Value), figure.Of == 0 ? "" : figure.Of.ToString(CultureInfo.InvariantCulture), Markup.Escape(figure.Demand),
                    figure.IsMet switch { true => "met", false => "missed", _ => "" });
            }

            AnsiConsole.Create(new AnsiConsoleSettings { Out = new WideOutput(output) }).Write(table);
        }

        return gate && figures.Exists(figure => figure.IsMet == false) ? 3 : 0;
    }

    private static void Write(TextWriter output, string measure, Figure figure)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("measure", measure);
            writer.WriteString("figure", figure.What);
            writer.WriteNumber("value", Math.Round(figure.Value, 4));
            writer.WriteNumber("cases", figure.Of);
            if (figure.IsMet is { } met)
            {
                writer.WriteString("demand", figure.Demand);
                writer.WriteBoolean("met", met);
            }

            writer.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
