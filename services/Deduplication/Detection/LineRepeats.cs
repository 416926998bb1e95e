using NewsPlatform.Text;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>What a line that stands again is.</summary>
internal enum LineRepeatKind
{
    /// <summary>A headline once more: as the next line, as a caption, before the text.</summary>
    Headline,

    /// <summary>A headline in a list of other stories.</summary>
    ListMention,
}

/// <summary>A line that stood before; lines count from 1, and line 0 is the headline where that is given apart.</summary>
internal readonly record struct LineRepeat(int Line, int FirstLine, LineRepeatKind Kind);

/// <summary>
/// Finds headlines that stand more than once in one text. Lines of 4 to 25 words: shorter ones repeat by chance, longer
/// ones are paragraphs. Alike but for a word's ending or a misprint counts as the same line.
/// </summary>
internal static class LineRepeats
{
    private const int MinWords = 4, MaxWords = 25;
    private const double MinSimilarity = 0.9;
    private const string Bullets = "•·*▪◦‣○●■-–—";

    public static IReadOnlyList<LineRepeat> Find(string? headline, string text)
    {
        using var buffer = new TokenBuffer();
        var lines = new List<(int Number, string Folded, HashSet<string> Parts)>();
        var repeats = new List<LineRepeat>();
        if (headline is not null)
        {
            Look(headline, 0);
        }

        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            Look(line, ++number);
        }

        return repeats;

        void Look(ReadOnlySpan<char> line, int place)
        {
            buffer.Read(line);
            if (buffer.Count is < MinWords or > MaxWords)
            {
                return;
            }

            var folded = buffer.Normalized.ToString();
            var parts = Parts(folded);
            var first = lines.FindIndex(known => known.Folded == folded || Similarity(known.Parts, parts) >= MinSimilarity);
            if (first < 0)
            {
                lines.Add((place, folded, parts));
                return;
            }

            var trimmed = line.TrimStart();
            var kind = trimmed.Length > 1 && Bullets.Contains(trimmed[0], StringComparison.Ordinal) && char.IsWhiteSpace(trimmed[1])
                ? LineRepeatKind.ListMention
                : LineRepeatKind.Headline;
            repeats.Add(new LineRepeat(place, lines[first].Number, kind));
        }
    }

    private static HashSet<string> Parts(string folded) =>
        [.. Enumerable.Range(0, Math.Max(0, folded.Length - 2)).Select(i => folded.Substring(i, 3))];

    private static double Similarity(HashSet<string> a, HashSet<string> b)
    {
        var common = a.Count(b.Contains);
        return common == 0 ? 0 : (double)common / (a.Count + b.Count - common);
    }
}
