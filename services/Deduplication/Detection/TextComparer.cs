using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>A run of words that stands in both texts; positions count words.</summary>
internal readonly record struct WordRun(int Start, int OtherStart, int Length);

/// <summary>
/// Finds what one text shares with others: every run of four words or more. Prepared once for the arriving article, then
/// asked about each candidate. Not thread-safe; the arrays are kept and only grow.
/// </summary>
internal sealed class TextComparer
{
    public const int RunLength = 4;

    // Places of one window that a run is looked for at: a window more frequent than this (one word over and over) says
    // nothing about place, and following all of them would cost the square of the text.
    private const int MaxPlaces = 32;

    private ushort[] words = [];
    private int count;

    // Open addressing from a window of four words to its first place in the text; places of equal windows are chained.
    private ulong[] keys = [];
    private int[] places = [];
    private bool[] met = [];
    private int[] nextPlace = [];
    private int mask;

    // A bit for each window: most windows of most candidates are rejected by one load.
    private readonly ulong[] filter = new ulong[FilterBits / 64];
    private const int FilterBits = 1 << 15;

    private bool[] covered = [];
    private bool[] otherCovered = [];

    public ReadOnlySpan<ushort> Words => words.AsSpan(0, count);

    /// <summary>Which words of the prepared text, and of the one compared last, lie in a shared run.</summary>
    public ReadOnlySpan<bool> Covered => covered.AsSpan(0, count);

    public ReadOnlySpan<bool> OtherCovered(int otherCount) => otherCovered.AsSpan(0, otherCount);

    /// <summary>Takes the text that others will be compared with.</summary>
    public void Prepare(ReadOnlySpan<ushort> text)
    {
        Grow(ref words, text.Length + RunLength);
        text.CopyTo(words);
        count = text.Length;
        Grow(ref covered, count);
        Grow(ref nextPlace, count);

        var windows = Math.Max(0, count - RunLength + 1);
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, windows * 2));
        mask = size - 1;
        Grow(ref keys, size);
        Grow(ref places, size);
        Grow(ref met, size);
        places.AsSpan(0, size).Fill(-1);
        Array.Clear(filter);
        for (var place = windows - 1; place >= 0; place--)
        {
            var window = Window(words, place);
            var bit = FilterBit(window);
            filter[bit >> 6] |= 1UL << (bit & 63);
            var slot = Slot(window);
            while (places[slot] >= 0 && keys[slot] != window)
            {
                slot = (slot + 1) & mask;
            }

            nextPlace[place] = places[slot];
            keys[slot] = window;
            places[slot] = place;
        }
    }

    /// <summary>Marks what a candidate shares with the prepared text; returns the words covered on either side.</summary>
    public (int Covered, int OtherCovered) Cover(ReadOnlySpan<ushort> other)
    {
        covered.AsSpan(0, count).Clear();
        Grow(ref otherCovered, other.Length);
        otherCovered.AsSpan(0, other.Length).Clear();
        met.AsSpan(0, mask + 1).Clear();
        for (var i = 0; i + RunLength <= other.Length; i++)
        {
            var slot = Find(Window(other, i));
            if (slot < 0)
            {
                continue;
            }

            otherCovered.AsSpan(i, RunLength).Fill(true);
            if (met[slot])
            {
                continue;
            }

            met[slot] = true;
            for (var place = places[slot]; place >= 0; place = nextPlace[place])
            {
                covered.AsSpan(place, RunLength).Fill(true);
            }
        }

        return (covered.AsSpan(0, count).Count(true), otherCovered.AsSpan(0, other.Length).Count(true));
    }

    /// <summary>
    /// The shared runs, longest match first at each place of the other text, in its order. A word of the other text
    /// is in one run at most.
    /// </summary>
    public void Runs(ReadOnlySpan<ushort> other, List<WordRun> runs)
    {
        runs.Clear();
        for (var i = 0; i + RunLength <= other.Length; i++)
        {
            int bestPlace = -1, bestLength = 0, followed = 0;
            for (var place = FirstPlace(Window(other, i)); place >= 0 && followed++ < MaxPlaces; place = nextPlace[place])
            {
                var length = words.AsSpan(place, count - place).CommonPrefixLength(other[i..]);
                if (length > bestLength)
                {
                    (bestPlace, bestLength) = (place, length);
                }
            }

            if (bestPlace >= 0)
            {
                runs.Add(new WordRun(bestPlace, i, bestLength));
                i += bestLength - 1;
            }
        }
    }

    /// <summary>Words in the longest shared run; 0 where none reaches <see cref="RunLength"/>.</summary>
    public int LongestRun(ReadOnlySpan<ushort> other)
    {
        var longest = 0;
        for (var i = 0; i + RunLength <= other.Length; i++)
        {
            var followed = 0;
            for (var place = FirstPlace(Window(other, i)); place >= 0 && followed++ < MaxPlaces; place = nextPlace[place])
            {
                longest = Math.Max(longest, words.AsSpan(place, count - place).CommonPrefixLength(other[i..]));
            }
        }

        return longest;
    }

    private int FirstPlace(ulong window)
    {
        var slot = Find(window);
        return slot < 0 ? -1 : places[slot];
    }

    // The window's slot, or -1.
    private int Find(ulong window)
    {
        var bit = FilterBit(window);
        if ((filter[bit >> 6] & (1UL << (bit & 63))) == 0)
        {
            return -1;
        }

        var slot = Slot(window);
        while (places[slot] >= 0)
        {
            if (keys[slot] == window)
            {
                return slot;
            }

            slot = (slot + 1) & mask;
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FilterBit(ulong window) => (int)((window * 0x9E3779B97F4A7C15) >> 49);

    private int Slot(ulong window) => (int)((window * 0xC2B2AE3D27D4EB4F) >> 32) & mask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Window(ReadOnlySpan<ushort> text, int at) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at)));

    private static void Grow<T>(ref T[] array, int needed)
    {
        if (array.Length < needed)
        {
            array = new T[Math.Max(needed, array.Length * 2)];
        }
    }
}
