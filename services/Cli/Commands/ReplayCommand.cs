using System.CommandLine;
using System.Text.Json.Nodes;
using NewsPlatform.Cli.Asking;
using NewsPlatform.Cli.Screens;
using Spectre.Console;

namespace NewsPlatform.Cli.Commands;

/// <summary><c>news replay</c>: a stage run again over stored articles, compared, and promoted when a person says so.</summary>
internal static class ReplayCommand
{
    private static readonly string[] Filters = ["source", "language", "category", "agency", "person", "place", "from", "to"];
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    public static Command Create(Func<Surroundings> surroundings)
    {
        var words = new Argument<string[]>("WORDS") { Description = "Of the articles that have all of these", Arity = ArgumentArity.ZeroOrMore };
        var filters = Filters.Select(filter => new Option<string>("--" + filter) { Description = "As for './news search'" }).ToList();
        var limit = new Option<int?>("--limit") { Description = "The newest so many" };
        var stage = new Option<string>("--stage") { Description = "enrichment notes them again; deduplication judges them again, and their repeats", DefaultValueFactory = _ => "enrichment" };
        stage.AcceptOnlyFromAmong("enrichment", "deduplication");
        var start = new Command("start", "Run a stage again over the articles with the current rules, and show what differs; nothing stored changes") { words, stage, limit };
        filters.ForEach(start.Add);
        start.SetAction((parsed, cancellationToken) =>
        {
            var parameters = filters
                .Select(filter => (Name: filter.Name[2..], Value: parsed.GetValue(filter)))
                .Append((Name: "q", Value: string.Join(' ', parsed.GetValue(words)!)))
                .Append((Name: "stage", Value: parsed.GetValue(stage)))
                .Append((Name: "limit", Value: parsed.GetValue(limit)?.ToString(System.Globalization.CultureInfo.InvariantCulture)))
                .Where(parameter => !string.IsNullOrEmpty(parameter.Value))
                .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}");
            return StartAsync(surroundings(), string.Join('&', parameters), cancellationToken);
        });

        var shown = new Argument<string>("ID") { Description = "As 'start' or 'list' tells it" };
        var show = new Command("show", "What differs") { shown };
        show.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = StorageApi.Connect(surroundings().Places);
            Report(surroundings().Screen, await api.GetAsync(Address(parsed.GetValue(shown)!), cancellationToken));
            return ExitCode.Fine;
        });

        var promoted = new Argument<string>("ID") { Description = "As 'start' or 'list' tells it" };
        var promote = new Command("promote", "Put what the current rules say in the place of what is stored, where it differs") { promoted };
        promote.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = StorageApi.Connect(surroundings().Places);
            var answer = await api.PostAsync(Address(parsed.GetValue(promoted)!) + "/promote", [], cancellationToken);
            surroundings().Screen.Say($"{answer["promoted"]} articles are promoted; {answer["overtaken"]} had changed meanwhile and were left alone; {answer["notPromotable"]} cannot be promoted.");
            return ExitCode.Fine;
        });

        var list = new Command("list", "Replays, the newest first");
        list.SetAction((_, cancellationToken) => ListAsync(surroundings(), cancellationToken));
        var command = new Command("replay", "Run Enrichment or Deduplication again over stored articles, compare, promote") { start, show, promote, list };
        command.SetAction((_, cancellationToken) => ListAsync(surroundings(), cancellationToken));
        return command;
    }

    private static async Task<int> StartAsync(Surroundings here, string parameters, CancellationToken cancellationToken)
    {
        using var api = StorageApi.Connect(here.Places);
        var id = (await api.PostAsync($"api/replays?{parameters}", [], cancellationToken))["_id"]!.GetValue<string>();
        var report = await api.GetAsync(Address(id), cancellationToken);
        await here.Screen.WorkAsync("running again", async tell =>
        {
            while (report["replay"]!["state"]!.GetValue<string>() == "running")
            {
                tell($"{report["back"]} of {report["replay"]!["sent"]} articles are back");
                await Task.Delay(Between, here.Time, cancellationToken);
                report = await api.GetAsync(Address(id), cancellationToken);
            }
        });
        Report(here.Screen, report);
        if (report["promotable"]!.GetValue<long>() > 0)
        {
            here.Screen.Say($"'./news replay promote {id}' makes it so.");
        }

        return ExitCode.Fine;
    }

    private static void Report(Screen screen, JsonObject report)
    {
        var missing = report["missing"]!.GetValue<long>();
        screen.Say($"{report["back"]} articles passed {report["replay"]!["stage"]} again, {report["changed"]} of them differ{(missing > 0 ? $"; {missing} did not come back: './news quarantine' may tell why" : "")}.");
        foreach (var unjudged in report["unjudged"]!.AsArray())
        {
            screen.Say($"{unjudged!["articles"]} were not judged again: {Why(unjudged["reason"]!.GetValue<string>())}.");
        }

        foreach (var field in report["fields"]!.AsArray())
        {
            var kept = field!["articles"]!.GetValue<long>() - field["promotable"]!.GetValue<long>();
            screen.Console.MarkupLine($"[bold]{Markup.Escape(field["field"]!.GetValue<string>())}[/]: {field["articles"]} articles{(kept > 0 ? $", {kept} of them cannot be promoted" : "")}");
            foreach (var example in field["examples"]!.AsArray().Take(2))
            {
                screen.Say($"  {example!["articleId"]} {Bidi.Isolate(example["headline"]?.GetValue<string>() ?? "")}");
                screen.Say($"    before {Bidi.Isolate(example["before"]?.GetValue<string>() ?? "nothing")}");
                screen.Say($"    after  {Bidi.Isolate(example["after"]?.GetValue<string>() ?? "nothing")}");
            }
        }
    }

    private static string Why(string reason) => reason switch
    {
        "left-window" => "they have left the window in which articles are compared",
        "kept-left-window" => "the article that their verdict names has left the window",
        "crowded" => "too many articles hang together with them",
        "overruled" => "a person's word stands on them, and one of the two articles has left the window",
        _ => reason,
    };

    private static async Task<int> ListAsync(Surroundings here, CancellationToken cancellationToken)
    {
        using var api = StorageApi.Connect(here.Places);
        var replays = (await api.GetAsync("api/replays", cancellationToken))["replays"]!.AsArray();
        foreach (var replay in replays)
        {
            here.Screen.Say($"{replay!["_id"]}  {replay["createdAt"]!.GetValue<string>()[..16]}  {replay["stage"]}  {replay["state"]}  {replay["sent"]} articles  by {replay["by"]}");
        }

        if (replays.Count == 0)
        {
            here.Screen.Say("No replays yet: './news replay start --limit 100' compares the newest hundred articles.");
        }

        return ExitCode.Fine;
    }

    private static string Address(string id) => $"api/replays/{Uri.EscapeDataString(id)}";
}
