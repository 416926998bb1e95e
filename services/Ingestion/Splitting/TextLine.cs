namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// A line with something on it. Offsets count UTF-16 units of the whole text; <see cref="Start"/> and
/// <see cref="End"/> leave out white space at both ends. Empty lines are not kept: the next line counts them.
/// </summary>
internal readonly record struct TextLine(int Start, int End, int Indent, int EmptyBefore, bool PageBreakBefore)
{
    public int Length => End - Start;
}
