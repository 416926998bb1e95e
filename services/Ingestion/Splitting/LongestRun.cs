namespace NewsPlatform.Ingestion.Splitting;

/// <summary>How much of a line stands word for word in a paragraph.</summary>
internal static class LongestRun
{
    // Words of the paragraph compared; a phrase is lifted from near its beginning or not noticed.
    private const int MostWords = 120;

    /// <summary>The length of the longest run of the line's words in the paragraph, as a share of the line; 0 for runs under three words.</summary>
    public static double ShareOf(string line, string paragraph)
    {
        var words = Hashes(line, BlockReader.LongestTitle);
        var text = Hashes(paragraph.AsSpan(0, Math.Min(paragraph.Length, MostWords * 10)), MostWords);
        var best = 0;
        for (var from = 0; from + best < words.Count; from++)
        {
            for (var at = 0; at + best < text.Count; at++)
            {
                var run = 0;
                while (from + run < words.Count && at + run < text.Count && words[from + run] == text[at + run])
                {
                    run++;
                }

                best = Math.Max(best, run);
            }
        }

        return best >= 3 ? (double)best / words.Count : 0;
    }

    private static List<int> Hashes(ReadOnlySpan<char> text, int most)
    {
        var hashes = new List<int>();
        var reader = new WordReader(text);
        Span<char> word = stackalloc char[WordReader.LongestWord];
        while (hashes.Count < most && reader.Next(word, out var length))
        {
            hashes.Add(string.GetHashCode(word[..length], StringComparison.Ordinal));
        }

        return hashes;
    }
}
