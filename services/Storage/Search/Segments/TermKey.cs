using System.Numerics;
using NewsPlatform.Text;

namespace NewsPlatform.Storage.Search.Segments;

/// <summary>Terms as numbers: what is looked up is never the word itself.</summary>
internal static class TermKey
{
    private const ulong Headline = 0x9E3779B97F4A7C15;

    /// <summary>A stem, or a filter as <c>field:value</c>.</summary>
    public static ulong Of(ReadOnlySpan<char> term) => WordHash.Of(term);

    /// <summary>The same stem, standing in the headline.</summary>
    public static ulong InHeadline(ulong stem) => Mixed(stem ^ Headline);

    /// <summary>A word as it is written, and the one behind it.</summary>
    public static ulong Pair(ulong first, ulong second) => Mixed(first + BitOperations.RotateLeft(second, 29));

    /// <summary>The keys of which an article that has this phrase has all: its pairs, or its only word.</summary>
    public static IEnumerable<ulong> OfPhrase(string phrase)
    {
        var words = phrase.Split(' ').Select(word => WordHash.Of(word)).ToList();
        return words.Count == 1 ? words : words.Zip(words.Skip(1), Pair);
    }

    // The finaliser of MurmurHash3 (Austin Appleby, public domain): every bit depends on every other.
    private static ulong Mixed(ulong value)
    {
        value ^= value >> 33;
        value *= 0xFF51AFD7ED558CCD;
        value ^= value >> 33;
        value *= 0xC4CEB9FE1A85EC53;
        return value ^ (value >> 33);
    }
}

/// <summary>
/// What lies together in a segment's blocks. A key is the upper bits of a term's hash, a bucket the upper bits of a key, so
/// that buckets one after the other are the keys one after the other.
/// </summary>
/// <param name="Letter">Stands in the blocks' ids.</param>
/// <param name="Width">Bits of a key.</param>
internal sealed record Family(char Letter, int Width)
{
    /// <summary>
    /// Stems, stems of headlines, filters. Of a million different terms one in 280 million questions meets another term's
    /// articles.
    /// </summary>
    public static readonly Family Terms = new('t', 48);

    /// <summary>
    /// Words as they are written and pairs of them, for phrases. Short keys, since the text itself has the last word: an
    /// article has some 340 of these, most of them its own.
    /// </summary>
    public static readonly Family Words = new('w', 32);

    public ulong Key(ulong hash) => hash >> (64 - Width);

    /// <param name="key">A key of this family.</param>
    /// <param name="bits">The segment's buckets as a power of two.</param>
    public int Bucket(ulong key, int bits) => bits == 0 ? 0 : (int)(key >> (Width - bits));

    /// <summary>What the first key of a bucket counts from.</summary>
    public ulong Start(int bucket, int bits) => bits == 0 ? 0 : (ulong)bucket << (Width - bits);
}
