using System.Xml.Linq;

namespace NewsPlatform.Cli.Testing;

/// <summary>What the tests of one project came to.</summary>
internal sealed record TestResults
{
    private const string SkippedMark = "SKIPPED:";
    private const string FigureMark = "FIGURE ";

    public required string Project { get; init; }

    public int Passed { get; init; }

    public int Skipped { get; init; }

    public IReadOnlyList<FailedTest> Failures { get; init; } = [];

    public TimeSpan Took { get; init; }

    /// <summary>Lines in which tests say that they proved nothing here, each with what was missing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What tests measured, each with its bound, in the order in which they said it.</summary>
    public IReadOnlyList<string> Figures { get; init; } = [];

    public int Failed => Failures.Count;

    /// <summary>Reads a <c>.trx</c> file, the test platform's own report.</summary>
    public static TestResults Read(string project, XDocument trx)
    {
        var results = trx.Descendants().Where(element => element.Name.LocalName == "UnitTestResult").ToList();

        // What a test says to its own output stands with the test, what it says to the console with the run. The test
        // platform prints neither while tests pass, so the report is the only place.
        var said = trx.Descendants()
            .Where(element => element.Name.LocalName == "StdOut")
            .SelectMany(element => element.Value.Split('\n'))
            .Select(line => line.Trim())
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return new()
        {
            Project = project,
            Passed = results.Count(result => Outcome(result) == "Passed"),
            Skipped = results.Count(result => Outcome(result) is "NotExecuted" or "Pending" or "Inconclusive"),
            Failures = [.. results.Where(result => Outcome(result) is not ("Passed" or "NotExecuted" or "Pending" or "Inconclusive")).Select(Failure)],
            Notes = [.. said.Where(line => line.Contains(SkippedMark, StringComparison.Ordinal)).Select(line => line[line.IndexOf(SkippedMark, StringComparison.Ordinal)..]).Distinct(StringComparer.Ordinal)],
            Figures = [.. said.Where(line => line.StartsWith(FigureMark, StringComparison.Ordinal)).Select(line => line[FigureMark.Length..])],
        };
    }

    private static string Outcome(XElement result) => result.Attribute("outcome")?.Value ?? "Failed";

    private static FailedTest Failure(XElement result) => new(
        result.Attribute("testName")?.Value ?? "a test without a name",
        Inner(result, "Message") ?? "no message",
        Inner(result, "StackTrace") ?? "");

    private static string? Inner(XElement result, string name) =>
        result.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim();
}

internal sealed record FailedTest(string Name, string Message, string StackTrace);
