using System.CommandLine;
using System.CommandLine.Help;
using NewsPlatform.Cli.Commands;
using NewsPlatform.Cli.Help;

namespace NewsPlatform.Cli;

/// <summary>What can be typed after <c>news</c>.</summary>
internal static class CommandLine
{
    // A file may be called @list, and -nf is nobody's wish here.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Func<Surroundings> surroundings)
    {
        if (arguments is ["enrich", ..] && Enriching.Split(arguments) is { Files.Count: > 0 } split)
        {
            return await Enriching.RunAsync(surroundings().Places, split.Files, split.Others);
        }

        if (PassThrough.Owner(arguments) is { } owner)
        {
            return await PassThrough.RunAsync(surroundings().Places, owner, arguments);
        }

        var parsed = Parse(arguments, surroundings);
        // "drop --help" lacks a file, and asks for help all the same.
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            return Usage.Refuse(parsed, System.Console.Error);
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    internal static ParseResult Parse(IReadOnlyList<string> arguments, Func<Surroundings> surroundings) =>
        Build(surroundings).Parse(arguments is ["help", ..] ? [.. arguments.Skip(1), "--help"] : arguments.Count == 0 ? ["--help"] : arguments, Parsing);

    private static RootCommand Build(Func<Surroundings> surroundings)
    {
        var root = new RootCommand("NewsPlatform: drop files with news, find every article, once.")
        {
            HelpName = "./news",
        };
        Command[] commands =
        [
            UpCommand.Create(surroundings),
            DownCommand.Create(surroundings),
            StatusCommand.Create(surroundings),
            DropCommand.Create(surroundings),
            ScaleCommand.Create(surroundings),
            SearchCommand.Create(surroundings),
            QuarantineCommand.Create(surroundings),
            ReplayCommand.Create(surroundings),
            KeysCommand.Create(surroundings),
            AccountsCommand.Create(surroundings),
            LogsCommand.Create(surroundings),
            TestCommand.Create(surroundings),
        ];
        foreach (var command in commands)
        {
            root.Add(command);
        }

        // Known to the help; what is typed after them never comes here.
        foreach (var group in PassThrough.Table.GroupBy(row => row.First))
        {
            var second = group.Select(row => row.Second).OfType<string>().ToList();
            var purpose = second.Count == 0 ? group.First().Purpose : $"Measure on labelled data: {string.Join(", ", second)}";
            var placeholder = new Command(group.Key, purpose);
            if (second.Count > 0)
            {
                var what = new Argument<string>("WHAT") { Description = "What to measure; './news eval WHAT --help' tells the rest" };
                what.AcceptOnlyFromAmong([.. second]);
                placeholder.Add(what);
            }

            root.Add(placeholder);
        }

        root.Directives.Clear();
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        }

        foreach (var version in root.Options.OfType<VersionOption>().ToList())
        {
            root.Options.Remove(version);
        }

        return root;
    }
}
