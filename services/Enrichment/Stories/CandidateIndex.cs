using System.Runtime.InteropServices;

namespace NewsPlatform.Enrichment.Stories;

/// <summary>
/// Finds the articles of the window that share the weightiest terms with one: the more such terms, and the fewer articles have
/// them, the sooner it is compared. Articles go by a number, so that the lists hold no references and the collector has nothing
/// to follow in them. Not thread-safe.
/// </summary>
internal sealed class CandidateIndex(StoryRules rules)
{
    private readonly Dictionary<uint, List<int>> postings = [];
    private readonly List<StoryVector?> articles = [];
    private readonly List<long> times = [];

    // The first letters of their ids: most that are equally likely are told apart by them, without looking for the articles.
    private readonly List<ulong> beginnings = [];
    private readonly Stack<int> free = [];

    // What one search adds up: by article, and which articles that were.
    private readonly List<double> shared = [];
    private readonly List<int> met = [];
    private readonly int[] best = new int[rules.MostCandidates];

    /// <returns>The article's number, until it is removed.</returns>
    public int Add(StoryVector article)
    {
        if (!free.TryPop(out var number))
        {
            number = articles.Count;
            articles.Add(null);
            times.Add(0);
            beginnings.Add(0);
            shared.Add(0);
        }

        (articles[number], times[number], beginnings[number]) = (article, article.At.UtcTicks, Beginning(article.ArticleId));
        foreach (var term in article.Rarest)
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(postings, term, out _);
            (list ??= []).Add(number);
        }

        return number;
    }

    public void Remove(int number)
    {
        foreach (var term in articles[number]!.Rarest)
        {
            if (postings.TryGetValue(term, out var list))
            {
                list.Remove(number);
                if (list.Count == 0)
                {
                    postings.Remove(term);
                }
            }
        }

        articles[number] = null;
        free.Push(number);
    }

    /// <summary>Those that may tell the same as this article, the likeliest first; of equal ones by the article's id.</summary>
    /// <returns>Their numbers; the next search writes over them.</returns>
    public ReadOnlySpan<int> Closest(int number)
    {
        var (article, at) = (articles[number]!, times[number]);
        var sums = CollectionsMarshal.AsSpan(shared);
        var moments = CollectionsMarshal.AsSpan(times);
        met.Clear();
        foreach (var term in article.Rarest)
        {
            if (!postings.TryGetValue(term, out var list))
            {
                continue;
            }

            var share = 1 / Math.Log2(2 + list.Count);
            foreach (var other in CollectionsMarshal.AsSpan(list)[Math.Max(0, list.Count - rules.MostPostings)..])
            {
                if (other != number && Math.Abs(moments[other] - at) <= rules.Window.Ticks)
                {
                    if (sums[other] == 0)
                    {
                        met.Add(other);
                    }

                    sums[other] += share;
                }
            }
        }

        var count = 0;
        foreach (var other in met)
        {
            if (count == best.Length && !IsBefore(other, best[count - 1]))
            {
                continue;
            }

            var place = count < best.Length ? count++ : count - 1;
            for (; place > 0 && IsBefore(other, best[place - 1]); place--)
            {
                best[place] = best[place - 1];
            }

            best[place] = other;
        }

        met.ForEach(other => shared[other] = 0);
        return best.AsSpan(0, count);
    }

    private bool IsBefore(int one, int other)
    {
        if (shared[one] != shared[other])
        {
            return shared[one] > shared[other];
        }

        return beginnings[one] != beginnings[other]
            ? beginnings[one] < beginnings[other]
            : string.CompareOrdinal(articles[one]!.ArticleId, articles[other]!.ArticleId) < 0;
    }

    // Four letters, the first one highest: numbers compare as ordinal strings do.
    private static ulong Beginning(string id)
    {
        var beginning = 0UL;
        for (var i = 0; i < 4; i++)
        {
            beginning = (beginning << 16) | (i < id.Length ? id[i] : '\0');
        }

        return beginning;
    }
}
