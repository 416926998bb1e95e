namespace NewsPlatform.Text;

/// <summary>
/// Light stemming of Arabic: strips one prefix and the usual suffixes from a normalised word, by the rules of Light10
/// (Larkey, Ballesteros and Connell, "Light Stemming for Arabic Information Retrieval", 2007). For search, headlines and
/// stories. Never for duplicate keys: measured on real pairs it finds no more copies and merges more templates.
/// </summary>
public static class ArabicStemmer
{
    // Under the profile ta marbuta is heh and alef maqsura is ya, so "ية" and "ة" are covered by "يه" and "ه".
    private static readonly string[] Prefixes = ["ال", "وال", "بال", "كال", "فال", "لل", "و"];
    private static readonly string[] Suffixes = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];

    /// <summary>The stem, a part of the word; words that are not Arabic come back whole.</summary>
    public static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word)
    {
        foreach (var prefix in Prefixes)
        {
            // "wa" alone is taken only from a word that keeps three letters; the article from one that keeps two.
            var kept = prefix.Length == 1 ? 3 : 2;
            if (word.Length >= prefix.Length + kept && word.StartsWith(prefix, StringComparison.Ordinal))
            {
                word = word[prefix.Length..];
                break;
            }
        }

        foreach (var suffix in Suffixes)
        {
            if (word.Length >= suffix.Length + 2 && word.EndsWith(suffix, StringComparison.Ordinal))
            {
                word = word[..^suffix.Length];
            }
        }

        return word;
    }
}
