using NewsPlatform.Enrichment.Dictionaries;

namespace NewsPlatform.Enrichment.Keywords;

/// <summary>How much a word tells, from how common it is in its language.</summary>
internal static class TermWeights
{
    // By Zipf's law the logarithm of a word's rank is the logarithm of its rarity; 10,000 words are ranked.
    private const double Unknown = 7, ForEachNat = 0.75;

    public static double OfStem(ulong stem)
    {
        var rank = Vocabulary.Current.StemRank(stem);
        return rank == 0 ? Unknown : Math.Min(Unknown, ForEachNat * Math.Log(1 + rank));
    }
}
