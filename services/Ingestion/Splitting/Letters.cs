using System.Globalization;

namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// The spelling in which lines and word lists are compared: lower case, no accents, no Arabic marks, one shape for
/// each letter that is written in several, Western digits, punctuation as a gap. Texts of one outlet write a hamza
/// and of the next do not; a repeated headline must be recognised all the same.
/// </summary>
internal static class Letters
{
    /// <summary>A character that stands between words.</summary>
    public const char Gap = ' ';

    /// <summary>A character that is not there at all when words are compared: marks, direction signs, tatweel.</summary>
    public const char Nothing = '\0';

    private const string Accented =
        "àaáaâaãaäaåaāaăaąaçcćcĉcċcčcďdđdèeéeêeëeēeĕeėeęeěeĝgğgġgģgĥhħhìiíiîiïiĩiīiĭiįiıiĵjķkĺlļlľlłlñnńnņnňn" +
        "òoóoôoõoöoøoōoŏoőoŕrŗrřrśsŝsşsšsßsţtťtŧtùuúuûuüuũuūuŭuůuűuųuŵwýyÿyŷyźzżzžzæaœoðdþt";

    private const string Arabic = "أاإاآاٱاىيیيېيةهۀهہهۂهەهھهؤوئيکكڪكگك";

    private static readonly char[] Table = BuildTable();

    /// <summary>The character as it is compared; <see cref="Gap"/> or <see cref="Nothing"/> when it is no part of a word.</summary>
    public static char Fold(char c) => Table[c];

    /// <summary>White space in the sense of a line: also the marks that show nothing and take no room.</summary>
    public static bool IsBlank(char c) =>
        char.IsWhiteSpace(c) || c == '\uFEFF' || c == '\u200B' || c == '\u2060' || c == '\u180E' || (c < ' ' && c != '\n');

    /// <summary>Signs that steer the direction of writing and show nothing.</summary>
    public static bool IsDirectionMark(char c) =>
        c is '\u200E' or '\u200F' or '\u061C' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>The words of <paramref name="text"/>, folded and with one space between, at most <paramref name="mostWords"/> of them.</summary>
    public static string Canonical(ReadOnlySpan<char> text, int mostWords = int.MaxValue)
    {
        var buffer = text.Length <= 512 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        var words = 0;
        var inWord = false;
        foreach (var c in text)
        {
            var folded = Table[c];
            if (folded == Nothing)
            {
                continue;
            }

            if (folded == Gap)
            {
                inWord = false;
                continue;
            }

            if (!inWord)
            {
                if (words == mostWords)
                {
                    break;
                }

                if (length > 0)
                {
                    buffer[length++] = ' ';
                }

                words++;
                inWord = true;
            }

            buffer[length++] = folded;
        }

        return new string(buffer[..length]);
    }

    private static char[] BuildTable()
    {
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i <= char.MaxValue; i++)
        {
            table[i] = Plain((char)i);
        }

        for (var i = 0; i < Accented.Length; i += 2)
        {
            table[Accented[i]] = Accented[i + 1];
            table[char.ToUpperInvariant(Accented[i])] = Accented[i + 1];
        }

        for (var i = 0; i < Arabic.Length; i += 2)
        {
            table[Arabic[i]] = Arabic[i + 1];
        }

        table['ء'] = Nothing;
        table['ـ'] = Nothing;
        return table;
    }

    private static char Plain(char c)
    {
        if (char.IsAsciiLetterOrDigit(c))
        {
            return char.ToLowerInvariant(c);
        }

        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => Nothing,
            UnicodeCategory.DecimalDigitNumber => (char)('0' + (int)char.GetNumericValue(c)),
            UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => char.ToLowerInvariant(c),
            UnicodeCategory.LowercaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Surrogate or UnicodeCategory.LetterNumber
                or UnicodeCategory.OtherNumber => c,
            _ => Gap,
        };
    }
}
