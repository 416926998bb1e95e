namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// A verified pair: an edge of the graph that verdicts are read from, and the second thing that is logged beside
/// fingerprints. It says nothing about who arrived when.
/// </summary>
internal sealed record Relation
{
    private readonly long overruledTicks;

    public required ArticleOrder Earlier { get; init; }

    public required ArticleOrder Later { get; init; }

    public required RepeatKind Kind { get; init; }

    public required TextRelation Text { get; init; }

    public required string Rule { get; init; }

    public required double Score { get; init; }

    /// <summary>For a contained text: whether the earlier article is the one inside.</summary>
    public bool EarlierIsInside { get; init; }

    /// <summary>Passed on by an article between the two that has left the window: nobody compared these texts with each other.</summary>
    public bool IsInherited { get; init; }

    /// <summary>
    /// When a person said what the two are: <see cref="RepeatKind.Near"/> for "is a repeat", <see cref="RepeatKind.New"/> for
    /// "is not". It stands in the place of whatever the rules find; of two the later one.
    /// </summary>
    public DateTimeOffset? OverruledAt
    {
        get => overruledTicks == 0 ? null : new DateTimeOffset(overruledTicks, TimeSpan.Zero);
        init => overruledTicks = value?.UtcTicks ?? 0;
    }

    /// <summary>A person said that neither repeats the other: they are never brought together, by nobody's pair.</summary>
    public bool KeepsApart => overruledTicks != 0 && Kind == RepeatKind.New;

    public ArticleOrder Other(ArticleOrder one) => one == Earlier ? Later : Earlier;

    public static Relation Of(ArticleOrder first, ArticleOrder second, Judgement judgement) => new()
    {
        Earlier = first < second ? first : second,
        Later = first < second ? second : first,
        Kind = judgement.Kind,
        Text = judgement.Text,
        Rule = judgement.Rule,
        Score = judgement.Score,
        EarlierIsInside = judgement.Text == TextRelation.Contained && judgement.FirstIsInside == (first < second),
    };

    /// <summary>What a person said about two articles, or a replay that was promoted.</summary>
    public static Relation Overruled(ArticleOrder first, ArticleOrder second, bool isRepeat, DateTimeOffset at, string rule = Rules.Overruled) => new()
    {
        Earlier = first < second ? first : second,
        Later = first < second ? second : first,
        Kind = isRepeat ? RepeatKind.Near : RepeatKind.New,
        Text = isRepeat ? TextRelation.Near : TextRelation.None,
        Rule = rule,
        Score = 1,
        OverruledAt = at,
    };
}
