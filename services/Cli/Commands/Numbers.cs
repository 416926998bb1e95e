using System.CommandLine.Parsing;
using System.Globalization;

namespace NewsPlatform.Cli.Commands;

internal static class Numbers
{
    /// <summary>Refuses what is no number, or one outside the bounds, by its name.</summary>
    public static Action<SymbolResult> Between(string name, int least, int most) => result =>
    {
        foreach (var token in result.Tokens)
        {
            if (!int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
            {
                result.AddError($"{name} is a number from {least} to {most}.");
            }
        }
    };
}
