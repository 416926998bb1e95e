using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Evaluation;
using NewsPlatform.LabelledData;

namespace NewsPlatform.Enrichment.Commands;

/// <summary>
/// <c>enrich FILE… [--articles A.jsonl[.gz]] [--readings R.jsonl] [--json]</c>: what every enricher notes about articles, with
/// no broker and no store. A file is one article here; <c>./news enrich</c> has Ingestion split files first and hands its
/// readings over.
/// </summary>
public static class EnrichCommand
{
    private static readonly ContractsJson Json = new(new JsonSerializerOptions(ContractsJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <param name="args">What stands behind the word <c>enrich</c>.</param>
    /// <param name="output">Where the notes go.</param>
    /// <param name="error">Where complaints go.</param>
    /// <param name="cancellationToken">Ends the work between two articles.</param>
    /// <returns>0 when every article was read, 1 when a file could not be, 2 for wrong usage.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var files = new Argument<string[]>("FILE") { Description = "Text files, one article each.", Arity = ArgumentArity.ZeroOrMore };
        var articles = new Option<string[]>("--articles") { Description = "Articles as JSON lines (text or body; headline or title, id, source, date, url where known), .gz or plain." };
        var readings = new Option<string[]>("--readings") { Description = "What Ingestion's read --json says of files, as JSON lines; - is the standard input." };
        var json = new Option<bool>("--json") { Description = "One JSON object an article, each on its own line." };
        var command = new RootCommand("Shows what Enrichment notes about articles.") { files, articles, readings, json };
        command.SetAction((parsed, token) => EnrichAsync(parsed.GetValue(files) ?? [], parsed.GetValue(articles) ?? [], parsed.GetValue(readings) ?? [], parsed.GetValue(json), output, error, token));
        var parsed = command.Parse(args);
        var unknown = (parsed.GetValue(files) ?? []).Where(file => file.StartsWith("--", StringComparison.Ordinal)).ToList();
        foreach (var option in unknown)
        {
            await error.WriteLineAsync($"There is no option {option}.");
        }

        if (unknown.Count > 0 || parsed.Errors.Count > 0 || (parsed.GetValue(files) is not { Length: > 0 } && parsed.GetValue(articles) is not { Length: > 0 } && parsed.GetValue(readings) is not { Length: > 0 } && !args.Any(arg => arg is "--help" or "-h" or "-?")))
        {
            foreach (var wrong in parsed.Errors)
            {
                await error.WriteLineAsync(wrong.Message);
            }

            await error.WriteLineAsync("Usage: enrich FILE… [--articles A.jsonl[.gz]] [--readings R.jsonl] [--json]");
            return 2;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, cancellationToken);
    }

    private static async Task<int> EnrichAsync(
        string[] files, string[] sets, string[] readings, bool json, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        await using var services = EnrichersAlone.Create();
        var notes = new NotesOutput(output, json ? Json : null);
        var stories = new StoriesAlone();
        var code = 0;
        var sources = files.Select(file => (Name: file, Articles: Plain(file)))
            .Concat(readings.Select(file => (Name: file, Articles: Read(file, refusal => error.WriteLine(refusal)))))
            .Concat(sets.Select(file => (Name: file, Articles: Articles(file))));
        foreach (var (name, articles) in sources)
        {
            try
            {
                foreach (var article in articles)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var context = services.Pipeline().Read(article, ingestedAt: null);
                    var enrichment = context.Notes.ToContract(article.Text);
                    notes.Write(article, enrichment with { Story = stories.Assign(context) });
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                // The fault of one file is told and the others go on.
                await error.WriteLineAsync($"{name}: {failure.Message}");
                code = 1;
            }
        }

        return code;
    }

    private static IEnumerable<Article> Plain(string file)
    {
        yield return ArticleReading.Plain(File.ReadAllText(file), Path.GetFileName(file));
    }

    private static IEnumerable<Article> Articles(string file) =>
        LabelledFiles.ReadJsonLines(file, EvaluationJson.Default.LabelledArticle).Select((labelled, position) => labelled.ToArticle(position));

    private static IEnumerable<Article> Read(string readings, Action<string> refused)
    {
        foreach (var reading in LabelledFiles.ReadJsonLines(readings, EvaluationJson.Default.FileReading))
        {
            if (reading.Articles.Count == 0)
            {
                refused($"{reading.File}: {reading.RefusedBecause ?? "no article"}");
            }

            for (var position = 0; position < reading.Articles.Count; position++)
            {
                var article = reading.Articles[position].ToArticle(position);

                // Two articles of one text in two files are two, as they are behind the inbox.
                yield return article with { Source = Path.GetFileName(reading.File), ArticleId = $"{Path.GetFileName(reading.File)}/{position + 1}" };
            }
        }
    }
}
