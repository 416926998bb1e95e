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

    /// <summary>Replaces the content of a list with where each word begins, and one place behind the last word's separator.</summary>
    public static void Read(ReadOnlySpan<byte> offsets, List<int> starts)
    {
        starts.Clear();
        var position = 0;
        foreach (var distance in offsets)
        {
            position += distance;
            if (distance != More)
            {
                starts.Add(position);
            }
        }
    }

    /// <summary>
    /// Characters of the words [first, first + count): from the first one's beginning to the character before the word behind
    /// the last one.
    /// </summary>
    public static (int Start, int End) Locate(List<int> starts, int first, int count) =>
        (starts[first], Math.Max(starts[first] + 1, starts[first + count] - 1));
}
