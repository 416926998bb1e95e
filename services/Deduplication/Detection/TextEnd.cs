namespace NewsPlatform.Deduplication.Detection;

/// <summary>How a text ends.</summary>
internal static class TextEnd
{
    private const string Ends = ".!?؟۔。！？";
    private const string Closing = "\"»”’'）)]”」』";

    /// <summary>Whether it breaks off: a sentence is begun and not ended, or an ellipsis says so.</summary>
    public static bool IsCut(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd();
        while (text.Length > 0 && Closing.Contains(text[^1], StringComparison.Ordinal))
        {
            text = text[..^1].TrimEnd();
        }

        return text.Length > 0 && (!Ends.Contains(text[^1], StringComparison.Ordinal) || text.EndsWith("...", StringComparison.Ordinal));
    }
}
