using System.CommandLine;
using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Ingestion.Formats;
using NewsPlatform.Ingestion.Splitting;

namespace NewsPlatform.Ingestion.Reading;

/// <summary>
/// <c>read FILE… [--json]</c>: what Ingestion would make of any file, before anything is stored. Needs no broker and no store.
/// </summary>
public static class ReadCommand
{
    /// <summary>Wrong usage: no file named, a path that does not exist, an unknown option.</summary>
    private const int BadUsage = 2;

    /// <summary>A file could not be read from the disk. A refused document is no failure: the refusal is the answer.</summary>
    private const int DiskFailure = 1;

    /// <param name="args">What stands behind the word <c>read</c>.</param>
    /// <param name="output">Where the reading goes.</param>
    /// <param name="error">Where complaints about the usage and the disk go.</param>
    /// <param name="cancellationToken">Ends the reading between two articles.</param>
    /// <returns>0 when every file got an answer, 2 for wrong usage, 1 when the disk failed.</returns>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken) =>
        RunAsync(args, output, error, new PlainTextSplitter(new TextSplitter(SplittingLanguages.Default)), TimeProvider.System, cancellationToken);

    internal static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, IPlainTextSplitter splitter, TimeProvider time, CancellationToken cancellationToken)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files, folders (with everything in them) or patterns such as inbox/*.xml and archive/**/*.gz.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "One JSON object a file, each on its own line." };
        var command = new RootCommand("Shows what Ingestion would make of any file of any format.") { files, json };
        command.SetAction((parsed, token) => ReadAsync(
            parsed.GetValue(files) ?? [], parsed.GetValue(json), new FormatReader(splitter, time), output, error, token));

        // A file may be called @news, and its name must not be opened as a list of arguments.
        var parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (parsed.Errors.Count > 0)
        {
            foreach (var wrong in parsed.Errors)
            {
                await error.WriteLineAsync(wrong.Message);
            }

            await error.WriteLineAsync("Usage: read FILE… [--json]");
            return BadUsage;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellationToken);
    }

    private static async Task<int> ReadAsync(
        string[] patterns, bool json, FormatReader reader, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        using var readings = new FileReadings(reader, json, output, error);
        var missing = false;
        foreach (var pattern in patterns)
        {
            var any = false;
            foreach (var file in FilePatterns.Files(pattern))
            {
                any = true;
                await readings.AddAsync(file, cancellationToken);
            }

            if (!any)
            {
                missing = true;
                await readings.MissingAsync(pattern, $"{pattern}: no such file, folder or match", cancellationToken);
            }
        }

        await readings.EndAsync(cancellationToken);
        return missing ? BadUsage : readings.DiskFailed ? DiskFailure : 0;
    }
}
