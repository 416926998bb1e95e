using System.Diagnostics;
using System.Xml;
using System.Xml.Linq;
using NewsPlatform.Cli.Processes;
using NewsPlatform.Cli.Running;

namespace NewsPlatform.Cli.Testing;

/// <summary>Runs the tests of one built project in a process of its own.</summary>
internal sealed class TestRun(Places places, TimeProvider time)
{
    private const int LastWords = 30;

    // A test that hangs is named and fails, instead of holding the whole run until somebody looks.
    private const string LongestTest = "15m";

    // And where the test process hangs as a whole, before its first test or behind its last one, nobody in it can name it.
    private static readonly TimeSpan LongestProject = TimeSpan.FromMinutes(30);

    /// <param name="project">Its name in the solution.</param>
    /// <param name="filter">An expression of <c>dotnet test --filter</c>, or null.</param>
    /// <param name="cancellationToken">Ends the test process.</param>
    public async Task<TestResults> RunAsync(string project, string? filter, CancellationToken cancellationToken)
    {
        var assembly = places.Built(project);
        if (!File.Exists(assembly))
        {
            return Broken(project, $"{assembly} was not built");
        }

        var report = Path.Combine(places.TestResults, project + ".trx");
        File.Delete(report);
        var started = time.GetTimestamp();
        var (code, lines) = await RunAsync(
            [
                "test", assembly, "--nologo", "--logger", $"trx;LogFileName={Path.GetFileName(report)}", "--results-directory", places.TestResults,
                "--blame-hang-timeout", LongestTest, "--blame-hang-dump-type", "none",
                .. filter is null ? Array.Empty<string>() : ["--filter", filter],
            ],
            cancellationToken);
        return Read(project, report, code, lines) with { Took = time.GetElapsedTime(started) };
    }

    private static TestResults Read(string project, string report, int code, List<string> lines)
    {
        if (!File.Exists(report))
        {
            // A filter that fits no test of this project leaves no report, and that is no failure.
            return code == 0 ? new TestResults { Project = project } : Broken(project, LastOf(lines));
        }

        try
        {
            var results = TestResults.Read(project, XDocument.Load(report));
            return code == 0 || results.Failed > 0 ? results : results with { Failures = Broken(project, LastOf(lines)).Failures };
        }
        catch (XmlException broken)
        {
            return Broken(project, $"its report cannot be read: {broken.Message}");
        }
    }

    private static string LastOf(List<string> lines) => string.Join('\n', lines.TakeLast(LastWords));

    // A process that dies in the middle is a failure too, though no test has this name.
    private static TestResults Broken(string project, string message) =>
        new() { Project = project, Failures = [new($"{project}: the test process itself", message, "")] };

    private async Task<(int Code, List<string> Lines)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Dotnet.Host, arguments)
        {
            WorkingDirectory = places.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var lines = new List<string>();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestProject);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            Hear($"the test process had not ended after {LongestProject.TotalMinutes} minutes, and was ended");
            return (ExitCode.Failed, lines);
        }

        return (process.ExitCode, lines);

        void Hear(string? line)
        {
            if (line is { } text)
            {
                lock (lines)
                {
                    lines.Add(text);
                }
            }
        }
    }
}
