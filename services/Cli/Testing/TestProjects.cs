using System.Text.RegularExpressions;

namespace NewsPlatform.Cli.Testing;

/// <summary>The test projects of the solution, in its order.</summary>
internal static partial class TestProjects
{
    // They start many processes and take minutes.
    private static readonly string[] Slow = ["EndToEnd.Tests", "Faults.Tests", "Browser.Tests"];

    public static IReadOnlyList<string> Of(string solution) =>
        [.. ProjectLine().Matches(solution).Select(match => match.Groups["name"].Value).Where(name => name.EndsWith(".Tests", StringComparison.Ordinal))];

    public static bool IsSlow(string project) => Array.IndexOf(Slow, project) >= 0;

    [GeneratedRegex("""^Project\("[^"]*"\) = "(?<name>[^"]*)", "[^"]*\.csproj",""", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}
