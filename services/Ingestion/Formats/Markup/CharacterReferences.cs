using System.Globalization;
using System.Text;
using AngleSharp.Html;

namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>Resolves <c>&amp;amp;</c>, <c>&amp;#1575;</c>, <c>&amp;eacute;</c>; what is no reference stays as written.</summary>
internal static class CharacterReferences
{
    /// <summary>The longest HTML name is 31 characters.</summary>
    private const int LongestName = 32;

    /// <summary>What numbers 128 to 159 mean to everyone but the standard: the windows-1252 signs.</summary>
    private const string Windows1252 =
        "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    /// <param name="text">Text with references.</param>
    /// <param name="declared">Entities a document type declared, or null.</param>
    public static string Decode(string text, IReadOnlyDictionary<string, string>? declared = null)
    {
        var at = text.IndexOf('&', StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length).Append(text.AsSpan(0, at));
        while (at >= 0)
        {
            if (TryOne(text.AsSpan(at), declared, out var value, out var length))
            {
                decoded.Append(value);
                at += length;
            }
            else
            {
                decoded.Append('&');
                at++;
            }

            var next = text.IndexOf('&', at);
            decoded.Append(text.AsSpan(at, (next < 0 ? text.Length : next) - at));
            at = next;
        }

        return decoded.ToString();
    }

    /// <summary>True when <paramref name="name"/> (without its semicolon) is an entity of HTML.</summary>
    public static bool Known(string name) => HtmlEntityProvider.Resolver.GetSymbol(name + ";") is not null;

    private static bool TryOne(ReadOnlySpan<char> text, IReadOnlyDictionary<string, string>? declared, out string value, out int length)
    {
        value = string.Empty;
        length = 0;
        var window = text[1..Math.Min(text.Length, LongestName + 2)];
        if (window.IsEmpty)
        {
            return false;
        }

        if (window[0] == '#')
        {
            return TryNumber(window[1..], out value, ref length);
        }

        var end = 0;
        while (end < window.Length && (char.IsAsciiLetterOrDigit(window[end]) || window[end] is '.' or '-' or '_' or ':'))
        {
            end++;
        }

        if (end == 0)
        {
            return false;
        }

        if (end < window.Length && window[end] == ';')
        {
            var name = window[..end].ToString();
            if (declared is not null && declared.TryGetValue(name, out var own))
            {
                value = own;
            }
            else if ((HtmlEntityProvider.Resolver.GetSymbol(name + ";") ?? (name == "apos" ? "'" : null)) is { } symbol)
            {
                value = symbol;
            }
            else
            {
                return false;
            }

            length = end + 2;
            return true;
        }

        // &nbsp without its semicolon, as old pages write it: only the five everyone forgets it on, and never inside an address.
        if (end < window.Length && window[end] == '=')
        {
            return false;
        }

        value = window[..end] switch
        {
            "nbsp" => "\u00A0",
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            _ => string.Empty,
        };
        length = end + 1;
        return value.Length > 0;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out string value, ref int length)
    {
        value = string.Empty;
        var hexadecimal = !digits.IsEmpty && digits[0] is 'x' or 'X';
        var start = hexadecimal ? 1 : 0;
        var end = start;
        while (end < digits.Length && (hexadecimal ? char.IsAsciiHexDigit(digits[end]) : char.IsAsciiDigit(digits[end])))
        {
            end++;
        }

        if (end == start || end - start > 8
            || !int.TryParse(digits[start..end], hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        value = number switch
        {
            >= 0x80 and <= 0x9F => Windows1252[number - 0x80].ToString(),
            0 or (>= 0xD800 and <= 0xDFFF) or > 0x10FFFF or < 0 => "\uFFFD",
            _ => char.ConvertFromUtf32(number),
        };
        length = 2 + end + (end < digits.Length && digits[end] == ';' ? 1 : 0);
        return true;
    }
}
