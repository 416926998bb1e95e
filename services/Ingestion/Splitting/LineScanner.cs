using System.Buffers;

namespace NewsPlatform.Ingestion.Splitting;

/// <summary>Finds the lines of a text: LF, CR, CRLF, line and paragraph separators, vertical tabs and form feeds.</summary>
internal static class LineScanner
{
    // Content systems put one before a headline: it is no indentation, and the headline begins with it.
    private const char ZeroWidthSpace = '\u200B';

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\n\r\f\v\u2028\u2029");

    /// <summary>
    /// The lines from <paramref name="from"/> on, at most <paramref name="most"/>. <paramref name="rest"/> is where the
    /// first line not read begins, the length of the text when all are read.
    /// </summary>
    public static List<TextLine> Scan(string text, int from, int most, out int rest)
    {
        var lines = new List<TextLine>();
        var empty = 0;
        var page = false;
        var at = from;
        while (at < text.Length && lines.Count < most)
        {
            var length = text.AsSpan(at).IndexOfAny(Breaks);
            var end = length < 0 ? text.Length : at + length;
            var start = at;
            var stop = end;
            while (start < stop && Letters.IsBlank(text[start]) && text[start] != ZeroWidthSpace)
            {
                start++;
            }

            while (stop > start && Letters.IsBlank(text[stop - 1]))
            {
                stop--;
            }

            if (HasContent(text.AsSpan(start, stop - start)))
            {
                lines.Add(new TextLine(start, stop, Math.Min(start - at, 255), empty, page));
                empty = 0;
                page = false;
            }
            else
            {
                empty++;
            }

            if (end == text.Length)
            {
                at = end;
                break;
            }

            page |= text[end] == '\f';
            at = text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
        }

        rest = at;
        return lines;
    }

    // A line of direction marks alone is an empty line that came out of a right-to-left editor.
    private static bool HasContent(ReadOnlySpan<char> line)
    {
        foreach (var c in line)
        {
            if (!Letters.IsDirectionMark(c) && !Letters.IsBlank(c))
            {
                return true;
            }
        }

        return false;
    }
}
