using System.CommandLine;
using System.Globalization;
using NewsPlatform.Cli.Screens;
using NewsPlatform.Cli.Testing;
using Spectre.Console;

namespace NewsPlatform.Cli.Commands;

/// <summary><c>news test</c>: the tests of every project of the solution, and one line at the end that machines read.</summary>
internal static class TestCommand
{
    private const int StackLines = 6;
    private const int MessageLines = 30;

    public static Command Create(Func<Surroundings> surroundings)
    {
        var filter = new Argument<string?>("FILTER") { Description = "A part of a test's name, or a project", Arity = ArgumentArity.ZeroOrOne };
        var quick = new Option<bool>("--quick") { Description = "Leave out end-to-end, fault and browser tests, and what is marked Category=Slow" };
        var command = new Command("test", "Set up what the tests need, build, and run them") { filter, quick };
        command.SetAction((parsed, cancellationToken) => RunAsync(surroundings(), parsed.GetValue(filter), parsed.GetValue(quick), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings here, string? words, bool quick, CancellationToken cancellationToken)
    {
        var projects = TestProjects.Of(await File.ReadAllTextAsync(Path.Combine(here.Places.Root, "NewsPlatform.sln"), cancellationToken))
            .Where(project => !quick || !TestProjects.IsSlow(project))
            .ToList();
        if (projects.Find(project => string.Equals(project, words, StringComparison.OrdinalIgnoreCase)) is { } one)
        {
            projects = [one];
            words = null;
        }

        Directory.CreateDirectory(here.Places.TestResults);
        var runner = new TestRun(here.Places, here.Time);
        var results = new List<TestResults>();
        foreach (var project in projects)
        {
            await here.Screen.WorkAsync($"testing {project}", async _ =>
                results.Add(await runner.RunAsync(project, TestFilter.Expression(words, quick), cancellationToken)));
            ShowProject(here.Screen, results[^1]);
        }

        ShowAll(here.Screen, results);
        var (passed, failed, skipped) = (results.Sum(one => one.Passed), results.Sum(one => one.Failed), results.Sum(one => one.Skipped));
        if (passed + failed + skipped == 0)
        {
            here.Screen.Warn("no test has this name");
        }

        // The last line, in exactly these words, whatever the screen: build servers read it.
        await System.Console.Out.WriteLineAsync(LastLine(passed, failed, skipped));
        return failed == 0 && passed > 0 ? ExitCode.Fine : ExitCode.Failed;
    }

    internal static string LastLine(int passed, int failed, int skipped) =>
        string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed{(skipped > 0 ? $", {skipped} skipped" : "")}");

    /// <summary>What the tests measured, under the name of their project.</summary>
    internal static IEnumerable<string> FigureLines(IEnumerable<TestResults> results) =>
        results.Where(one => one.Figures.Count > 0)
            .SelectMany(one => one.Figures.Select(figure => "  " + figure).Prepend($"figures of {one.Project}").Prepend(""));

    private static void ShowProject(Screen screen, TestResults results)
    {
        foreach (var note in results.Notes)
        {
            screen.Warn($"{results.Project}: {note}");
        }

        foreach (var failure in results.Failures)
        {
            screen.Fail($"{failure.Name}");
            screen.Say(Indented(failure.Message));
            screen.Say(Indented(string.Join('\n', failure.StackTrace.Split('\n').Take(StackLines))));
        }

        if (results.Passed + results.Failed + results.Skipped > 0)
        {
            var text = $"{results.Project}: {LastLine(results.Passed, results.Failed, results.Skipped)}";
            if (results.Failed == 0)
            {
                screen.Done(text, results.Took);
            }
            else
            {
                screen.Fail(text);
            }
        }
    }

    private static void ShowAll(Screen screen, List<TestResults> results)
    {
        var table = new Table().Border(TableBorder.None);
        table.AddColumn(new TableColumn("[grey]project[/]").NoWrap().PadRight(3));
        foreach (var column in new[] { "passed", "failed", "skipped", "seconds" })
        {
            table.AddColumn(new TableColumn($"[grey]{column}[/]").RightAligned().PadRight(2));
        }

        foreach (var one in results.Where(one => one.Passed + one.Failed + one.Skipped > 0))
        {
            table.AddRow(
                new Text(one.Project),
                new Text($"{one.Passed:N0}"),
                new Markup(one.Failed > 0 ? $"[red]{one.Failed:N0}[/]" : "0"),
                new Text($"{one.Skipped:N0}"),
                new Text(one.Took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)));
        }

        screen.Say("");
        screen.Console.Write(table);
        foreach (var line in FigureLines(results))
        {
            screen.Say(line);
        }

        // Once more at the end, where people look; a log that is cut keeps its end.
        foreach (var failure in results.SelectMany(one => one.Failures))
        {
            screen.Fail(failure.Name);
            screen.Say(Indented(string.Join('\n', failure.Message.Split('\n').Take(MessageLines))));
        }

        screen.Say("");
    }

    private static string Indented(string text) => string.Join('\n', text.Split('\n').Select(line => "    " + line.TrimEnd()));
}
