namespace NewsPlatform.Enrichment.Stories;

/// <summary>What speaks for two articles telling one story, each from 0 to 1 (days: 0 and up).</summary>
/// <param name="Text">Cosine of all stems, weighed by how rare they are.</param>
/// <param name="Headline">Cosine of the headlines.</param>
/// <param name="Cross">The better cosine of one's headline with the other's opening.</param>
/// <param name="Covered">The smaller share of one's headline that stands anywhere in the other: in forms that repeat day by
/// day (weather, markets, condolences) the headline's own words are what the other lacks.</param>
/// <param name="Names">Cosine of people, organisations and places, weighed by how rare they are.</param>
/// <param name="Numbers">The same of numbers.</param>
/// <param name="Passages">Share of the shorter one's runs of words that the other has.</param>
/// <param name="Days">Between them.</param>
internal readonly record struct JoinFeatures(
    double Text, double Headline, double Cross, double Covered, double Names, double Numbers, double Passages, double Days)
{
    public const int Count = 8;

    public static readonly string[] Labels = ["text", "headline", "headline in lead", "headline in text", "names", "numbers", "shared passages", "days apart"];

    public double this[int index] => index switch
    {
        0 => Text,
        1 => Headline,
        2 => Cross,
        3 => Covered,
        4 => Names,
        5 => Numbers,
        6 => Passages,
        _ => Days,
    };

    public static JoinFeatures Of(StoryVector a, StoryVector b) => AtMost(a, b).Exactly(a, b);

    /// <summary>What is quickly compared; of the rest, which goes through both texts, the most that it can be.</summary>
    public static JoinFeatures AtMost(StoryVector a, StoryVector b)
    {
        var shingles = Math.Min(a.Shingles.Length, b.Shingles.Length);
        return new JoinFeatures(
            Text: 1,
            a.HeadlineTerms.Cosine(b.HeadlineTerms),
            Math.Max(a.HeadlineTerms.Cosine(b.LeadTerms), b.HeadlineTerms.Cosine(a.LeadTerms)),
            Covered: 1,
            a.Names.Cosine(b.Names),
            a.Numbers.Cosine(b.Numbers),
            shingles < 4 ? 0 : (double)StoryVector.Shared(a.Shingles, b.Shingles) / shingles,
            Math.Abs((a.At - b.At).TotalDays));
    }

    /// <summary>These, of the same two articles, with what <see cref="AtMost"/> leaves open.</summary>
    public JoinFeatures Exactly(StoryVector a, StoryVector b) => this with
    {
        Text = a.Text.Cosine(b.Text),
        Covered = Math.Min(a.HeadlineTerms.CoveredBy(b.Text.Terms), b.HeadlineTerms.CoveredBy(a.Text.Terms)),
    };
}

/// <summary>
/// Logistic model of "these two articles tell one story". Fitted on the 202 unambiguous labelled pairs that
/// <c>eval stories</c> reads, both kinds weighing the same, with a penalty on weights that left all but the last positive;
/// in tenfold cross-validation balanced accuracy 0.90 over pairs, area under the curve 0.93.
/// </summary>
internal sealed record JoinModel(double Bias, double[] Weights)
{
    public static JoinModel Default { get; } = new(-2.8, [0.9, 0.4, 3.0, 1.3, 1.8, 1.7, 1.6, -1.1]);

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

    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
