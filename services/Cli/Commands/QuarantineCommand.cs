using System.CommandLine;
using System.Text.Json.Nodes;
using NewsPlatform.Cli.Asking;
using NewsPlatform.Cli.Screens;
using Spectre.Console;

namespace NewsPlatform.Cli.Commands;

/// <summary><c>news quarantine</c>: what failed, why, and sending it on its way again.</summary>
internal static class QuarantineCommand
{
    private const int HeadlineLetters = 60;

    public static Command Create(Func<Surroundings> surroundings)
    {
        var command = new Command("quarantine", "Show what failed, send it back, or give it up")
        {
            List(surroundings), Show(surroundings), Retry(surroundings), Discard(surroundings),
        };
        command.SetAction((_, cancellationToken) => ListAsync(surroundings(), json: false, cancellationToken));
        return command;
    }

    private static Command List(Func<Surroundings> surroundings)
    {
        var json = new Option<bool>("--json") { Description = "Write the API's answer" };
        var command = new Command("list", "What waits, by service and reason") { json };
        command.SetAction((parsed, cancellationToken) => ListAsync(surroundings(), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static Command Show(Func<Surroundings> surroundings)
    {
        var id = new Argument<string>("ID") { Description = "As 'list' shows it" };
        var command = new Command("show", "One entry with its reason, trace and history") { id };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var api = StorageApi.Connect(surroundings().Places);
            System.Console.Out.WriteLine((await api.GetAsync($"api/quarantine/{Uri.EscapeDataString(parsed.GetValue(id)!)}", cancellationToken)).ToJsonString(Json.Readable));
            return ExitCode.Fine;
        });
        return command;
    }

    private static Command Retry(Func<Surroundings> surroundings)
    {
        var which = new Which();
        var sample = new Option<int?>("--sample") { Description = "This many at most, to see whether the cause is gone" };
        var command = new Command("retry", "Send entries on their way again") { sample };
        which.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var body = which.Read(parsed);
            if (parsed.GetValue(sample) is { } count)
            {
                body["sample"] = count;
            }

            return MendAsync(surroundings(), "retry", body, "sent back", cancellationToken);
        });
        return command;
    }

    private static Command Discard(Func<Surroundings> surroundings)
    {
        var which = new Which();
        var because = new Option<string>("--because") { Description = "Why; receipts and audit show it", Required = true };
        var command = new Command("discard", "Give entries up: their articles are rejected, the messages kept") { because };
        which.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var body = which.Read(parsed);
            body["because"] = parsed.GetValue(because);
            return MendAsync(surroundings(), "discard", body, "discarded", cancellationToken);
        });
        return command;
    }

    private static async Task<int> ListAsync(Surroundings here, bool json, CancellationToken cancellationToken)
    {
        using var api = StorageApi.Connect(here.Places);
        var answer = await api.GetAsync("api/quarantine/groups", cancellationToken);
        if (json)
        {
            System.Console.Out.WriteLine(answer.ToJsonString(Json.Readable));
            return ExitCode.Fine;
        }

        var groups = answer["groups"]!.AsArray();
        if (groups.Count == 0)
        {
            here.Screen.Say("Nothing waits in quarantine.");
            return ExitCode.Fine;
        }

        foreach (var group in groups)
        {
            here.Screen.Console.MarkupLine($"[red]{group!["messages"]}[/] from [bold]{Markup.Escape(Text(group["_id"], "service"))}[/]: {Markup.Escape(Bidi.Lines(Text(group["_id"], "reason")))}");
            here.Screen.Console.MarkupLine($"  [grey]newest {Text(group, "newest")}  {Text(group, "example")}[/]  {Markup.Escape(Bidi.Excerpt(Text(group, "headline"), HeadlineLetters))}");
        }

        here.Screen.Say("'./news quarantine retry --all --sample 1' tries one; './news quarantine show ID' tells all of one.");
        return ExitCode.Fine;
    }

    private static async Task<int> MendAsync(Surroundings here, string action, JsonObject body, string done, CancellationToken cancellationToken)
    {
        using var api = StorageApi.Connect(here.Places);
        var answer = await api.PostAsync($"api/quarantine/{action}", body, cancellationToken);
        var moved = answer["moved"]!.GetValue<int>();
        here.Screen.Say(answer["dryRun"]!.GetValue<bool>() ? $"{moved} of {answer["found"]} would be {done}." : $"{moved} of {answer["found"]} {done}.");
        var failed = answer["failed"]!.AsArray();
        foreach (var failure in failed)
        {
            here.Screen.Fail($"{Text(failure, "id")}: {Text(failure, "reason")}");
        }

        return failed.Count == 0 ? ExitCode.Fine : ExitCode.SomeFailed;
    }

    private static string Text(JsonNode? node, string name) => node?[name]?.GetValue<string>() ?? "";

    /// <summary>Which entries are meant. Everything only when it is said.</summary>
    private sealed class Which
    {
        private readonly Argument<string[]> ids = new("ID") { Description = "Entries, as 'list' shows them", Arity = ArgumentArity.ZeroOrMore };
        private readonly Option<string> service = new("--service") { Description = "Of this service" };
        private readonly Option<string> reason = new("--reason") { Description = "With this whole reason" };
        private readonly Option<string> source = new("--source") { Description = "From this source" };
        private readonly Option<bool> all = new("--all") { Description = "Everything that waits" };
        private readonly Option<bool> dryRun = new("--dry-run") { Description = "Only count" };

        public void AddTo(Command command)
        {
            command.Add(ids);
            command.Add(service);
            command.Add(reason);
            command.Add(source);
            command.Add(all);
            command.Add(dryRun);
        }

        public JsonObject Read(ParseResult parsed)
        {
            var body = new JsonObject { ["dryRun"] = parsed.GetValue(dryRun) };
            if (parsed.GetValue(ids) is { Length: > 0 } wanted)
            {
                body["ids"] = new JsonArray([.. wanted.Select(id => JsonValue.Create(id))]);
            }

            foreach (var (name, option) in new[] { ("service", service), ("reason", reason), ("source", source) })
            {
                if (parsed.GetValue(option) is { } value)
                {
                    body[name] = value;
                }
            }

            return body.Count > 1 || parsed.GetValue(all) || parsed.GetValue(dryRun)
                ? body
                : throw new NewsException("Say which: ids, --service, --reason, --source or --all.");
        }
    }
}
