using System.Runtime.InteropServices;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Reading;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Languages;

/// <summary>
/// A hint at the dialect of an Arabic text, from words that the standard language does not write. Silent unless several
/// different ones leave little doubt: most articles hold none, and one in a quotation says nothing of the article.
/// </summary>
internal static class ArabicDialects
{
    private const int LeastWords = 2;

    // One word in twelve: in dialect writing every fourth to eighth word is among the markers, in news fewer than one in 200.
    private const int WordsForEach = 12;

    private static readonly string[] Names;
    private static readonly HashIndex Markers = new(512);

    static ArabicDialects()
    {
        var names = new List<string>();
        var sets = new Dictionary<ulong, int>();
        foreach (var row in DictionaryFile.Rows("dialects.tsv"))
        {
            foreach (var word in row[1].Split('|'))
            {
                var folded = NormalizationProfile.Normalize(word);
                if (!folded.Contains(' ', StringComparison.Ordinal))
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(sets, WordHash.Of(folded), out _) |= 1 << names.Count;
                }
            }

            names.Add(row[0]);
        }

        foreach (var (hash, set) in sets)
        {
            // What the standard language writes as well says nothing, whatever the list says.
            if (!Vocabulary.Current.Find(hash).Is(WordTraits.Stop))
            {
                Markers.GetOrAdd(hash, set);
            }
        }

        Names = [.. names];
    }

    public static string? Hint(Passage passage)
    {
        Span<int> counts = stackalloc int[8];
        counts.Clear();
        int found = 0, different = 0;
        var last = 0UL;
        for (var i = 0; i < passage.Count; i++)
        {
            var set = Markers.Find(passage.Hash(i));
            if (set <= 0)
            {
                continue;
            }

            found++;
            different += passage.Hash(i) != last ? 1 : 0;
            last = passage.Hash(i);
            for (var dialect = 0; dialect < Names.Length; dialect++)
            {
                counts[dialect] += (set >> dialect) & 1;
            }
        }

        if (different < LeastWords || found * WordsForEach < passage.Count)
        {
            return null;
        }

        var best = 0;
        for (var dialect = 1; dialect < Names.Length; dialect++)
        {
            best = counts[dialect] > counts[best] ? dialect : best;
        }

        for (var dialect = 0; dialect < Names.Length; dialect++)
        {
            if (dialect != best && counts[dialect] * 3 > counts[best] * 2)
            {
                return null;
            }
        }

        return Names[best];
    }
}
