namespace NewsPlatform.Storage.Search;

/// <summary>
/// The form under which a word is found. Arabic words lose everything that is written onto them (conjunction, preposition,
/// article, gender, number, pronoun), again and again until nothing more comes off; words of other scripts stay as folded.
/// </summary>
/// <remarks>
/// <para>The lists are those of Light10 (Larkey, Ballesteros and Connell, 2007) with the single letters بـ كـ فـ لـ before and
/// the tanwin's alef, the bound feminine ت and the pronouns هم نا behind. Light10 takes off one prefix and each suffix once,
/// so that لأوكرانيا does not meet أوكرانيا, nor فلسطيني فلسطين. Taking off until nothing more comes off cuts into some roots
/// (فرنسا becomes رنس), but into all forms of a word alike, and only the forms have to meet.</para>
/// <para>The article goes first, with what is written before it, then suffixes, then single letters: what a step must leave is
/// then measured on the same bare word for nearly all of its forms.</para>
/// </remarks>
internal static class SearchStem
{
    /// <summary>
    /// Changes with every rule below, with the folding profile under it and with what else is put into the index; stored with
    /// every article.
    /// </summary>
    public const string Version = Text.NormalizationProfile.Version + ".s2";

    // Three letters are an Arabic root; the article alone may leave two (الحج).
    private const int Root = 3;
    private const int AfterArticle = 2;

    // Under the profile ta marbuta is heh, alef maqsura ya, and a lone hamza is dropped.
    private static readonly string[] Suffixes = ["ها", "هم", "نا", "ان", "ات", "ون", "ين", "يه", "يا", "ت", "ه", "ي", "ا"];

    /// <param name="word">One folded token.</param>
    /// <returns>A part of the word.</returns>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> word)
    {
        if (!IsArabic(word))
        {
            return word;
        }

        word = WithoutArticle(word);
        while (SuffixOf(word) is > 0 and var suffix)
        {
            word = word[..^suffix];
        }

        while (word.Length > Root && word[0] is 'و' or 'ف' or 'ب' or 'ك' or 'ل')
        {
            word = word[1..];
        }

        return word;
    }

    private static int SuffixOf(ReadOnlySpan<char> word)
    {
        foreach (var suffix in Suffixes)
        {
            if (word.Length >= suffix.Length + Root && word.EndsWith(suffix, StringComparison.Ordinal))
            {
                return suffix.Length;
            }
        }

        return 0;
    }

    // ال, لل, and either behind و or ف, بال and كال behind them too.
    private static ReadOnlySpan<char> WithoutArticle(ReadOnlySpan<char> word)
    {
        var rest = word is ['و' or 'ف', ..] ? word[1..] : word;
        rest = rest is ['ب' or 'ك', 'ا', 'ل', ..] ? rest[1..] : rest;
        return rest switch
        {
            ['ا', 'ل', ..] when rest.Length >= 2 + AfterArticle => rest[2..],
            ['ل', 'ل', ..] when rest.Length >= 2 + Root => rest[2..],
            _ => word,
        };
    }

    private static bool IsArabic(ReadOnlySpan<char> word) => word.Length > 0 && word[0] is >= '\u0620' and <= '\u06FF';
}
