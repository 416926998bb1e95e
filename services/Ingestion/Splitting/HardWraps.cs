namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// Recognises text that was broken at a fixed width and says which lines belong together. A break made by a wrapper
/// is forced: the first word of the next line would not have fitted. Where most breaks of a stretch of short lines are
/// forced, the forced ones are joined and the others end a paragraph.
/// </summary>
internal sealed class HardWraps(SplittingLanguages languages)
{
    // The widest customary column is 100; above 120 a line is a paragraph.
    private const int WidestColumn = 120;

    // Below 40 the forced-break test cannot tell a wrapper from verse.
    private const int NarrowestColumn = 40;

    private const double ShareForced = 0.6;
    private const int FewestBreaks = 3;

    // A wrapper breaks within sentences: of its lines about one in six ends with a stop. Short paragraphs end with one each.
    private const double MostStops = 0.5;

    // A wrapper never passes its column; a line that does was not wrapped. The column is a guess from the lengths, hence the slack.
    private const int Slack = 8;

    // A lead takes up the words of its headline in its first lines, half of them and more.
    private const int LinesOfLead = 4;
    private const double ShareTakenUp = 0.8;
    private const float LeastWeight = 0.4f;

    /// <summary>For every line, whether it goes on the paragraph of the line before.</summary>
    public bool[] Continuations(string text, List<TextLine> lines, bool[]? separators = null)
    {
        var joined = new bool[lines.Count];
        var start = 0;
        while (start < lines.Count)
        {
            if (lines[start].Length > WidestColumn || (separators?[start] ?? false))
            {
                start++;
                continue;
            }

            var end = start;
            while (end < lines.Count && lines[end].Length <= WidestColumn && !(separators?[end] ?? false))
            {
                end++;
            }

            JoinStretch(text, lines, start, end, joined);
            start = end;
        }

        return joined;
    }

    private void JoinStretch(string text, List<TextLine> lines, int start, int end, bool[] joined)
    {
        if (end - start <= FewestBreaks)
        {
            return;
        }

        var column = Column(lines, start, end);
        if (column < NarrowestColumn)
        {
            return;
        }

        var breaks = 0;
        var forced = 0;
        var stops = 0;
        for (var i = start + 1; i < end; i++)
        {
            if (CanJoin(text, lines, i))
            {
                breaks++;
                if (IsForced(text, lines, i, column))
                {
                    forced++;
                    stops += Endings.Of(text.AsSpan(lines[i - 1].Start, lines[i - 1].Length), languages.Abbreviation) == Ending.Stop ? 1 : 0;
                }
            }
        }

        if (breaks < FewestBreaks || forced < breaks * ShareForced || stops > forced * MostStops)
        {
            return;
        }

        for (var i = start + 1; i < end; i++)
        {
            joined[i] = CanJoin(text, lines, i) && IsForced(text, lines, i, column)
                && lines[i - 1].Length <= column + Slack && !IsHeadlineAbove(text, lines, i, end, joined);
        }
    }

    // The first line after a gap whose words come again right below is a headline that happens to fill the column, not
    // the first line of a paragraph.
    private bool IsHeadlineAbove(string text, List<TextLine> lines, int i, int end, bool[] joined)
    {
        var line = lines[i - 1];
        if (joined[i - 1] || (i > 1 && line.EmptyBefore == 0))
        {
            return false;
        }

        var above = TellingWords(text.AsSpan(line.Start, line.Length));
        if (above.Count < 3)
        {
            return false;
        }

        var below = new HashSet<int>();
        for (var j = i; j < end && j < i + LinesOfLead && (j == i || lines[j].EmptyBefore == 0); j++)
        {
            below.UnionWith(TellingWords(text.AsSpan(lines[j].Start, lines[j].Length)));
        }

        return above.Count(below.Contains) >= above.Count * ShareTakenUp;
    }

    private HashSet<int> TellingWords(ReadOnlySpan<char> line)
    {
        var words = new HashSet<int>();
        var reader = new WordReader(line);
        Span<char> word = stackalloc char[WordReader.LongestWord];
        while (reader.Next(word, out var length))
        {
            var stem = Stems.Of(word[..length]);
            if (length >= 3 && languages.Weight(stem) >= LeastWeight)
            {
                words.Add(stem);
            }
        }

        return words;
    }

    // The length that one line in twenty passes, not the longest: one address or one unwrapped headline must not widen the column.
    private static int Column(List<TextLine> lines, int start, int end)
    {
        Span<int> counts = stackalloc int[WidestColumn + 1];
        for (var i = start; i < end; i++)
        {
            counts[lines[i].Length]++;
        }

        var above = (end - start) / 20;
        for (var length = WidestColumn; length > 0; length--)
        {
            above -= counts[length];
            if (above < 0)
            {
                return length;
            }
        }

        return 0;
    }

    private static bool CanJoin(string text, List<TextLine> lines, int i)
    {
        var line = lines[i];
        var before = lines[i - 1];
        return line.EmptyBefore == 0 && !line.PageBreakBefore && line.Indent < before.Indent + 2
            && !Separators.IsOne(text.AsSpan(line.Start, line.Length))
            && !Separators.IsOne(text.AsSpan(before.Start, before.Length))
            && Bullets.Length(text.AsSpan(line.Start, line.Length)) == 0
            && !(line.Length == before.Length
                && text.AsSpan(line.Start, line.Length).SequenceEqual(text.AsSpan(before.Start, before.Length)));
    }

    private static bool IsForced(string text, List<TextLine> lines, int i, int column)
    {
        var first = text.AsSpan(lines[i].Start, lines[i].Length).IndexOfAny(' ', '\t', '\u00A0');
        return lines[i - 1].Length + 1 + (first < 0 ? lines[i].Length : first) > column;
    }
}
