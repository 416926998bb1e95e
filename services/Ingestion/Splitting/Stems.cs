namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// A rough stem of a folded word, as a hash: good enough to see that "أوكرانيا", "الأوكراني" and "لأوكرانيا" speak of one
/// thing. Arabic loses the joined particles and the commonest endings and is cut at five letters; other alphabets are
/// cut at six. Two words that fall together by chance cost little: cohesion sums over dozens of words.
/// </summary>
internal static class Stems
{
    /// <summary>The stem of a folded word.</summary>
    public static int Of(ReadOnlySpan<char> word)
    {
        if (word.Length == 0)
        {
            return 0;
        }

        if (IsArabic(word[0]))
        {
            return Hash(CutEnding(CutParticles(word)), 5);
        }

        return Hash(word, char.IsAsciiDigit(word[0]) ? int.MaxValue : 6);
    }

    /// <summary>Whether a character is an ideograph or a kana, which stand for a word each.</summary>
    public static bool IsWordByItself(char c) => c is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF');

    private static bool IsArabic(char c) => c is >= '\u0600' and <= '\u06FF';

    private static ReadOnlySpan<char> CutParticles(ReadOnlySpan<char> word)
    {
        if (word.Length > 4 && word[0] is 'و' or 'ف')
        {
            // "وال…", "فال…", "وبال…": a conjunction only when an article or a particle follows it, or the word stays long.
            if (word[1] is 'ا' or 'ب' or 'ل' or 'ك' || word.Length > 5)
            {
                word = word[1..];
            }
        }

        if (word.Length > 5 && word[0] is 'ب' or 'ك' && word.Length > 5 && word[1] == 'ا' && word[2] == 'ل')
        {
            return word[3..];
        }

        if (word.Length > 4 && word[0] == 'ا' && word[1] == 'ل')
        {
            return word[2..];
        }

        if (word.Length > 4 && word[0] == 'ل' && word[1] == 'ل')
        {
            return word[2..];
        }

        return word.Length > 5 && word[0] is 'ب' or 'ل' && word.Length > 5 ? word[1..] : word;
    }

    // By the last letter, so that most words are looked at once: "هما", "يين", "يون", "ات", "ان", "ون", "ين", "يه", "ها",
    // "يا", "هم", "وا", "ه", "ي", "ا", each where three letters remain.
    private static ReadOnlySpan<char> CutEnding(ReadOnlySpan<char> word)
    {
        var length = word.Length;
        if (length < 4)
        {
            return word;
        }

        var last = word[^1];
        var two = length >= 5 ? word[^2] : '\0';
        var three = length >= 6 ? word[^3] : '\0';
        var cut = last switch
        {
            'ا' => two == 'م' && three == 'ه' ? 3 : two is 'ه' or 'و' or 'ي' ? 2 : 1,
            'ن' => two is 'ي' or 'و' ? (three == 'ي' ? 3 : 2) : two == 'ا' ? 2 : 0,
            'ت' => two == 'ا' ? 2 : 0,
            'م' => two == 'ه' ? 2 : 0,
            'ه' => two == 'ي' ? 2 : 1,
            'ي' => 1,
            _ => 0,
        };
        return word[..^cut];
    }

    /// <summary>A hash of a whole word, the same in every run.</summary>
    public static int HashOf(ReadOnlySpan<char> word) => Hash(word, int.MaxValue);

    private static int Hash(ReadOnlySpan<char> word, int most)
    {
        var hash = 2166136261u;
        for (var i = 0; i < word.Length && i < most; i++)
        {
            hash = (hash ^ word[i]) * 16777619u;
        }

        return (int)hash;
    }
}
