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

    // What stands for the ranks: articles that a term would be in if it were as common as in the language.
    private const double Unknown = PriorArticles * UnknownShare;
    private static readonly Dictionary<uint, double> Known = Priors();

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
    public double Rarity(uint term) =>
        Math.Log((articles + PriorArticles + 1) / (counts.GetValueOrDefault(term) + Known.GetValueOrDefault(term, Unknown) + 0.5));

    private static Dictionary<uint, double> Priors()
    {
        var priors = new Dictionary<uint, double>();
        foreach (var (stem, rank) in Vocabulary.Current.StemRanks)
        {
            priors.TryAdd(StoryArticle.Hash(stem), PriorArticles * (1 - Math.Exp(-WordsOfArticle / rank)));
        }

        return priors;
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
