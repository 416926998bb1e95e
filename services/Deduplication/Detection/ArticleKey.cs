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

    private readonly UInt128 number;
    private readonly string? text;

    public ArticleKey(string id)
    {
        if (id.Length == HexLength && !id.AsSpan().ContainsAnyExcept(HexDigits))
        {
            number = UInt128.Parse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }
        else
        {
            text = id;
        }
    }

    /// <summary>The same in every process; decides ties that nothing about the articles decides.</summary>
    public ulong Hash => text is null ? (ulong)number ^ (ulong)(number >> 64) : Text.WordHash.Of(text);

    public int CompareTo(ArticleKey other) => text is null && other.text is null
        ? number.CompareTo(other.number)
        : string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => text ?? number.ToString("x32", CultureInfo.InvariantCulture);
}
