using Xunit.Abstractions;

namespace NewsPlatform.TestSupport;

/// <summary>A measured figure that belongs in the report of a run: what a bar was set against.</summary>
public static class Figure
{
    /// <summary>Tells it in the test's own output and on the console, where <c>news test</c> finds lines that begin so.</summary>
    public static void Tell(ITestOutputHelper output, string sentence)
    {
        output.WriteLine($"FIGURE {sentence}");
        Console.WriteLine($"FIGURE {sentence}");
    }
}
