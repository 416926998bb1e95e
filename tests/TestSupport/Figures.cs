namespace NewsPlatform.TestSupport;

/// <summary>Figures that tests measured and that people want to see when all is well.</summary>
public static class Figures
{
    /// <summary>
    /// Tells one figure; <c>news test</c> prints it with its project, also when the test passes. Written to the console, not
    /// to the test's own output: <c>dotnet test</c> shows neither of a passing test, but the report (.trx) keeps the console
    /// whole, and <c>news test</c> reads it there.
    /// </summary>
    /// <param name="area">What was measured, in a word or two: <c>splitting</c>.</param>
    /// <param name="figure">The figure with its bound, in one line: <c>boundary F1 0.992 (&gt;= 0.97)</c>.</param>
    public static void Print(string area, string figure) => Console.WriteLine($"FIGURE {area}: {figure.ReplaceLineEndings(" ")}");
}
