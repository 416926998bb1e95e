using System.Collections.Concurrent;
using System.Collections.Frozen;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Dictionaries;

/// <summary>Function words of 57 languages, by the hash of their folded form.</summary>
internal static class StopWords
{
    private static readonly FrozenDictionary<string, string> Lists =
        DictionaryFile.Rows("stopwords.tsv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, FrozenSet<ulong>> Read = new(StringComparer.Ordinal);

    /// <summary>Those of a language; none for a language without a list.</summary>
    public static FrozenSet<ulong> Of(string language) => Read.GetOrAdd(language, static tag =>
        Lists.TryGetValue(tag == "nb" || tag == "nn" ? "no" : tag, out var words)
            ? words.Split(' ').Select(word => NormalizationProfile.Normalize(word)).Where(word => !word.Contains(' ', StringComparison.Ordinal)).Select(word => WordHash.Of(word)).ToFrozenSet()
            : []);
}
