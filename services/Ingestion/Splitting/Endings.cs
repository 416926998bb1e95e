namespace NewsPlatform.Ingestion.Splitting;

/// <summary>How a block of text ends.</summary>
internal enum Ending
{
    /// <summary>A letter or digit, no sign: a headline, a sub-heading, or a sentence that was cut.</summary>
    Open,

    /// <summary>A closing quotation mark or bracket with no sentence sign inside it.</summary>
    Quoted,

    /// <summary>An abbreviation's point ("U.S."), which may or may not end the sentence too.</summary>
    Abbreviation,

    /// <summary>A full stop of any script.</summary>
    Stop,

    /// <summary>A question mark.</summary>
    Question,

    /// <summary>An exclamation mark.</summary>
    Exclamation,

    /// <summary>Two points or more, the sign for them, or "[…]".</summary>
    Ellipsis,

    /// <summary>A colon: something is to follow.</summary>
    Colon,

    /// <summary>A comma or semicolon: the sentence is not over.</summary>
    Comma,
}

/// <summary>Reads the end of a block, past closing quotation marks and the debris of machine translation.</summary>
internal static class Endings
{
    private const string Closers = "\"'”’»)]}″′“‟„›‹«´`＂";

    // The longest stray tag end seen is "span>"; anything longer may be text.
    private const int LongestDebris = 8;

    /// <summary>How the text ends.</summary>
    public static Ending Of(ReadOnlySpan<char> text, PhraseSet abbreviations)
    {
        text = TrimMarks(text);
        for (var i = 0; i < 3; i++)
        {
            text = TrimMarks(text[..^DebrisLength(text)]);
        }

        var closed = false;
        while (text.Length > 0 && (Closers.Contains(text[^1]) || Letters.IsBlank(text[^1]) || Letters.IsDirectionMark(text[^1])))
        {
            closed |= !Letters.IsBlank(text[^1]);
            text = text[..^1];
        }

        if (text.Length == 0)
        {
            return closed ? Ending.Quoted : Ending.Open;
        }

        switch (text[^1])
        {
            case '…':
                return Ending.Ellipsis;
            case '.':
                if (text.Length > 1 && (text[^2] is '.' or '…' || (text[^2] == ' ' && text.Length > 2 && text[^3] == '.')))
                {
                    return Ending.Ellipsis;
                }

                return IsAbbreviation(text, abbreviations) ? Ending.Abbreviation : Ending.Stop;
            case '。' or '۔' or '．' or '।' or '｡':
                return Ending.Stop;
            case '?' or '؟' or '？' or '⁇' or '⁈':
                return Ending.Question;
            case '!' or '！' or '‼' or '⁉':
                return Ending.Exclamation;
            case ':' or '：':
                return Ending.Colon;
            case ',' or '،' or ';' or '؛' or '、' or '，':
                return Ending.Comma;
            default:
                return closed ? Ending.Quoted : Ending.Open;
        }
    }

    /// <summary>
    /// The length of what a translator made of a closing tag at the end of a text: "ص&gt;" for "&lt;/p&gt;", or the tag
    /// itself; 0 when there is none.
    /// </summary>
    public static int DebrisLength(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || text[^1] != '>')
        {
            return 0;
        }

        for (var length = 2; length <= LongestDebris && length <= text.Length; length++)
        {
            var c = text[^length];
            if (c == '<' || (Letters.IsBlank(c) && length > 2))
            {
                return length;
            }

            if (!char.IsLetterOrDigit(c) && c != '/')
            {
                return 0;
            }
        }

        return 0;
    }

    /// <summary>
    /// Sentences that end inside the text: a stop with a space behind it, not an abbreviation's point and not the
    /// double point that Arabic headlines pause with. Question and exclamation marks do not count: headlines have them.
    /// </summary>
    public static int Inside(ReadOnlySpan<char> text, PhraseSet abbreviations)
    {
        var count = 0;
        for (var i = 1; i + 2 < text.Length && count < 8; i++)
        {
            if ((text[i] is '.' or '۔') && Letters.IsBlank(text[i + 1]) && text[i - 1] is not ('.' or '…' or ' ')
                && text[i + 2] is not ('.' or '…') && !IsAbbreviation(text[..(i + 1)], abbreviations))
            {
                count++;
            }
        }

        return count;
    }

    private static ReadOnlySpan<char> TrimMarks(ReadOnlySpan<char> text)
    {
        while (text.Length > 0 && (Letters.IsBlank(text[^1]) || Letters.IsDirectionMark(text[^1])))
        {
            text = text[..^1];
        }

        return text;
    }

    // "U.S.", "أ.ف.ب." by shape (one letter between points), "Inc." by the word list.
    private static bool IsAbbreviation(ReadOnlySpan<char> text, PhraseSet abbreviations)
    {
        var start = text.Length - 1;
        while (start > 0 && text.Length - start < 16 && !Letters.IsBlank(text[start - 1]))
        {
            start--;
        }

        var written = text[start..^1];
        var word = written.TrimStart("\"'“‘«(").ToString();
        if (word.Length == 0)
        {
            return false;
        }

        if (word.Length == 1 && char.IsUpper(word[0]))
        {
            return true;
        }

        var shaped = word.Length >= 3 && word.Contains('.', StringComparison.Ordinal);
        foreach (var part in word.Split('.'))
        {
            shaped &= part.Length == 1 && char.IsLetter(part[0]);
        }

        // He said "no.": alone in quotation marks it is the word itself.
        return shaped || (word.Length <= 5 && word.Length == written.Length && abbreviations.Has(Letters.Canonical(word)));
    }
}
