namespace NewsPlatform.Enrichment.Stories;

/// <summary>An article in the window: its terms weighed by how rare they were when it came.</summary>
/// <remarks>
/// Tens of thousands of them are held, so it keeps nothing of the <see cref="StoryArticle"/> that comparing does not need, and of each
/// hash 32 bits: among the 200 terms of two articles one pair in 100,000 then meets by chance. Some 4 KB in all instead of 5.
/// </remarks>
internal sealed class StoryVector
{
    private StoryVector(StoryArticle article, TermStatistics statistics, float[] weights, uint[] rarest)
    {
        ArticleId = article.ArticleId;
        At = article.At;
        Source = article.Source;
        Headline = article.Headline;
        (Terms, Weights) = Ascending(article.Terms, weights);
        (HeadlineTerms, HeadlineWeights) = Ascending(article.HeadlineTerms, Rarity(article.HeadlineTerms));
        (LeadTerms, LeadWeights) = Ascending(article.LeadTerms, Rarity(article.LeadTerms));
        (Names, NameWeights) = Ascending(article.Names, Rarity(article.Names));
        (Numbers, NumberWeights) = Ascending(article.Numbers, Rarity(article.Numbers));
        Shingles = Ascending(article.Shingles);
        Rarest = rarest;

        float[] Rarity(ulong[] terms) => Array.ConvertAll(terms, term => (float)statistics.Rarity(term));
    }

    public string ArticleId { get; }

    public DateTimeOffset At { get; }

    public string Source { get; }

    public string Headline { get; }

    /// <summary>As the article has them, in 32 bits, ascending; so are all the others.</summary>
    public uint[] Terms { get; }

    /// <summary>Of <see cref="Terms"/>, of length 1 as a vector; so are all the others.</summary>
    public float[] Weights { get; }

    public uint[] HeadlineTerms { get; }

    public float[] HeadlineWeights { get; }

    public uint[] LeadTerms { get; }

    public float[] LeadWeights { get; }

    public uint[] Names { get; }

    public float[] NameWeights { get; }

    public uint[] Numbers { get; }

    public float[] NumberWeights { get; }

    public uint[] Shingles { get; }

    /// <summary>The terms by which it is found: the weightiest.</summary>
    public uint[] Rarest { get; }

    public static StoryVector Of(StoryArticle article, TermStatistics statistics, int rarest)
    {
        var weights = new float[article.Terms.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)((1 + Math.Log(article.Counts[i] / 4.0)) * statistics.Rarity(article.Terms[i]));
        }

        var order = Enumerable.Range(0, weights.Length).OrderByDescending(i => weights[i]).ThenBy(i => article.Terms[i]).Take(rarest);
        return new StoryVector(article, statistics, weights, [.. order.Select(i => Short(article.Terms[i]))]);
    }

    /// <summary>A hash in 32 bits.</summary>
    public static uint Short(ulong hash) => (uint)(hash ^ (hash >> 32));

    /// <summary>The share of some terms, by their weights, that stands among others; both ascending.</summary>
    public static double Covered(uint[] terms, float[] weights, uint[] among)
    {
        double shared = 0, all = 0;
        for (int i = 0, j = 0; i < terms.Length; i++)
        {
            all += weights[i];
            while (j < among.Length && among[j] < terms[i])
            {
                j++;
            }

            shared += j < among.Length && among[j] == terms[i] ? weights[i] : 0;
        }

        return all == 0 ? 0 : shared / all;
    }

    /// <summary>Cosine of two vectors over ascending terms.</summary>
    public static double Cosine(uint[] terms, float[] weights, uint[] otherTerms, float[] otherWeights)
    {
        double sum = 0;
        for (int i = 0, j = 0; i < terms.Length && j < otherTerms.Length;)
        {
            if (terms[i] == otherTerms[j])
            {
                sum += weights[i++] * otherWeights[j++];
            }
            else if (terms[i] < otherTerms[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return sum;
    }

    /// <summary>How many values two ascending arrays share.</summary>
    public static int Shared(uint[] one, uint[] other)
    {
        var shared = 0;
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
        {
            if (one[i] == other[j])
            {
                shared++;
                i++;
                j++;
            }
            else if (one[i] < other[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return shared;
    }

    private static uint[] Ascending(ulong[] hashes)
    {
        var ascending = Array.ConvertAll(hashes, Short);
        Array.Sort(ascending);
        return ascending;
    }

    // The weights follow their terms, and become a vector of length 1.
    private static (uint[] Terms, float[] Weights) Ascending(ulong[] hashes, float[] weights)
    {
        var ascending = Array.ConvertAll(hashes, Short);
        Array.Sort(ascending, weights);
        var length = MathF.Sqrt(weights.Sum(weight => weight * weight));
        for (var i = 0; i < weights.Length && length > 0; i++)
        {
            weights[i] /= length;
        }

        return (ascending, weights);
    }
}
