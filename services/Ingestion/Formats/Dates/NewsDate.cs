using System.Globalization;
using System.Text;

namespace NewsPlatform.Ingestion.Formats.Dates;

/// <summary>
/// Reads dates as feeds, pages and tables write them: ISO 8601 and its subsets, RFC 822 with two-digit years and zone names,
/// the C library's form, year-first and day-first numbers, Unix times, and months named in Arabic (of Egypt, the Levant, the Maghreb),
/// English, French, Spanish, German, Italian, Portuguese, Turkish, Persian, Greek, Hungarian, Polish and Russian.
/// </summary>
/// <remarks>Where no zone is given the time is taken as UTC. A date that cannot be is no date: 31 February gives null.</remarks>
internal static class NewsDate
{
    /// <summary>Longer than any date; a body that got into a date field is not searched.</summary>
    private const int LongestDate = 120;

    /// <summary>The date, or null when this is none.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestDate)
        {
            return null;
        }

        var tokens = Tokens(Plain(text));
        if (tokens.Count == 0)
        {
            return null;
        }

        return Compact(tokens) ?? new DateReading(tokens).Read();
    }

    /// <summary>A number of seconds or milliseconds since 1970, as JSON fields hold; null when it lies outside 1980 to 2100.</summary>
    public static DateTimeOffset? FromUnix(double number)
    {
        // Seconds of this century have ten digits, milliseconds thirteen, microseconds sixteen.
        var seconds = number switch
        {
            > 1e15 => number / 1e6,
            > 1e12 => number / 1e3,
            > 1e11 => double.NaN,
            _ => number,
        };

        return seconds is > 315_532_800 and < 4_102_444_800 ? DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds)) : null;
    }

    private static DateTimeOffset? Compact(List<DateToken> tokens)
    {
        if (tokens is not [{ Kind: DateTokenKind.Number } only])
        {
            return null;
        }

        // 20040105, 20040105194821, 200401, 2004, 2004-003 without its dash, or a Unix time.
        var digits = only.Text;
        return digits.Length switch
        {
            14 => Exact(digits, "yyyyMMddHHmmss"),
            12 => Exact(digits, "yyyyMMddHHmm"),
            8 => Exact(digits, "yyyyMMdd"),
            4 => Exact(digits, "yyyy"),
            6 => Exact(digits, "yyyyMM") ?? Exact(digits, "yyMMdd"),
            7 => DateReading.Ordinal(int.Parse(digits.AsSpan(0, 4), CultureInfo.InvariantCulture), int.Parse(digits.AsSpan(4), CultureInfo.InvariantCulture)),
            10 or 13 or 16 => FromUnix(double.Parse(digits, CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    private static DateTimeOffset? Exact(string digits, string format) =>
        DateTimeOffset.TryParseExact(digits, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    /// <summary>Arabic-Indic and Persian digits as ASCII, marks and direction signs gone, lower case.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark || c == 'ـ')
            {
                continue;
            }

            plain.Append(char.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber && c > 0x7F
                ? (char)('0' + (int)char.GetNumericValue(c))
                : c is '−' or '–' or '‐' ? '-' : char.ToLowerInvariant(c));
        }

        return plain.ToString();
    }

    private static List<DateToken> Tokens(string text)
    {
        var tokens = new List<DateToken>();
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            var from = i;
            if (char.IsAsciiDigit(c))
            {
                while (i < text.Length && char.IsAsciiDigit(text[i]))
                {
                    i++;
                }

                tokens.Add(new DateToken(DateTokenKind.Number, text[from..i]));
            }
            else if (char.IsLetter(c))
            {
                while (i < text.Length && (char.IsLetter(text[i]) || (text[i] is '/' or '\'' && i + 1 < text.Length && char.IsLetter(text[i + 1]))))
                {
                    i++;
                }

                tokens.Add(new DateToken(DateTokenKind.Word, text[from..i]));
            }
            else
            {
                i++;
                tokens.Add(char.IsWhiteSpace(c) ? new DateToken(DateTokenKind.Space, " ") : new DateToken(DateTokenKind.Sign, c.ToString()));
            }
        }

        return tokens.FindAll(token => token.Kind != DateTokenKind.Space) is { Count: 1 } only ? only : tokens;
    }
}
