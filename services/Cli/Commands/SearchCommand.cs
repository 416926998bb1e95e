using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NewsPlatform.Cli.Asking;
using NewsPlatform.Cli.Screens;
using Spectre.Console;

namespace NewsPlatform.Cli.Commands;

/// <summary><c>news search</c>: stored articles by their words, in any form.</summary>
internal static class SearchCommand
{
    private const int HeadlineLetters = 90;

    // Each is a filter of the API, by the same name.
    private static readonly (string Name, string Purpose)[] Filters =
    [
        ("source", "Came through this folder, feed or door"),
        ("language", "For example ar"),
        ("category", "For example politics"),
        ("agency", "For example AFP"),
        ("person", "A person who is named"),
        ("place", "A place or country that is named"),
        ("from", "From this day on (2026-01-31)"),
        ("to", "Before this day"),
        ("sort", "relevance, newest or oldest"),
    ];

    public static Command Create(Func<Surroundings> surroundings)
    {
        var words = new Argument<string[]>("WORDS") { Description = "All of them stand in the article, in any form; \"a phrase\" as it is; -excluded", Arity = ArgumentArity.ZeroOrMore };
        var filters = Filters.Select(filter => new Option<string>("--" + filter.Name) { Description = filter.Purpose }).ToList();
        var limit = new Option<int>("--limit", "-n") { Description = "Articles to show, 1 to 100", DefaultValueFactory = _ => 10 };
        var json = new Option<bool>("--json") { Description = "Write the API's answer" };
        var command = new Command("search", "Find stored articles") { words, limit, json };
        filters.ForEach(command.Add);
        command.SetAction((parsed, cancellationToken) =>
        {
            var parameters = filters
                .Select(filter => (Name: filter.Name[2..], Value: parsed.GetValue(filter)))
                .Append((Name: "q", Value: string.Join(' ', parsed.GetValue(words)!.Select(Quoted))))
                .Append((Name: "limit", Value: parsed.GetValue(limit).ToString(CultureInfo.InvariantCulture)))
                .Where(parameter => !string.IsNullOrEmpty(parameter.Value))
                .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}");
            return RunAsync(surroundings(), $"api/articles?{string.Join('&', parameters)}", parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Surroundings here, string address, bool json, CancellationToken cancellationToken)
    {
        using var api = StorageApi.Connect(here.Places);
        var answer = await api.GetAsync(address, cancellationToken);
        if (json)
        {
            System.Console.Out.WriteLine(answer.ToJsonString(Json.Readable));
            return ExitCode.Fine;
        }

        var articles = answer["articles"]!.AsArray();
        foreach (var article in articles)
        {
            here.Screen.Console.MarkupLine($"[bold]{Markup.Escape(Bidi.Excerpt(Text(article, "headline"), HeadlineLetters))}[/]");
            here.Screen.Console.MarkupLine($"  [grey]{Text(article, "at")[..10]}  {Markup.Escape(Bidi.Isolate(Text(article, "source")))}  {Text(article, "language")}  {Text(article, "id")}[/]");
            here.Screen.Say($"  {Bidi.Excerpt(article!["snippet"]!["text"]!.GetValue<string>(), 2 * HeadlineLetters)}");
        }

        if (articles.Count == 0)
        {
            here.Screen.Say("No article has all of this.");
            foreach (var (word, count) in answer["words"]?.AsObject() ?? [])
            {
                here.Screen.Say($"  {Bidi.Isolate(word)}: {count} articles by itself");
            }
        }
        else if (answer["next"] is not null)
        {
            here.Screen.Console.MarkupLine("[grey]there are more: --limit shows up to 100[/]");
        }

        return ExitCode.Fine;
    }

    // The shell took the quotation marks off a phrase.
    private static string Quoted(string word) =>
        word.Contains(' ', StringComparison.Ordinal) && !word.Contains('"', StringComparison.Ordinal)
            ? word is ['-', .. var rest] ? $"-\"{rest}\"" : $"\"{word}\""
            : word;

    private static string Text(JsonNode? node, string name) => node?[name]?.GetValue<string>() ?? "";
}
