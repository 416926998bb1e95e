using System.Diagnostics;
using System.Runtime.InteropServices;
using NewsPlatform.Cli.Processes;
using NewsPlatform.Cli.Running;

namespace NewsPlatform.Cli.Commands;

/// <summary>
/// <c>enrich FILE…</c>: Ingestion reads the files and splits them into articles, Enrichment notes what it sees in each. The
/// two services know nothing of each other; what one prints the other reads.
/// </summary>
internal static class Enriching
{
    private static readonly string[] TakeAValue = ["--articles", "--readings"];

    /// <summary>The files among the arguments of <c>enrich</c>, and what is left for Enrichment.</summary>
    public static (IReadOnlyList<string> Files, IReadOnlyList<string> Others) Split(IReadOnlyList<string> arguments)
    {
        var files = new List<string>();
        var rest = new List<string>();
        for (var i = 1; i < arguments.Count; i++)
        {
            if (TakeAValue.Contains(arguments[i]) && i + 1 < arguments.Count)
            {
                rest.AddRange([arguments[i], arguments[i + 1]]);
                i++;
            }
            else if (arguments[i].StartsWith('-'))
            {
                rest.Add(arguments[i]);
            }
            else
            {
                files.Add(arguments[i]);
            }
        }

        return (files, rest);
    }

    /// <returns>The exit code of Enrichment, or of Ingestion where that failed alone.</returns>
    public static async Task<int> RunAsync(Places places, IReadOnlyList<string> files, IReadOnlyList<string> rest)
    {
        // Ctrl-C reaches all three processes; this one waits for the others' answer to it.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var reading = Start(places, "Ingestion", ["read", .. files, "--json"], output: true, input: false);
        using var enriching = Start(places, "Enrichment", ["enrich", "--readings", "-", .. rest], output: false, input: true);
        try
        {
            await reading.StandardOutput.BaseStream.CopyToAsync(enriching.StandardInput.BaseStream);
        }
        catch (IOException)
        {
            // Enrichment ended before its input did; its exit code says why.
        }

        enriching.StandardInput.Close();
        await enriching.WaitForExitAsync();
        await reading.WaitForExitAsync();
        return enriching.ExitCode != 0 ? enriching.ExitCode : reading.ExitCode;
    }

    private static Process Start(Places places, string project, IReadOnlyList<string> arguments, bool output, bool input)
    {
        var executable = places.Executable(project);
        return File.Exists(executable)
            ? Process.Start(new ProcessStartInfo(Dotnet.Host, [executable, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = output, RedirectStandardInput = input })!
            : throw new NewsException($"{executable} is missing: start with './news', which builds it.");
    }
}
