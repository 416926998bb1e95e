using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Dictionaries;

/// <summary>
/// Single words: how common they are in Arabic and English, and which are names of people. Words are looked up by the
/// hash of their folded form.
/// </summary>
internal sealed class Vocabulary
{
    private readonly HashIndex index = new(32_768);
    private readonly List<WordFacts> facts = [];
    private readonly HashIndex stemIndex = new(16_384);
    private readonly List<(ulong Stem, ushort Rank)> stemRanks = [];

    private Vocabulary()
    {
        ReadRanks("words.ar.txt");
        ReadRanks("words.en.txt");
        foreach (var row in DictionaryFile.Rows("names.ar.txt"))
        {
            Mark(row[1], row[0] switch { "g" => WordTraits.GivenName, "k" => WordTraits.FamilyName | WordTraits.Famous, _ => WordTraits.FamilyName });
        }

        foreach (var row in DictionaryFile.Rows("names.latin.txt"))
        {
            Mark(row[0], WordTraits.GivenName);
        }

        foreach (var row in DictionaryFile.Rows("stopwords.tsv").Where(row => row[0] is "ar" or "en"))
        {
            foreach (var word in row[1].Split(' '))
            {
                Mark(word, WordTraits.Stop);
            }
        }
    }

    public static Vocabulary Current { get; } = new();

    /// <summary>Has the memory that <see cref="Find"/> will read brought near.</summary>
    public void Fetch(ulong hash) => index.Fetch(hash);

    public WordFacts Find(ulong hash) => index.Find(hash) is >= 0 and var at ? facts[at] : default;

    /// <summary>The rank of the most common word with this stem, from 1; 0 where none is among the common ones.</summary>
    public int StemRank(ulong stem) => stemIndex.Find(stem) is >= 0 and var at ? stemRanks[at].Rank : 0;

    /// <summary>The stems of common words, each with the rank of the most common word that has it.</summary>
    public IReadOnlyList<(ulong Stem, ushort Rank)> StemRanks => stemRanks;

    private void ReadRanks(string file)
    {
        var rank = 0;
        foreach (var row in DictionaryFile.Rows(file))
        {
            rank++;
            var doubtful = row[0][0] == '~';
            var word = NormalizationProfile.Normalize(row[0]);
            if (word.Length == 0 || word.Contains(' ', StringComparison.Ordinal))
            {
                continue;
            }

            var hash = WordHash.Of(word);
            var at = index.GetOrAdd(hash, facts.Count);
            if (at == facts.Count)
            {
                facts.Add(new WordFacts((ushort)rank, doubtful ? WordTraits.Doubtful : WordTraits.Common));
            }

            var stem = word[0] >= '\u0600' ? WordHash.Of(ArabicStemmer.Stem(word)) : hash;
            if (!doubtful && stemIndex.GetOrAdd(stem, stemRanks.Count) == stemRanks.Count)
            {
                stemRanks.Add((stem, (ushort)rank));
            }
        }
    }

    private void Mark(string word, WordTraits trait)
    {
        word = NormalizationProfile.Normalize(word);
        if (word.Length == 0 || word.Contains(' ', StringComparison.Ordinal))
        {
            return;
        }

        var at = index.GetOrAdd(WordHash.Of(word), facts.Count);
        if (at == facts.Count)
        {
            facts.Add(default);
        }

        facts[at] = facts[at] with { Traits = facts[at].Traits | trait };
    }
}
