namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// Weighs evidence: a logistic model with one set of weights for a line that could be a headline, one for a paragraph that
/// could open a story without one, and one for whether the first line of a story is a headline at all. A weight is in log-odds: +0.7 doubles the odds of a new story, -0.7 halves them.
/// The numbers were fitted on documents made of the tuning half of the shared corpora (the tests make the same kind of
/// documents of the other half and report how well they hold) and rounded.
/// </summary>
internal static class BoundaryModel
{
    // A person reads the first few reasons.
    private const int MostTold = 8;

    // Title at first and second look, paragraph at first and second look, headline.
    private static readonly Dictionary<Evidence, double[]> Weights = new()
    {
        [Evidence.Prior] = [-0.98, -0.81, -5.79, -2.63, 2.24],
        [Evidence.VeryShort] = [-3.24, -3.16, 0, 0, -0.66],
        [Evidence.Long] = [0.62, 0.69, 0, 0, -0.07],
        [Evidence.VeryLong] = [-2.15, -2.05, 0, 0, -0.69],
        [Evidence.EndsAsQuestion] = [-1.50, -1.42, 0, 0, -0.35],
        [Evidence.EndsInDots] = [-2.09, -2.05, 0, 0, -0.36],
        [Evidence.EndsInQuotes] = [-0.39, -0.45, 0, 0, 0.33],
        [Evidence.Numbered] = [-0.39, -0.37, -0.17, -0.03, 0],
        [Evidence.OpensAsContinuation] = [-1.00, -1.00, -2.28, -2.05, -0.06],
        [Evidence.HoldsComma] = [-0.24, -0.13, 0, 0, -0.45],
        [Evidence.HoldsStop] = [-0.66, -0.55, 0, 0, 0.01],
        [Evidence.NearlyAsLongAsNext] = [0.29, 0.31, 0, 0, -0.10],
        [Evidence.EndsOnFunctionWord] = [-1.37, -1.31, 0, 0, 0.07],
        [Evidence.LiftedFromText] = [-1.76, -1.77, 0, 0, 0.42],
        [Evidence.WiderGap] = [1.57, 1.37, 3.78, 1.71, -0.20],
        [Evidence.NarrowerGap] = [-0.31, -0.29, -0.09, -0.30, 0],
        [Evidence.WiderBeforeThanAfter] = [2.34, 1.70, 0, 0, -0.06],
        [Evidence.WiderAfterThanBefore] = [-0.44, -0.46, 0, 0, 0],
        [Evidence.SameGapUnderHeadline] = [1.21, 1.00, 0, 0, 0.68],
        [Evidence.OtherGapUnderHeadline] = [-3.35, -2.80, 0, 0, 0],
        [Evidence.AfterEndOfStory] = [1.65, 1.60, 4.82, 3.92, -0.36],
        [Evidence.AfterSeparator] = [3.07, 2.98, 6.08, 4.17, -0.87],
        [Evidence.AfterReadMore] = [1.26, 1.14, 0.45, 0.28, 0.07],
        [Evidence.AfterReadAlso] = [2.44, 2.13, -0.03, -0.01, 0.10],
        [Evidence.AfterRelated] = [0.14, 0.20, 0.27, 0.05, 0.01],
        [Evidence.AfterRelatedList] = [1.95, 1.79, 0.27, 0.05, 0.16],
        [Evidence.AfterInlineRelated] = [-0.39, -0.31, -0.32, -0.12, 0.02],
        [Evidence.AfterCutSentence] = [1.12, 0.99, 0.82, 0.69, 0.06],
        [Evidence.AfterColon] = [-0.17, -0.13, 0.19, 0.12, 0.03],
        [Evidence.AfterTitleLike] = [-0.45, -0.27, -0.50, -0.16, 0.12],
        [Evidence.LittleBefore] = [-2.97, -2.93, -4.50, -3.55, 0],
        [Evidence.LongParagraphFollows] = [0.71, 0.62, 0.43, 0.63, 0.61],
        [Evidence.OpenParagraphFollows] = [0.88, 0.87, 0, 0, -0.25],
        [Evidence.TitleLikeFollows] = [-0.71, -0.47, 0, 0, -0.31],
        [Evidence.NothingFollows] = [-3.21, -3.25, 0, 0, 0],
        [Evidence.DatelineFollows] = [1.84, 1.59, 1.32, 0.83, 0.26],
        [Evidence.CreditFollows] = [-0.02, -0.14, 0, 0, -0.05],
        [Evidence.ContinuationFollows] = [-2.22, -2.19, 0, 0, -0.55],
        [Evidence.DayNamedInLead] = [0.99, 0.98, 1.05, 1.06, 0.44],
        [Evidence.OpensAsLead] = [2.36, 2.13, 1.63, 1.09, 0.72],
        [Evidence.TitleSharedBefore] = [-1.08, -1.13, 0, 0, -0.06],
        [Evidence.TitleSharedAfter] = [1.51, 1.60, 0, 0, 1.37],
        [Evidence.SubjectShared] = [-2.42, -2.46, -2.35, -1.96, -0.06],
        [Evidence.SubjectSharedNear] = [-1.22, -1.01, -1.24, -1.24, 0.01],
        [Evidence.OthersRepeatTheirHeadline] = [-1.13, -0.92, -1.80, -0.84, 0.16],
        [Evidence.PlacesLikeThis] = [0, 2.03, 0, 4.13, 0.70],
        [Evidence.OthersHaveHeadlines] = [0, -0.09, 0, -1.89, 3.67],
    };

    internal static double[][] Columns { get; } =
        [.. Enumerable.Range(0, 5).Select(c => Enum.GetValues<Evidence>().Select(e => Weights[e][c]).ToArray())];

    /// <summary>The probability that a story begins where <paramref name="values"/> were observed.</summary>
    /// <param name="values">One value for each <see cref="Evidence"/>.</param>
    /// <param name="title">Whether the place looks like a headline.</param>
    /// <param name="secondLook">Whether the places were weighed once already, so that they could be compared.</param>
    public static double Probability(ReadOnlySpan<double> values, bool title, bool secondLook) =>
        Logistic(values, Columns[Column(title, secondLook)]);

    /// <summary>
    /// Whether what a paragraph is about could make a start of it, all else observed: the most that the subject can
    /// weigh would bring it near even odds.
    /// </summary>
    public static bool SubjectCouldDecide(ReadOnlySpan<double> values, bool secondLook)
    {
        var weights = Columns[Column(title: false, secondLook)];
        var most = Math.Abs(weights[(int)Evidence.SubjectShared]) + Math.Abs(weights[(int)Evidence.SubjectSharedNear]);
        return Sum(values, weights) + most > -0.5;
    }

    /// <summary>The probability that the first line of a story is its headline.</summary>
    public static double HeadlineProbability(ReadOnlySpan<double> values) => Logistic(values, Columns[4]);

    private static int Column(bool title, bool secondLook) => (title ? 0 : 2) + (secondLook ? 1 : 0);

    private static double Logistic(ReadOnlySpan<double> values, double[] weights) => 1 / (1 + Math.Exp(-Sum(values, weights)));

    private static double Sum(ReadOnlySpan<double> values, double[] weights)
    {
        double sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i] * weights[i];
        }

        return sum;
    }

    /// <summary>The observations that moved the scale, the strongest first.</summary>
    public static Weighed[] Explain(ReadOnlySpan<double> values, bool title)
    {
        var weights = Columns[Column(title, secondLook: true)];
        var moved = new List<Weighed>();
        for (var i = 1; i < values.Length; i++)
        {
            if (Math.Abs(values[i] * weights[i]) >= 0.1)
            {
                moved.Add(new Weighed((Evidence)i, Math.Round(values[i] * weights[i], 2)));
            }
        }

        moved.Sort((a, b) => Math.Abs(b.Weight).CompareTo(Math.Abs(a.Weight)));
        return [.. moved.Take(MostTold)];
    }
}
