using System.Globalization;
using System.Text;
using NewsPlatform.Text;

namespace NewsPlatform.Deduplication.Evaluation.Generating;

/// <summary>Other ways to write the same text that a reader does not notice: encodings, orthography, punctuation.</summary>
internal static class SpellingVariants
{
    private static readonly (string From, string To)[] Decomposed =
    [
        ("أ", "ا\u0654"), ("إ", "ا\u0655"), ("آ", "ا\u0653"), ("ؤ", "و\u0654"), ("ئ", "ي\u0654"), ("é", "e\u0301"), ("è", "e\u0300"), ("ê", "e\u0302"),
        ("à", "a\u0300"), ("ç", "c\u0327"), ("î", "i\u0302"), ("ô", "o\u0302"), ("ü", "u\u0308"), ("ö", "o\u0308"), ("ä", "a\u0308"), ("й", "и\u0306"), ("ё", "е\u0308"),
        ("ñ", "n\u0303"), ("ş", "s\u0327"), ("ğ", "g\u0306"), ("ń", "n\u0301"), ("ó", "o\u0301"),
    ];

    private static readonly string[] Orthography =
        ["اأإآ", "يىی", "هة", "كک", "وؤ", "еёЕ", "eé", "aà", "cç"];

    private static readonly string[] Quotes = ["\"", "«", "»", "“", "”", "„", "‘", "’", "'", "‹", "›", "″"];
    private static readonly string[] Commas = [",", "،", "，", "、"];
    private static readonly string[] Dashes = ["-", "–", "—", "−"];
    private static readonly string[] Ellipses = ["...", "…", ".."];
    private static readonly string[] Invisible = ["\u200B", "\u200E", "\u200F", "\u202B\u202C", "\uFEFF", "\u2066\u2069"];

    // One presentation form for each Arabic letter that has some.
    private static readonly Dictionary<char, char> Presentation = Enumerable.Range(0xFE81, 0xFEF4 - 0xFE81)
        .Select(code => (Form: (char)code, Folded: NormalizationProfile.Normalize(((char)code).ToString())))
        .Where(entry => entry.Folded.Length == 1)
        .GroupBy(entry => entry.Folded[0]).ToDictionary(group => group.Key, group => group.First().Form);

    /// <summary>g1: line ends, blanks at line ends, a byte order mark, decomposed letters, presentation forms.</summary>
    public static string Encoding(string text, Random random)
    {
        foreach (var (from, to) in Decomposed)
        {
            text = random.Next(2) == 0 ? text.Replace(from, to, StringComparison.Ordinal) : text;
        }

        text = random.Next(3) == 0 ? string.Concat(text.Select(letter => Presentation.GetValueOrDefault(letter, letter))) : text;
        text = text.Replace("\n", random.Next(2) == 0 ? "\r\n" : " \n", StringComparison.Ordinal);
        return "\uFEFF" + text + "  ";
    }

    /// <summary>g2: vowel marks, tatweel, variants of one letter, digits, the decimal comma, case.</summary>
    public static string Letters(string text, Random random)
    {
        var changed = new StringBuilder(text.Length * 2);
        var arabicDigits = random.Next(2) == 0;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            var inside = i > 0 && i + 1 < text.Length && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]);
            var group = Array.Find(Orthography, variants => variants.Contains(letter, StringComparison.Ordinal));
            if (char.IsAsciiDigit(letter) && arabicDigits)
            {
                changed.Append((char)('\u0660' + letter - '0'));
            }
            else if (letter is '.' && i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]))
            {
                changed.Append(random.Next(2) == 0 ? ',' : '\u066B');
            }
            else if (group is not null && random.NextDouble() < 0.15)
            {
                changed.Append(group[random.Next(group.Length)]);
            }
            else
            {
                changed.Append(random.NextDouble() < 0.03 ? char.ToUpper(letter, CultureInfo.InvariantCulture) : letter);
            }

            if (letter is >= 'ء' and <= 'ي' && random.NextDouble() < 0.08)
            {
                changed.Append("\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652"[random.Next(8)]);
            }
            else if (letter is >= 'ب' and <= 'ي' && inside && random.NextDouble() < 0.03)
            {
                changed.Append('ـ');
            }
        }

        return changed.ToString();
    }

    /// <summary>g3: quotation marks, commas, dashes, ellipses, blanks before punctuation, signs without width.</summary>
    public static string Punctuation(string text, Random random)
    {
        var changed = new StringBuilder(text.Length * 2);
        for (var i = 0; i < text.Length; i++)
        {
            var sign = text[i].ToString();
            var betweenLetters = i > 0 && i + 1 < text.Length && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]);
            if (Quotes.Contains(sign) && !betweenLetters)
            {
                changed.Append(Quotes[random.Next(Quotes.Length)]);
            }
            else if (Commas.Contains(sign) && !(i > 0 && char.IsDigit(text[i - 1])))
            {
                changed.Append(random.Next(3) == 0 ? " " : "").Append(Commas[random.Next(Commas.Length)]);
            }
            else if (Dashes.Contains(sign))
            {
                changed.Append(Dashes[random.Next(Dashes.Length)]);
            }
            else if (sign == "…")
            {
                changed.Append(Ellipses[random.Next(Ellipses.Length)]);
            }
            else
            {
                changed.Append(sign);
            }

            if (sign == " " && random.NextDouble() < 0.05)
            {
                changed.Append(Invisible[random.Next(Invisible.Length)]);
            }
        }

        return changed.ToString();
    }
}
