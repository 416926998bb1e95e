using System.Numerics;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// The share two texts have in common when a word with a damaged letter counts as the same: what scanning, hurried typing
/// and other spellings of names leave of a copy. A run is found by two successive equal words and grows over equal and
/// damaged ones; like an exact run it counts from four words on, at least half of them equal.
/// </summary>
internal sealed class TolerantComparer
{
    private const int RunLength = TextComparer.RunLength;

    // Places of one pair of words that are followed up; a pair more frequent than this says nothing about place.
    private const int MaxPlaces = 8;

    // Steps a comparison may take, in words of both texts: texts of a few words over and over would take their product.
    private const int MaxSteps = 64;

    private int[] heads = [];
    private int[] next = [];
    private bool[] covered = [];
    private bool[] otherCovered = [];
    private long steps;

    public ReadOnlySpan<bool> Covered => covered;

    public ReadOnlySpan<bool> OtherCovered => otherCovered;

    /// <summary>Words covered on either side, and how many of the covered ones differ by a letter inside.</summary>
    public (int First, int Second, int Damaged) Cover(in ArticleView first, in ArticleView second)
    {
        var a = first.Words;
        var b = second.Words;
        if (a.Length < RunLength || b.Length < RunLength)
        {
            return default;
        }

        Prepare(a);
        Grow(ref covered, a.Length);
        Grow(ref otherCovered, b.Length);
        covered.AsSpan(0, a.Length).Clear();
        otherCovered.AsSpan(0, b.Length).Clear();
        steps = MaxSteps * (long)(a.Length + b.Length);
        var damaged = 0;
        for (var i = 0; i + 1 < b.Length && steps > 0; i++)
        {
            var followed = 0;
            for (var place = heads[Slot(b[i], b[i + 1])]; place >= 0 && followed < MaxPlaces; place = next[place])
            {
                if (a[place] != b[i] || a[place + 1] != b[i + 1])
                {
                    continue;
                }

                followed++;

                // The run was found already by its first pair.
                if (place > 0 && i > 0 && a[place - 1] == b[i - 1])
                {
                    continue;
                }

                damaged += Follow(first, second, place, i);
            }
        }

        return (covered.AsSpan(0, a.Length).Count(true), otherCovered.AsSpan(0, b.Length).Count(true), damaged);
    }

    private int Follow(in ArticleView first, in ArticleView second, int place, int otherPlace)
    {
        int back = 0, ahead = 2, equal = 2, damaged = 0;
        while (place - back > 0 && otherPlace - back > 0 && Matches(first, second, place - back - 1, otherPlace - back - 1, ref equal, ref damaged))
        {
            back++;
        }

        while (place + ahead < first.Words.Length && otherPlace + ahead < second.Words.Length
            && Matches(first, second, place + ahead, otherPlace + ahead, ref equal, ref damaged))
        {
            ahead++;
        }

        steps -= back + ahead;
        if (back + ahead < RunLength || equal < damaged)
        {
            return 0;
        }

        var fresh = 0;
        for (var k = -back; k < ahead; k++)
        {
            var (word, otherWord) = (first.Words[place + k], second.Words[otherPlace + k]);
            fresh += !covered[place + k] && word != otherWord && WordPrint.DiffersInside(word, otherWord) ? 1 : 0;

            covered[place + k] = true;
            otherCovered[otherPlace + k] = true;
        }

        return fresh;
    }

    private static bool Matches(in ArticleView first, in ArticleView second, int at, int otherAt, ref int equal, ref int damaged)
    {
        if (first.Words[at] == second.Words[otherAt])
        {
            equal++;
            return true;
        }

        if (WordPrint.IsAlike(first.Words[at], first.Letters[at], second.Words[otherAt], second.Letters[otherAt]))
        {
            damaged++;
            return true;
        }

        return false;
    }

    private void Prepare(ReadOnlySpan<ushort> words)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)words.Length * 2);
        if (heads.Length != size)
        {
            heads = new int[size];
        }

        Array.Fill(heads, -1);
        Grow(ref next, words.Length);
        for (var place = words.Length - 2; place >= 0; place--)
        {
            var slot = Slot(words[place], words[place + 1]);
            next[place] = heads[slot];
            heads[slot] = place;
        }
    }

    private int Slot(ushort word, ushort following) =>
        (int)(((((uint)word << 16) | following) * 0x9E3779B1u) >> 7) & (heads.Length - 1);

    private static void Grow<T>(ref T[] array, int needed)
    {
        if (array.Length < needed)
        {
            array = new T[Math.Max(needed, array.Length * 2)];
        }
    }
}
