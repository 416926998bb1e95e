namespace NewsPlatform.Enrichment.Stories;

/// <summary>What speaks for two articles telling one story, each from 0 to 1 (days: 0 and up).</summary>
internal readonly record struct JoinFeatures(
    double Text, double Headline, double Lead, double Cross, double Names, double Numbers, double NumbersDiffer, double Contained, double Days)
{
    public const int Count = 9;

    public static readonly string[] Labels = ["text", "headline", "lead", "headline in lead", "names", "numbers", "numbers differ", "shared passages", "days apart"];

    public double this[int index] => index switch
    {
        0 => Text,
        1 => Headline,
        2 => Lead,
        3 => Cross,
        4 => Names,
        5 => Numbers,
        6 => NumbersDiffer,
        7 => Contained,
        _ => Days,
    };

    public static JoinFeatures Of(StoryVector a, StoryVector b)
    {
        var (one, other) = (a.Article, b.Article);
        var names = StoryVector.Shared(one.Names, other.Names);
        var numbers = StoryVector.Shared(one.Numbers, other.Numbers);
        var shingles = Math.Min(one.Shingles.Length, other.Shingles.Length);
        return new JoinFeatures(
            StoryVector.Cosine(one.Terms, a.Weights, other.Terms, b.Weights),
            StoryVector.Cosine(one.HeadlineTerms, a.HeadlineWeights, other.HeadlineTerms, b.HeadlineWeights),
            StoryVector.Cosine(one.LeadTerms, a.LeadWeights, other.LeadTerms, b.LeadWeights),
            Math.Max(
                StoryVector.Cosine(one.HeadlineTerms, a.HeadlineWeights, other.LeadTerms, b.LeadWeights),
                StoryVector.Cosine(other.HeadlineTerms, b.HeadlineWeights, one.LeadTerms, a.LeadWeights)),
            Share(names, one.Names.Length, other.Names.Length),
            Share(numbers, one.Numbers.Length, other.Numbers.Length),
            one.Numbers.Length > 1 && other.Numbers.Length > 1 && numbers == 0 ? 1 : 0,
            shingles < 4 ? 0 : (double)StoryVector.Shared(one.Shingles, other.Shingles) / shingles,
            Math.Abs((one.At - other.At).TotalDays));
    }

    // Of the smaller set, dampened where it is very small: one shared name of one is no proof.
    private static double Share(int shared, int one, int other) => shared / (Math.Min(one, other) + 1.5);
}

/// <summary>
/// Logistic model of "these two articles tell one story". Fitted on the labelled pairs of the public half that
/// <c>eval stories</c> reads; the command prints what it reaches there.
/// </summary>
internal sealed record JoinModel(double Bias, double[] Weights)
{
    public static JoinModel Default { get; } = new(-4.2, [6.0, 2.2, 1.6, 1.5, 1.8, 1.2, -0.5, 4.0, -0.35]);

    /// <summary>Log-odds that the articles belong together.</summary>
    public double Score(in JoinFeatures features)
    {
        var sum = Bias;
        for (var i = 0; i < JoinFeatures.Count; i++)
        {
            sum += Weights[i] * features[i];
        }

        return sum;
    }

    /// <summary>How alike two texts are, from 0 to about 1, whether or not they are near in time.</summary>
    public static double Similarity(in JoinFeatures features) =>
        (0.55 * features.Text) + (0.1 * features.Headline) + (0.2 * features.Lead) + (0.15 * features.Names);

    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
