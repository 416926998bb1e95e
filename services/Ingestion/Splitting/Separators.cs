namespace NewsPlatform.Ingestion.Splitting;

/// <summary>Lines that are drawn, not written: dashes, underscores, asterisks, number signs, ornaments.</summary>
internal static class Separators
{
    private const string Strokes = "-_=*#~•·.—–―─━═―+<>^|/\\ـ○●★☆◆◇■□⁂※⸻…";

    // One of these alone on a line is a separator; a lone dash or point is a slip of the pen.
    private const string Ornaments = "*#⁂※⸻—★◆";

    /// <summary>Whether the line is a separator: at most two kinds of strokes, two or more of them (dots: three or more).</summary>
    public static bool IsOne(ReadOnlySpan<char> line)
    {
        var strokes = 0;
        var first = '\0';
        var second = '\0';
        foreach (var c in line)
        {
            if (Letters.IsBlank(c) || Letters.IsDirectionMark(c))
            {
                continue;
            }

            if (!Strokes.Contains(c))
            {
                return false;
            }

            if (strokes == 0 || c == first)
            {
                first = c;
            }
            else if (second is '\0' || second == c)
            {
                second = c;
            }
            else
            {
                return false;
            }

            strokes++;
        }

        return strokes == 1 ? Ornaments.Contains(first) : strokes >= (first is '.' or '…' ? 3 : 2);
    }
}
