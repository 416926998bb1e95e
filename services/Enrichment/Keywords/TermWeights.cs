using NewsPlatform.Enrichment.Dictionaries;

namespace NewsPlatform.Enrichment.Keywords;

/// <summary>How much a word tells, from how common it is in its language.</summary>
internal static class TermWeights
{
    // By Zipf's law the logarithm of a word's rank is the logarithm of its rarity; 10,000 words are ranked.
    private const double Unknown = 7, ForEachNat = 0.75;

    private static readonly double[] ByRank =
        [Unknown, .. Enumerable.Range(1, ushort.MaxValue).Select(rank => Math.Min(Unknown, ForEachNat * Math.Log(1 + rank)))];

    public static double OfStem(ulong stem) => ByRank[Vocabulary.Current.StemRank(stem)];
}
