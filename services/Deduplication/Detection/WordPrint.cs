using System.Numerics;
using System.Runtime.CompilerServices;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// A word in 16 bits: what is stored of a text to compare it with others. Four of them in a row, read as one 64-bit
/// number, are a word 4-shingle, so the same array serves sampling, runs of any length and pairs of words.
/// <code>
/// bit 0      a number (begins with a digit)
/// bits 1-4   the first letter's class, see <see cref="LetterClass"/>
/// bits 5-8   the last letter's class
/// bits 9-15  the whole word, hashed
/// </code>
/// Two different words share a print about once in 10,000; two runs of four words practically never.
/// </summary>
internal static class WordPrint
{
    private const int NumberBit = 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Of(ReadOnlySpan<char> word, ulong hash)
    {
        var number = char.IsAsciiDigit(word[0]) ? NumberBit : 0;
        return (ushort)(number | (LetterClass.Of(word[0]) << 1) | (LetterClass.Of(word[^1]) << 5) | ((int)(hash >> 57) << 9));
    }

    /// <summary>Which classes of letters a word has: the companion of a print that survives damage to one letter or two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Letters(ReadOnlySpan<char> word)
    {
        var classes = 0;
        foreach (var letter in word)
        {
            classes |= 1 << LetterClass.Of(letter);
        }

        return (ushort)classes;
    }

    public static bool IsNumber(ushort print) => (print & NumberBit) != 0;

    /// <summary>
    /// Whether two different words can be one word with a letter damaged or an affix changed: the same letters but one or
    /// two, and the first or the last one unchanged. Never for numbers: a changed digit is another number.
    /// </summary>
    public static bool IsAlike(ushort a, ushort aLetters, ushort b, ushort bLetters) =>
        ((a | b) & NumberBit) == 0
        && ((((a ^ b) >> 1) & 15) == 0 || (((a ^ b) >> 5) & 15) == 0)
        && BitOperations.PopCount((uint)(aLetters ^ bLetters)) <= 2;

    /// <summary>
    /// Of two words that are alike, whether a letter inside is what differs. Grammar changes the ends of words (a
    /// conjunction, an article, a plural); scanners and slips change any letter.
    /// </summary>
    public static bool DiffersInside(ushort a, ushort b) => ((a ^ b) & 0x1FE) == 0;
}
