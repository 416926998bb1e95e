namespace NewsPlatform.Enrichment.Stories;

/// <summary>An article in the window: its terms weighed by how rare they were when it came.</summary>
/// <remarks>
/// Tens of thousands of them are held, so it keeps nothing of the <see cref="StoryArticle"/> that comparing does not need, of each
/// hash 32 bits (among the 200 terms of two articles one pair in 100,000 then meets by chance), of each weight 16, and all of
/// them in two arrays: some 3 KB instead of 5.
/// </remarks>
internal sealed class StoryVector
{
    private readonly uint[] hashes;
    private readonly ushort[] weights;

    // Where each part ends in the hashes. The parts with weights come first.
    private readonly int text, headline, lead, names, numbers, shingles;

    private StoryVector(StoryArticle article, TermStatistics statistics, float[] textWeights, uint[] rarest)
    {
        ArticleId = article.ArticleId;
        At = article.At;
        Source = article.Source;
        Headline = article.Headline;
        text = article.Terms.Length;
        headline = text + article.HeadlineTerms.Length;
        lead = headline + article.LeadTerms.Length;
        names = lead + article.Names.Length;
        numbers = names + article.Numbers.Length;
        shingles = numbers + article.Shingles.Length;
        hashes = new uint[shingles + rarest.Length];
        weights = new ushort[numbers];
        Weigh(article.Terms, textWeights, 0);
        Weigh(article.HeadlineTerms, Rarity(article.HeadlineTerms), text);
        Weigh(article.LeadTerms, Rarity(article.LeadTerms), headline);
        Weigh(article.Names, Rarity(article.Names), lead);
        Weigh(article.Numbers, Rarity(article.Numbers), names);
        Shorten(article.Shingles, numbers).Sort();
        rarest.CopyTo(hashes, shingles);

        float[] Rarity(ulong[] terms) => Array.ConvertAll(terms, term => (float)statistics.Rarity(term));
    }

    public string ArticleId { get; }

    public DateTimeOffset At { get; }

    public string Source { get; }

    public string Headline { get; }

    public WeighedTerms Text => Part(0, text);

    public WeighedTerms HeadlineTerms => Part(text, headline);

    public WeighedTerms LeadTerms => Part(headline, lead);

    public WeighedTerms Names => Part(lead, names);

    public WeighedTerms Numbers => Part(names, numbers);

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<uint> Shingles => hashes.AsSpan(numbers, shingles - numbers);

    /// <summary>The terms by which it is found: the weightiest.</summary>
    public ReadOnlySpan<uint> Rarest => hashes.AsSpan(shingles);

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

    /// <summary>How many values two ascending lists share.</summary>
    public static int Shared(ReadOnlySpan<uint> one, ReadOnlySpan<uint> other)
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

    private WeighedTerms Part(int from, int to) => new(hashes.AsSpan(from, to - from), weights.AsSpan(from, to - from));

    private Span<uint> Shorten(ulong[] terms, int at)
    {
        var part = hashes.AsSpan(at, terms.Length);
        for (var i = 0; i < terms.Length; i++)
        {
            part[i] = Short(terms[i]);
        }

        return part;
    }

    // The weights follow their terms, and become a vector of length 1.
    private void Weigh(ulong[] terms, float[] theirs, int at)
    {
        Shorten(terms, at).Sort(theirs.AsSpan());
        var length = MathF.Sqrt(theirs.Sum(weight => weight * weight));
        for (var i = 0; i < theirs.Length && length > 0; i++)
        {
            weights[at + i] = (ushort)MathF.Round(theirs[i] / length * WeighedTerms.One);
        }
    }
}

/// <summary>Terms in ascending order with their weights, of length 1 as a vector.</summary>
internal readonly ref struct WeighedTerms(ReadOnlySpan<uint> terms, ReadOnlySpan<ushort> weights)
{
    /// <summary>The weight 1.</summary>
    public const ushort One = ushort.MaxValue;

    public ReadOnlySpan<uint> Terms { get; } = terms;

    private readonly ReadOnlySpan<ushort> weights = weights;

    /// <summary>The share of these terms, by their weights, that stands among others.</summary>
    public double CoveredBy(ReadOnlySpan<uint> others)
    {
        long shared = 0, all = 0;
        for (int i = 0, j = 0; i < Terms.Length; i++)
        {
            all += weights[i];
            while (j < others.Length && others[j] < Terms[i])
            {
                j++;
            }

            shared += j < others.Length && others[j] == Terms[i] ? weights[i] : 0;
        }

        return all == 0 ? 0 : (double)shared / all;
    }

    public double Cosine(WeighedTerms other)
    {
        long sum = 0;
        for (int i = 0, j = 0; i < Terms.Length && j < other.Terms.Length;)
        {
            if (Terms[i] == other.Terms[j])
            {
                sum += (long)weights[i++] * other.weights[j++];
            }
            else if (Terms[i] < other.Terms[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return sum / ((double)One * One);
    }
}
