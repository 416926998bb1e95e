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
}
