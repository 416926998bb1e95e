using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NewsPlatform.Cli.Reports;
using NewsPlatform.Cli.Running;
using NewsPlatform.Cli.Screens;
using Spectre.Console;

namespace NewsPlatform.Cli.Commands;

/// <summary><c>news status</c>: what runs, how it is, and whether the balance is even.</summary>
internal static class StatusCommand
{
    public static Command Create(Func<Surroundings> surroundings)
    {
        var json = new Option<bool>("--json") { Description = "Write it for a program" };
        var command = new Command("status", "Show what runs, how it is, and the balance") { json };
        command.SetAction((parsed, cancellationToken) => RunAsync(surroundings(), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings here, bool json, CancellationToken cancellationToken)
    {
        var report = await StatusReport.TakeAsync(here, RunFile.Load(here.Places.State).State, cancellationToken);
        if (json)
        {
            System.Console.Out.WriteLine(JsonSerializer.Serialize(report, Json.Readable));
        }
        else
        {
            Show(here.Screen, report);
        }

        return ExitCode.Fine;
    }

    private static void Show(Screen screen, StatusReport report)
    {
        if (report.Processes.Count == 0)
        {
            screen.Say("Nothing is running here: './news up' starts the platform.");
        }
        else
        {
            screen.Console.MarkupLine($"Platform   [bold]{report.Mode}[/]");
            screen.Console.Write(ProcessTable(report.Processes));
        }

        if (report.Queues is { Count: > 0 } queues)
        {
            screen.Say("");
            screen.Console.Write(QueueTable([.. queues.Where(queue => !queue.IsForPeople || queue.Ready + queue.Held > 0)]));
            if (!queues.Any(queue => queue.IsForPeople && queue.Ready + queue.Held > 0))
            {
                screen.Console.MarkupLine("  [grey]the error queues are empty[/]");
            }
        }

        if (report.Folders is { } folders)
        {
            screen.Say("");
            screen.Say($"Files      inbox {Count(folders.Inbox)}, work {Count(folders.Work)}, done {Count(folders.Done)}, failed {Count(folders.Failed)}");
        }

        if (report.Balance is { } balance)
        {
            Sheet.ShowBalance(screen, balance);
        }
        else
        {
            screen.Warn($"No balance: {report.StoreTrouble}");
        }
    }

    private static Table ProcessTable(IReadOnlyList<ProcessStatus> processes)
    {
        var table = Plain("  process", "pid", "port", "up", "health", "");
        foreach (var process in processes)
        {
            var colour = process.State switch { "ready" => "green", "degraded" => "yellow", _ => "red" };
            table.AddRow(
                new Text("  " + Parts.Title(process.Name, process.Replica)),
                new Text(process.Pid.ToString(CultureInfo.InvariantCulture)),
                new Text(process.Port.ToString(CultureInfo.InvariantCulture)),
                new Text(process.Running ? Span(process.UptimeSeconds) : "-"),
                new Markup($"[{colour}]{process.State}[/]"),
                new Text(process.Detail ?? ""));
        }

        return table;
    }

    private static Table QueueTable(IReadOnlyList<QueueDepth> queues)
    {
        var table = Plain("  queue", "waiting", "held", "articles", "consumers");
        foreach (var queue in queues)
        {
            var colour = queue is { IsForPeople: true, Ready: > 0 } ? "red" : "default";
            table.AddRow(
                new Markup($"  [{colour}]{Markup.Escape(queue.Name)}[/]"),
                new Text($"{queue.Ready:N0}"),
                new Text($"{queue.Held:N0}"),
                new Text(queue.Articles is { } articles ? $"{articles:N0}" : "1 to 32 each"),
                new Text(queue.Consumers.ToString(CultureInfo.InvariantCulture)));
        }

        return table;
    }

    private static Table Plain(params ReadOnlySpan<string> columns)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn($"[grey]{column}[/]").NoWrap().PadRight(2));
        }

        return table;
    }

    private static string Count(int files) => files >= FileCount.Most ? $"{files:N0} or more" : $"{files:N0}";

    internal static string Span(long seconds) => seconds switch
    {
        < 60 => $"{seconds} s",
        < 3600 => $"{seconds / 60} min {seconds % 60} s",
        < 86400 => $"{seconds / 3600} h {seconds % 3600 / 60} min",
        _ => $"{seconds / 86400} d {seconds % 86400 / 3600} h",
    };
}
