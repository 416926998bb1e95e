namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// Where each word of a text begins, in a byte a word: the distance from the one before, 255 meaning "and more".
/// Kept beside the prints so that a shared passage can be shown without fetching the other article's text.
/// </summary>
internal static class WordOffsets
{
    private const byte More = 255;

    public static void Write(int distance, List<byte> offsets)
    {
        for (; distance >= More; distance -= More)
        {
            offsets.Add(More);
        }

        offsets.Add((byte)distance);
    }

    /// <summary>
    /// Characters of the words [first, first + count): from the first one's beginning to the character before the word behind
    /// the last one. The list holds one distance more than words: to the end of the text.
    /// </summary>
    public static (int Start, int End) Locate(ReadOnlySpan<byte> offsets, int first, int count)
    {
        int position = 0, word = -1, start = 0;
        foreach (var distance in offsets)
        {
            position += distance;
            if (distance == More)
            {
                continue;
            }

            word++;
            if (word == first)
            {
                start = position;
            }

            if (word == first + count)
            {
                return (start, Math.Max(start + 1, position - 1));
            }
        }

        return (start, Math.Max(start, position));
    }
}
