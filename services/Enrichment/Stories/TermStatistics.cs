using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NewsPlatform.Enrichment.Dictionaries;

namespace NewsPlatform.Enrichment.Stories;

/// <summary>
/// In how many articles of the window each stem, name and number stands, so that what all news of these days say weighs little. Before the
/// window has filled, the ranks of words in the language speak.
/// </summary>
internal sealed class TermStatistics
{
    // Articles the ranks count for: the window outweighs them after as many.
    private const double PriorArticles = 800;

    // By Zipf's law a word of rank r is 1 in 12 r words; an article has about 200 different ones.
    private const double WordsOfArticle = 200 / 12.0;

    private const double UnknownShare = 1 / 4000.0;

    private readonly Dictionary<uint, int> counts = [];
    private int articles;

    // Names and numbers are hashes of their own: no stem is taken for one.
    public void Add(StoryVector article)
    {
        articles++;
        Add(article.Text.Terms);
        Add(article.Names.Terms);
        Add(article.Numbers.Terms);
    }

    public void Remove(StoryVector article)
    {
        articles--;
        Remove(article.Text.Terms);
        Remove(article.Names.Terms);
        Remove(article.Numbers.Terms);
    }

    /// <summary>How much a stem tells: the logarithm of how rare it is among articles.</summary>
    public double Rarity(ulong term)
    {
        var rank = Vocabulary.Current.StemRank(term);
        var share = rank == 0 ? UnknownShare : 1 - Math.Exp(-WordsOfArticle / rank);
        return Math.Log((articles + PriorArticles + 1) / (counts.GetValueOrDefault(StoryVector.Short(term)) + (PriorArticles * share) + 0.5));
    }

    private void Add(ReadOnlySpan<uint> terms)
    {
        foreach (var term in terms)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, term, out _)++;
        }
    }

    private void Remove(ReadOnlySpan<uint> terms)
    {
        foreach (var term in terms)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(counts, term);
            if (!Unsafe.IsNullRef(ref count) && --count == 0)
            {
                counts.Remove(term);
            }
        }
    }
}
