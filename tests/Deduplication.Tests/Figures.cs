using Xunit.Abstractions;

namespace NewsPlatform.Deduplication.Tests;

/// <summary>Measured values, for whoever reads the run: lines that begin with <c>FIGURE</c>.</summary>
internal static class Figures
{
    // Also to the console: a runner shows a passing test's own output to nobody.
    public static void Figure(this ITestOutputHelper output, string line)
    {
        output.WriteLine(line);
        Console.WriteLine("FIGURE " + line);
    }
}
