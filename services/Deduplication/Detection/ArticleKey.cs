using System.Buffers;
using System.Globalization;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// An article's id. Ours are 32 lower-case hexadecimal digits and take 16 bytes; any other string is kept as it is.
/// Ordered like the strings.
/// </summary>
internal readonly record struct ArticleKey : IComparable<ArticleKey>
{
    private const int HexLength = 32;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    // Two halves and not a UInt128, which takes eight bytes more for its alignment.
    private readonly ulong high;
    private readonly ulong low;
    private readonly string? text;

    public ArticleKey(string id)
    {
        if (id.Length == HexLength && !id.AsSpan().ContainsAnyExcept(HexDigits))
        {
            high = ulong.Parse(id.AsSpan(0, HexLength / 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            low = ulong.Parse(id.AsSpan(HexLength / 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }
        else
        {
            text = id;
        }
    }

    /// <summary>The same in every process; decides ties that nothing about the articles decides.</summary>
    public ulong Hash => text is null ? low ^ high : Text.WordHash.Of(text);

    public int CompareTo(ArticleKey other) => text is null && other.text is null
        ? new UInt128(high, low).CompareTo(new UInt128(other.high, other.low))
        : string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => text ?? new UInt128(high, low).ToString("x32", CultureInfo.InvariantCulture);
}
