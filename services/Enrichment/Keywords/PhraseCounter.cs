using System.Runtime.InteropServices;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Reading;

namespace NewsPlatform.Enrichment.Keywords;

/// <summary>A phrase that may be a keyword: where it stands best, how often, and what its places weigh.</summary>
internal struct Candidate
{
    public int First;
    public int Words;
    public int Count;
    public double Weight;
    public bool InHeadline;

    /// <summary>Length of the shortest writing seen, the one that is shown.</summary>
    public int Length;
}

/// <summary>Counts the runs of one to three content words of a text by their stems.</summary>
internal sealed class PhraseCounter(Dictionary<ulong, Candidate> candidates)
{
    public const int MostWords = 3;

    // Distinct phrases of one article; a 5 KB article has about 900.
    private const int MostCandidates = 30_000;

    /// <summary>Words by themselves, or the longer phrases of words that come twice: no other phrase can come twice.</summary>
    public void Count(EnrichmentContext context, Passage passage, ReadOnlySpan<bool> content, bool headline, bool alone, Func<int, double> weightAt)
    {
        for (var i = 0; i < passage.Count && candidates.Count < MostCandidates; i++)
        {
            if (!content[i] || (!alone && !ComesAgain(passage, i)))
            {
                continue;
            }

            var key = 0UL;
            var weight = weightAt(i);
            for (var size = 1; size <= MostWords && i + size <= passage.Count && (size == 1 || !alone); size++)
            {
                var at = i + size - 1;
                if (!content[at] || (size > 1 && ((passage.Gap(at) & Gap.Barrier) != 0 || !ComesAgain(passage, at))))
                {
                    break;
                }

                context.Spend();
                key = Extended(key, passage.Stem(at));
                if (size == 1 && !alone)
                {
                    continue;
                }

                ref var candidate = ref CollectionsMarshal.GetValueRefOrAddDefault(candidates, key, out var known);
                candidate.Count++;
                candidate.Weight += weight;
                candidate.InHeadline |= headline;
                var length = passage.End(at) - passage.Start(i);
                if (!headline && (!known || candidate.Length == 0 || length < candidate.Length))
                {
                    candidate.First = i;
                    candidate.Words = size;
                    candidate.Length = length;
                }
            }
        }
    }

    private bool ComesAgain(Passage passage, int word) => candidates.TryGetValue(Extended(0, passage.Stem(word)), out var known) && known.Count > 1;

    private static ulong Extended(ulong key, ulong stem) => ((key << 7) | (key >> 57)) ^ (stem * 0x9E3779B97F4A7C15);
}
