namespace NewsPlatform.Enrichment.Stories;

/// <summary>An article in the window: its terms weighed by how rare they were when it came.</summary>
internal sealed class StoryVector
{
    private StoryVector(StoryArticle article, TermStatistics statistics, float[] weights, ulong[] rarest)
    {
        Article = article;
        Weights = Unit(weights);
        HeadlineWeights = Rarity(article.HeadlineTerms);
        LeadWeights = Rarity(article.LeadTerms);
        NameWeights = Rarity(article.Names);
        NumberWeights = Rarity(article.Numbers);
        Rarest = rarest;

        float[] Rarity(ulong[] terms) => Unit([.. terms.Select(term => (float)statistics.Rarity(term))]);
    }

    public StoryArticle Article { get; }

    /// <summary>Of <see cref="StoryArticle.Terms"/>, of length 1 as a vector.</summary>
    public float[] Weights { get; }

    public float[] HeadlineWeights { get; }

    public float[] LeadWeights { get; }

    public float[] NameWeights { get; }

    public float[] NumberWeights { get; }

    /// <summary>The terms by which it is found: the weightiest.</summary>
    public ulong[] Rarest { get; }

    public static StoryVector Of(StoryArticle article, TermStatistics statistics, int rarest)
    {
        var weights = new float[article.Terms.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)((1 + Math.Log(article.Counts[i] / 4.0)) * statistics.Rarity(article.Terms[i]));
        }

        var order = Enumerable.Range(0, weights.Length).OrderByDescending(i => weights[i]).ThenBy(i => article.Terms[i]).Take(rarest);
        ulong[] found = [.. order.Select(i => article.Terms[i])];
        return new StoryVector(article, statistics, weights, found);
    }

    /// <summary>The share of some terms, by their weights, that stands among others; both ascending.</summary>
    public static double Covered(ulong[] terms, float[] weights, ulong[] among)
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
    public static double Cosine(ulong[] terms, float[] weights, ulong[] otherTerms, float[] otherWeights)
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
    public static int Shared(ulong[] one, ulong[] other)
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

    private static float[] Unit(float[] weights)
    {
        var length = MathF.Sqrt(weights.Sum(weight => weight * weight));
        return length == 0 ? weights : [.. weights.Select(weight => weight / length)];
    }
}
