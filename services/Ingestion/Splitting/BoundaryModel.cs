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
        [Evidence.Prior] = [-0.99, -0.81, -5.84, -2.75, 2.12],
        [Evidence.VeryShort] = [-3.30, -3.21, 0, 0, -0.87],
        [Evidence.Long] = [0.60, 0.68, 0, 0, -0.05],
        [Evidence.VeryLong] = [-2.12, -2.03, 0, 0, -0.67],
        [Evidence.EndsAsQuestion] = [-1.51, -1.42, 0, 0, -0.27],
        [Evidence.EndsInDots] = [-2.07, -2.04, 0, 0, -0.33],
        [Evidence.EndsInQuotes] = [-0.31, -0.39, 0, 0, 0.37],
        [Evidence.Numbered] = [-0.38, -0.37, -0.21, -0.09, 0],
        [Evidence.OpensAsContinuation] = [-0.99, -1.00, -2.37, -2.05, -0.06],
        [Evidence.HoldsComma] = [-0.27, -0.15, 0, 0, -0.40],
        [Evidence.HoldsStop] = [-0.66, -0.56, 0, 0, 0.01],
        [Evidence.NearlyAsLongAsNext] = [0.32, 0.34, 0, 0, -0.10],
        [Evidence.EndsOnFunctionWord] = [-1.38, -1.32, 0, 0, 0.08],
        [Evidence.LiftedFromText] = [-1.79, -1.78, 0, 0, 0.47],
        [Evidence.WiderGap] = [1.58, 1.38, 3.79, 1.73, -0.16],
        [Evidence.NarrowerGap] = [1.09, 0.98, 0.93, -0.38, -0.57],
        [Evidence.WiderBeforeThanAfter] = [2.39, 1.73, 0, 0, -0.08],
        [Evidence.WiderAfterThanBefore] = [-0.67, -0.67, 0, 0, 0],
        [Evidence.SameGapUnderHeadline] = [1.11, 0.93, 0, 0, 0.73],
        [Evidence.OtherGapUnderHeadline] = [-3.35, -2.83, 0, 0, 0],
        [Evidence.AfterEndOfStory] = [1.67, 1.62, 5.19, 4.32, -0.34],
        [Evidence.AfterSeparator] = [2.79, 2.77, 6.03, 4.62, -0.88],
        [Evidence.AfterReadMore] = [1.10, 0.99, 0.42, 0.29, 0.08],
        [Evidence.AfterReadAlso] = [2.03, 1.77, -0.13, -0.03, 0.15],
        [Evidence.AfterRelated] = [0.15, 0.20, 0.27, 0.05, 0.01],
        [Evidence.AfterRelatedList] = [1.87, 1.72, 0.26, 0.05, 0.17],
        [Evidence.AfterInlineRelated] = [-0.40, -0.31, -0.31, -0.12, 0.01],
        [Evidence.AfterCutSentence] = [1.09, 0.96, 0.79, 0.69, 0.12],
        [Evidence.AfterColon] = [-0.15, -0.12, 0.20, 0.12, 0.03],
        [Evidence.AfterTitleLike] = [-0.51, -0.33, -0.76, -0.40, 0.12],
        [Evidence.LittleBefore] = [-3.29, -3.30, -3.68, -2.57, 0],
        [Evidence.LongParagraphFollows] = [0.76, 0.65, 0.50, 0.70, 0.53],
        [Evidence.OpenParagraphFollows] = [0.85, 0.86, 0, 0, -0.20],
        [Evidence.TitleLikeFollows] = [-0.70, -0.45, 0, 0, -0.25],
        [Evidence.NothingFollows] = [-3.20, -3.24, 0, 0, 0],
        [Evidence.DatelineFollows] = [2.25, 2.03, 0.87, 0.42, 0.25],
        [Evidence.CreditFollows] = [0.46, 0.39, 0, 0, -0.04],
        [Evidence.ContinuationFollows] = [-2.24, -2.19, 0, 0, -0.52],
        [Evidence.DayNamedInLead] = [0.99, 0.99, 1.04, 1.00, 0.38],
        [Evidence.OpensAsLead] = [2.32, 2.11, 1.57, 1.05, 0.36],
        [Evidence.TitleSharedBefore] = [-1.08, -1.12, 0, 0, -0.12],
        [Evidence.TitleSharedAfter] = [1.55, 1.64, 0, 0, 1.59],
        [Evidence.SubjectShared] = [-2.46, -2.50, -2.40, -1.92, -0.06],
        [Evidence.SubjectSharedNear] = [-1.19, -0.99, -1.19, -1.18, 0.06],
        [Evidence.OthersRepeatTheirHeadline] = [-1.16, -0.95, -1.82, -0.86, 0.17],
        [Evidence.PlacesLikeThis] = [0, 2.03, 0, 4.07, 0.72],
        [Evidence.OthersHaveHeadlines] = [0, -0.11, 0, -1.92, 3.89],
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
