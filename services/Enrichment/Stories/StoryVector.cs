namespace NewsPlatform.Enrichment.Stories;

/// <summary>An article in the window: its terms weighed by how rare they were when it came.</summary>
/// <remarks>
/// Tens of thousands of them are held, so it keeps nothing of the <see cref="StoryArticle"/> that comparing does not need, of each
/// weight 16 bits, and all of it in two arrays: some 3 KB instead of 5.
/// </remarks>
internal sealed class StoryVector
{
    private static readonly double[] WeightOfCount = [.. Enumerable.Range(0, 256).Select(count => 1 + Math.Log(count / 4.0))];

    [ThreadStatic]
    private static float[]? scratch;

    private readonly uint[] hashes;
    private readonly ushort[] weights;

    // Where each part ends in the hashes. The parts with weights come first.
    private readonly int text, headline, lead, names, numbers, shingles;

    /// <param name="article">What is known of it.</param>
    /// <param name="statistics">Of the articles that came before.</param>
    /// <param name="rarest">Terms by which it is found.</param>
    public StoryVector(StoryArticle article, TermStatistics statistics, int rarest)
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
        hashes = new uint[shingles + Math.Min(rarest, text)];
        article.Terms.CopyTo(hashes, 0);
        article.HeadlineTerms.CopyTo(hashes, text);
        article.LeadTerms.CopyTo(hashes, headline);
        article.Names.CopyTo(hashes, lead);
        article.Numbers.CopyTo(hashes, names);
        article.Shingles.CopyTo(hashes, numbers);
        weights = new ushort[numbers];
        Weigh(article.Counts, statistics);
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

    /// <summary>How many values two ascending lists share.</summary>
    public static int Shared(ReadOnlySpan<uint> one, ReadOnlySpan<uint> other)
    {
        // Steps without a branch, here and in WeighedTerms: of hashes nobody can guess which comes next, and a wrong guess costs
        // as much as five steps.
        var shared = 0;
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
        {
            var (a, b) = (one[i], other[j]);
            shared += a == b ? 1 : 0;
            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }

        return shared;
    }

    private WeighedTerms Part(int from, int to) => new(hashes.AsSpan(from, to - from), weights.AsSpan(from, to - from));

    private void Weigh(ReadOnlySpan<byte> counts, TermStatistics statistics)
    {
        if (scratch is null || scratch.Length < numbers)
        {
            scratch = new float[Math.Max(512, numbers)];
        }

        var rarity = scratch.AsSpan(0, numbers);
        for (var i = 0; i < numbers; i++)
        {
            rarity[i] = (float)statistics.Rarity(hashes[i]);
        }

        var all = rarity[..text];
        for (var i = 0; i < text; i++)
        {
            all[i] = (float)(WeightOfCount[counts[i]] * all[i]);
        }

        ChooseRarest(all);
        var from = 0;
        foreach (var to in (ReadOnlySpan<int>)[text, headline, lead, names, numbers])
        {
            Normalize(rarity[from..to], weights.AsSpan(from..to));
            from = to;
        }
    }

    // The weightiest, of equal ones the first.
    private void ChooseRarest(ReadOnlySpan<float> theirs)
    {
        var rarest = hashes.AsSpan(shingles);
        Span<float> best = stackalloc float[rarest.Length];
        var count = 0;
        for (var i = 0; i < theirs.Length; i++)
        {
            if (count == best.Length && !(count > 0 && theirs[i] > best[count - 1]))
            {
                continue;
            }

            var at = count < best.Length ? count++ : count - 1;
            for (; at > 0 && theirs[i] > best[at - 1]; at--)
            {
                (best[at], rarest[at]) = (best[at - 1], rarest[at - 1]);
            }

            (best[at], rarest[at]) = (theirs[i], hashes[i]);
        }
    }

    // A vector of length 1.
    private static void Normalize(ReadOnlySpan<float> theirs, Span<ushort> weights)
    {
        var sum = 0f;
        foreach (var weight in theirs)
        {
            sum += weight * weight;
        }

        var length = MathF.Sqrt(sum);
        for (var i = 0; i < theirs.Length && length > 0; i++)
        {
            weights[i] = (ushort)MathF.Round(theirs[i] / length * WeighedTerms.One);
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
            var (a, b) = (Terms[i], other.Terms[j]);
            sum += (a == b ? 1L : 0L) * weights[i] * other.weights[j];
            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }

        return sum / ((double)One * One);
    }
}
