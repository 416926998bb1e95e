using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Evaluation;

namespace NewsPlatform.Enrichment.Commands;

/// <summary>
/// <c>enrich FILE… [--articles A.jsonl[.gz]] [--json]</c>: what every enricher notes about articles, with no broker and no
/// store. A file is one article; JSON lines hold many.
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
        var json = new Option<bool>("--json") { Description = "One JSON object an article, each on its own line." };
        var command = new RootCommand("Shows what Enrichment notes about articles.") { files, articles, json };
        command.SetAction((parsed, token) => EnrichAsync(parsed.GetValue(files) ?? [], parsed.GetValue(articles) ?? [], parsed.GetValue(json), output, error, token));
        var parsed = command.Parse(args);
        if (parsed.Errors.Count > 0 || (parsed.GetValue(files) is not { Length: > 0 } && parsed.GetValue(articles) is not { Length: > 0 } && !args.Any(arg => arg is "--help" or "-h" or "-?")))
        {
            foreach (var wrong in parsed.Errors)
            {
                await error.WriteLineAsync(wrong.Message);
            }

            await error.WriteLineAsync("Usage: enrich FILE… [--articles A.jsonl[.gz]] [--json]");
            return 2;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, cancellationToken);
    }

    private static async Task<int> EnrichAsync(string[] files, string[] sets, bool json, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        await using var services = EnrichersAlone.Create();
        var notes = new NotesOutput(output, json ? Json : null);
        var stories = new StoriesAlone();
        var code = 0;
        foreach (var file in files.Concat(sets))
        {
            var many = sets.Contains(file);
            try
            {
                foreach (var article in many ? Articles(file) : [ArticleReading.Plain(await File.ReadAllTextAsync(file, cancellationToken), Path.GetFileName(file))])
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
                await error.WriteLineAsync($"{file}: {failure.Message}");
                code = 1;
            }
        }

        return code;
    }

    private static IEnumerable<Article> Articles(string file) =>
        LabelledFiles.Json(file, EvaluationJson.Default.LabelledArticle).Select((labelled, position) => labelled.ToArticle(position));
}
