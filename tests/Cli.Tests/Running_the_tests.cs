using System.Xml.Linq;
using NewsPlatform.Cli.Commands;
using NewsPlatform.Cli.Testing;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Cli.Tests;

public sealed class Running_the_tests
{
    [Fact]
    public void Every_test_project_of_the_solution_is_run()
    {
        var inFolders = Directory.EnumerateFiles(RepositoryRoot.File("tests"), "*.Tests.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)!);

        Assert.Equal(inFolders.Order(), TestProjects.Of(File.ReadAllText(RepositoryRoot.File("NewsPlatform.sln"))).Order());
    }

    [Theory]
    [InlineData(null, false, null)]
    [InlineData(null, true, "Category!=Slow")]
    [InlineData("kill -9", false, "FullyQualifiedName~kill_-9")]
    [InlineData("kill", true, "(FullyQualifiedName~kill)&(Category!=Slow)")]
    [InlineData("Category=Slow", false, "Category=Slow")]
    public void A_word_means_tests_with_it_in_their_name(string? words, bool quick, string? expression) =>
        Assert.Equal(expression, TestFilter.Expression(words, quick));

    [Fact]
    public void A_report_tells_what_passed_failed_and_was_skipped()
    {
        var trx = XDocument.Parse("""
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
              <UnitTestResult testName="A.passes" outcome="Passed" />
              <UnitTestResult testName="A.is_skipped" outcome="NotExecuted" />
              <UnitTestResult testName="A.fails" outcome="Failed"><Output><ErrorInfo>
                <Message>expected 1, found 2</Message><StackTrace>at A.fails()</StackTrace></ErrorInfo></Output></UnitTestResult>
              <UnitTestResult testName="A.takes_too_long" outcome="Timeout" />
            </Results></TestRun>
            """);

        var results = TestResults.Read("A.Tests", trx);

        Assert.Equal((1, 2, 1), (results.Passed, results.Failed, results.Skipped));
        Assert.Equal(new FailedTest("A.fails", "expected 1, found 2", "at A.fails()"), results.Failures[0]);
    }

    [Fact]
    public void A_report_tells_what_tests_measured_and_what_they_could_not_prove()
    {
        var trx = XDocument.Parse("""
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
              <Results><UnitTestResult testName="A.passes" outcome="Passed"><Output><StdOut>SKIPPED: no data
            chatter</StdOut></Output></UnitTestResult></Results>
              <ResultSummary><Output><StdOut>[xUnit.net 00:00:00.34]   Discovered:  A.Tests
            FIGURE splitting: boundary F1 0.992 (&gt;= 0.97)
            SKIPPED: no data
            no FIGURE of speech
            FIGURE splitting: headlines 0.98 (&gt;= 0.95)</StdOut></Output></ResultSummary>
            </TestRun>
            """);

        var results = TestResults.Read("A.Tests", trx);

        Assert.Equal(["splitting: boundary F1 0.992 (>= 0.97)", "splitting: headlines 0.98 (>= 0.95)"], results.Figures);
        Assert.Equal(["SKIPPED: no data"], results.Notes);
        Assert.Equal(
            ["", "figures of A.Tests", "  splitting: boundary F1 0.992 (>= 0.97)", "  splitting: headlines 0.98 (>= 0.95)"],
            TestCommand.FigureLines([results, new TestResults { Project = "B.Tests" }]));
    }

    [Theory]
    [InlineData(12345, 0, 0, "12345 passed, 0 failed")]
    [InlineData(3, 1, 2, "3 passed, 1 failed, 2 skipped")]
    public void The_last_line_is_for_machines(int passed, int failed, int skipped, string line) =>
        Assert.Equal(line, TestCommand.LastLine(passed, failed, skipped));
}
