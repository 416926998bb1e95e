using System.Diagnostics;
using System.Runtime.InteropServices;
using NewsPlatform.Cli.Processes;
using NewsPlatform.Cli.Running;

namespace NewsPlatform.Cli.Commands;

/// <summary>Commands that belong to a service: its own executable gets every argument as it was typed.</summary>
internal static class PassThrough
{
    /// <summary>First word, second word where it decides, the project that owns the command, and what it is for.</summary>
    internal static readonly (string First, string? Second, string Project, string Purpose)[] Table =
    [
        ("read", null, "Ingestion", "Show how a file would be read, without storing anything"),
        ("enrich", null, "Enrichment", "Show what Enrichment notes about the articles of files"),
        ("eval", "dedup", "Deduplication", "Measure duplicate detection on labelled data"),
        ("eval", "language", "Enrichment", "Measure language detection on labelled data"),
        ("eval", "people", "Enrichment", "Measure the finding of people"),
        ("eval", "keywords", "Enrichment", "Measure keywords"),
        ("eval", "category", "Enrichment", "Measure categories"),
        ("eval", "stories", "Enrichment", "Measure the grouping into stories"),
        ("bench", null, "Benchmarks", "Measure the platform's speed"),
        ("campaign", null, "Faults.Tests", "Break the platform on purpose, and count what was lost"),
    ];

    /// <returns>The project that owns the command, or null when it is none of these.</returns>
    public static string? Owner(IReadOnlyList<string> arguments) =>
        Array.Find(Table, row => arguments.Count > 0 && row.First == arguments[0] && (row.Second is null || (arguments.Count > 1 && row.Second == arguments[1]))).Project;

    /// <returns>The exit code of the owner's process.</returns>
    public static async Task<int> RunAsync(Places places, string project, IReadOnlyList<string> arguments)
    {
        var executable = project is "Benchmarks" or "Faults.Tests" ? places.Built(project) : places.Executable(project);
        if (!File.Exists(executable))
        {
            throw new NewsException($"{executable} is missing: start with './news', which builds it.");
        }

        // Ctrl-C reaches both processes; this one waits for the other's answer to it. SIGTERM reaches this one alone.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var process = Process.Start(new ProcessStartInfo(Dotnet.Host, [executable, .. arguments]) { UseShellExecute = false })!;
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            if (ProcessIdentity.Of(process.Id) is { } identity)
            {
                Signals.AskToEnd(identity);
            }
        });
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
