using System.CommandLine;

namespace NewsPlatform.Cli.Help;

/// <summary>The answer to a command line that was not understood: what is wrong with it, and how it goes.</summary>
internal static class Usage
{
    public static int Refuse(ParseResult parsed, TextWriter errors)
    {
        var command = parsed.CommandResult.Command;
        var name = command is RootCommand ? "./news" : $"./news {command.Name}";
        errors.WriteLine(command is RootCommand && parsed.UnmatchedTokens is [var unknown, ..]
            ? $"news: there is no command '{unknown}'"
            : $"news: {string.Join(" ", parsed.Errors.SelectMany(error => error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))}");

        if (command is RootCommand)
        {
            errors.WriteLine($"usage: {name} {string.Join(" | ", command.Subcommands.Select(sub => sub.Name))}");
        }
        else
        {
            var words = command.Options.Where(option => !option.Hidden && option.Name != "--help").Select(option => $"[{option.Name}{(option.ValueType == typeof(bool) ? "" : " " + option.HelpName)}]")
                .Concat(command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]" : argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "…" : argument.Name));
            errors.WriteLine($"usage: {name} {string.Join(' ', words)}");
        }

        errors.WriteLine($"help:  {name} --help");
        return ExitCode.Usage;
    }
}
