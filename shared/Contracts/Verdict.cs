namespace NewsPlatform.Contracts;

/// <summary>What Deduplication decided about one article, and why, in a form that a person can check and overrule.</summary>
public sealed record Verdict
{
    /// <summary>One of <see cref="VerdictKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The name of the rule that decided.</summary>
    public required string Rule { get; init; }

    /// <summary>The version of the rule and of the text profile under it.</summary>
    public required string RuleVersion { get; init; }

    /// <summary>From 0 to 1; what it measures is the rule's to say.</summary>
    public required double Score { get; init; }

    /// <summary>The article this one repeats, revises, or shares its headline with.</summary>
    public string? KeptArticleId { get; init; }

    /// <summary>Passages that both articles share.</summary>
    public IReadOnlyList<SharedPassage> Passages { get; init; } = [];

    /// <summary>
    /// When a person last said what this article is to another one; none where nobody did. Since the second release. See
    /// <see cref="HoldsOver"/>.
    /// </summary>
    public DateTimeOffset? OverruledAt { get; init; }

    /// <summary>
    /// Which of two verdicts on one article holds, however their messages overtook each other: the one that knows of the later
    /// word of a person; then the one that rests on more, for what is found of an article only adds up. Of two equal ones
    /// neither holds over the other.
    /// </summary>
    public bool HoldsOver(Verdict other)
    {
        var order = Nullable.Compare(OverruledAt, other.OverruledAt);
        return order != 0 ? order > 0 : VerdictKind.Rank(Kind) > VerdictKind.Rank(other.Kind);
    }
}

/// <summary>A run of text that stands in both articles; offsets and lengths in UTF-16 units of <see cref="Article.Text"/>.</summary>
public sealed record SharedPassage
{
    public required int Start { get; init; }

    public required int Length { get; init; }

    public required int KeptStart { get; init; }

    public required int KeptLength { get; init; }
}

/// <summary>Words for <see cref="Verdict.Kind"/>.</summary>
public static class VerdictKind
{
    public const string New = "new";

    /// <summary>The same normalised text.</summary>
    public const string Exact = "exact";

    /// <summary>Lightly edited.</summary>
    public const string Near = "near";

    /// <summary>A teaser, excerpt or block of a longer article.</summary>
    public const string Contained = "contained";

    /// <summary>A new version of the same article; it goes on.</summary>
    public const string Revised = "revised";

    /// <summary>The same headline over another text; it goes on.</summary>
    public const string Headline = "headline";

    /// <summary>Whether an article with this verdict goes on to Enrichment and the store.</summary>
    public static bool GoesOn(string kind) => kind is New or Revised or Headline;

    /// <summary>The kinds that hold over this one where no person has said anything, see <see cref="Verdict.HoldsOver"/>.</summary>
    public static IEnumerable<string> HoldingOver(string kind) => All.Where(other => Rank(other) > Rank(kind));

    private static readonly string[] All = [New, Exact, Near, Contained, Revised, Headline];

    internal static int Rank(string kind) => kind switch
    {
        Exact => 5,
        Revised => 4,
        Near => 3,
        Contained => 2,
        Headline => 1,
        _ => 0,
    };
}
