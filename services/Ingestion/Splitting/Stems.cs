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

    private static ReadOnlySpan<char> CutEnding(ReadOnlySpan<char> word)
    {
        foreach (var ending in (ReadOnlySpan<string>)["هما", "يين", "يون", "ات", "ان", "ون", "ين", "يه", "ها", "هم", "وا", "ه", "ي", "ا"])
        {
            if (word.Length >= ending.Length + 3 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^ending.Length];
            }
        }

        return word;
    }

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
