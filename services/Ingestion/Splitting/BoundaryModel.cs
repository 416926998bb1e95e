namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// Weighs evidence: a logistic model with one set of weights for a line that could be a headline and one for a paragraph
/// that could open a story without one. A weight is in log-odds: +0.7 doubles the odds of a new story, -0.7 halves them.
/// The numbers were fitted on documents made of the tuning half of the shared corpora (the tests make the same kind of
/// documents of the other half and report how well they hold) and rounded.
/// </summary>
internal static class BoundaryModel
{
    private static readonly Dictionary<Evidence, (double Title, double Paragraph)> Weights = new()
    {
        [Evidence.Prior] = (-2.25, -4.19),
        [Evidence.VeryShort] = (-2.22, 0.00),
        [Evidence.Long] = (0.19, 0.00),
        [Evidence.VeryLong] = (-1.53, 0.00),
        [Evidence.EndsAsQuestion] = (-0.52, 0.00),
        [Evidence.EndsInDots] = (-1.28, 0.00),
        [Evidence.EndsInQuotes] = (0.89, 0.00),
        [Evidence.Numbered] = (-0.02, -0.11),
        [Evidence.OpensAsContinuation] = (-1.00, -2.30),
        [Evidence.WiderGap] = (1.72, 3.91),
        [Evidence.NarrowerGap] = (0.50, 1.05),
        [Evidence.WiderBeforeThanAfter] = (1.93, 0.00),
        [Evidence.SameGapUnderHeadline] = (1.24, 0.00),
        [Evidence.OtherGapUnderHeadline] = (-2.61, 0.00),
        [Evidence.AfterEndOfStory] = (1.52, 3.45),
        [Evidence.AfterSeparator] = (2.14, 4.09),
        [Evidence.AfterReadMore] = (0.90, 0.00),
        [Evidence.AfterReadAlso] = (1.21, 0.81),
        [Evidence.AfterRelated] = (-0.11, 0.31),
        [Evidence.AfterRelatedList] = (0.14, 0.54),
        [Evidence.AfterInlineRelated] = (0.16, 0.05),
        [Evidence.AfterCutSentence] = (0.86, 0.54),
        [Evidence.AfterColon] = (0.11, 0.08),
        [Evidence.AfterTitleLike] = (-0.30, -0.70),
        [Evidence.LittleBefore] = (-1.10, -1.84),
        [Evidence.LongParagraphFollows] = (0.93, -1.07),
        [Evidence.OpenParagraphFollows] = (0.48, 0.00),
        [Evidence.TitleLikeFollows] = (-1.23, 0.00),
        [Evidence.NothingFollows] = (-1.48, 0.00),
        [Evidence.DatelineFollows] = (1.40, 2.10),
        [Evidence.ContinuationFollows] = (-2.22, 0.00),
        [Evidence.DayNamedInLead] = (0.94, 0.44),
        [Evidence.TitleSharedBefore] = (-1.66, 0.00),
        [Evidence.TitleSharedAfter] = (1.31, 0.00),
        [Evidence.SubjectShared] = (-1.37, -1.06),
        [Evidence.SubjectSharedNear] = (-1.78, -2.65),
        [Evidence.OthersRepeatTheirHeadline] = (-0.67, -1.27),
    };

    public static double[] Title { get; } = [.. Enum.GetValues<Evidence>().Select(e => Weights[e].Title)];

    public static double[] Paragraph { get; } = [.. Enum.GetValues<Evidence>().Select(e => Weights[e].Paragraph)];

    /// <summary>The probability that a story begins where <paramref name="values"/> were observed.</summary>
    public static double Probability(ReadOnlySpan<double> values, bool title)
    {
        var weights = title ? Title : Paragraph;
        double sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i] * weights[i];
        }

        return 1 / (1 + Math.Exp(-sum));
    }

    /// <summary>The observations that moved the scale, the strongest first.</summary>
    public static Weighed[] Explain(ReadOnlySpan<double> values, bool title)
    {
        var weights = title ? Title : Paragraph;
        var moved = new List<Weighed>();
        for (var i = 1; i < values.Length; i++)
        {
            if (Math.Abs(values[i] * weights[i]) >= 0.1)
            {
                moved.Add(new Weighed((Evidence)i, Math.Round(values[i] * weights[i], 2)));
            }
        }

        moved.Sort((a, b) => Math.Abs(b.Weight).CompareTo(Math.Abs(a.Weight)));
        return [.. moved];
    }
}
