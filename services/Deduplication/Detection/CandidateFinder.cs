using System.Numerics;
using System.Runtime.InteropServices;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// Chooses whom an article is compared with: those that share most of what is rare. Keeps its working memory; not
/// thread-safe.
/// </summary>
internal sealed class CandidateFinder(PostingIndex postings, StoredArticles articles, DetectionOptions options)
{
    // Worth of a shared hash by how many articles have it: 1 / log2(2 + df), in units that add up exactly in any order.
    private static readonly int[] Worth =
        [.. Enumerable.Range(0, PostingIndex.MaxPostings + 1).Select(found => (int)Math.Round((1 << 16) / Math.Log2(2 + found)))];

    private readonly int[] found = new int[PostingIndex.MaxPostings];
    private readonly List<Candidate> ranked = [];

    // Open addressing from article to its place in the list.
    private int[] slots = new int[256];

    /// <summary>Replaces the content of a list with the best candidates for a text's sample.</summary>
    public void Find(ReadOnlySpan<ulong> sample, List<int> candidates)
    {
        candidates.Clear();
        ranked.Clear();
        Array.Clear(slots);
        postings.Fetch(sample);
        foreach (var hash in sample)
        {
            var count = postings.Find(hash, found);
            foreach (var article in found.AsSpan(0, count))
            {
                Credit(article, Worth[count]);
            }
        }

        var sampled = sample.Length;
        ranked.RemoveAll(candidate => candidate.Hits < options.MinSharedSample * Math.Min(sampled, articles[candidate.Article].Sampled));
        if (ranked.Count > options.MaxCandidates)
        {
            // Ties are broken by the articles themselves, so that replicas that numbered them differently choose alike.
            ranked.Sort((a, b) => a.Score != b.Score
                ? b.Score.CompareTo(a.Score)
                : articles[a.Article].Id.Hash.CompareTo(articles[b.Article].Id.Hash));
            ranked.RemoveRange(options.MaxCandidates, ranked.Count - options.MaxCandidates);
        }

        foreach (var candidate in ranked)
        {
            candidates.Add(candidate.Article);
        }
    }

    private void Credit(int article, int worth)
    {
        if (ranked.Count * 2 >= slots.Length)
        {
            Rehash();
        }

        var slot = SlotOf(article);
        if (slots[slot] == 0)
        {
            ranked.Add(new Candidate(article, worth, 1));
            slots[slot] = ranked.Count;
            return;
        }

        ref var candidate = ref CollectionsMarshal.AsSpan(ranked)[slots[slot] - 1];
        candidate = new Candidate(article, candidate.Score + worth, candidate.Hits + 1);
    }

    private int SlotOf(int article)
    {
        var mask = slots.Length - 1;
        var slot = (int)((uint)article * 0x9E3779B1u >> (32 - BitOperations.Log2((uint)slots.Length)));
        while (slots[slot] != 0 && ranked[slots[slot] - 1].Article != article)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Rehash()
    {
        slots = new int[slots.Length * 2];
        for (var i = 0; i < ranked.Count; i++)
        {
            slots[SlotOf(ranked[i].Article)] = i + 1;
        }
    }

    private readonly record struct Candidate(int Article, int Score, int Hits);
}
