using NewsPlatform.Contracts;
using NewsPlatform.Text;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>What an article is, as far as everything known says, and why.</summary>
internal sealed record Standing
{
    public required string ArticleId { get; init; }

    public required RepeatKind Kind { get; init; }

    public required string Rule { get; init; }

    public string RuleVersion { get; init; } = CurrentRuleVersion;

    public required double Score { get; init; }

    /// <summary>The article this one repeats, is inside of, revises or shares its headline with; none for a new one.</summary>
    public string? KeptArticleId { get; init; }

    /// <summary>For a revised article: which version it is, counting from 1.</summary>
    public int ArticleVersion { get; init; } = 1;

    /// <summary>When a person last said something about this article; it then stays with every verdict on it.</summary>
    public DateTimeOffset? OverruledAt { get; init; }

    /// <summary>The rules and the text profile that verdicts are made under now.</summary>
    public static string CurrentRuleVersion { get; } = $"{DetectionRules.Version}/{NormalizationProfile.Version}";

    /// <summary>Whether the article goes on: it is new, a new version, or shares no more than a headline.</summary>
    public bool GoesOn => Kind is RepeatKind.New or RepeatKind.Revised or RepeatKind.Headline;

    public Verdict ToVerdict(IReadOnlyList<SharedPassage> passages) => new()
    {
        Kind = Kind switch
        {
            RepeatKind.Exact => VerdictKind.Exact,
            RepeatKind.Near => VerdictKind.Near,
            RepeatKind.Contained => VerdictKind.Contained,
            RepeatKind.Revised => VerdictKind.Revised,
            RepeatKind.Headline => VerdictKind.Headline,
            _ => VerdictKind.New,
        },
        Rule = Rule,
        RuleVersion = RuleVersion,
        Score = Score,
        KeptArticleId = KeptArticleId,
        Passages = passages,
        OverruledAt = OverruledAt,
    };
}

/// <summary>The verdict on an arriving article, with what its arrival changes for others.</summary>
internal sealed record Decision
{
    public required Standing Standing { get; init; }

    /// <summary>The verdict in the contract's words.</summary>
    public Verdict Verdict => Standing.ToVerdict(Passages);

    /// <summary>What it shares with the kept article, in the order of the text; empty where that one is no longer in the window.</summary>
    public required IReadOnlyList<SharedPassage> Passages { get; init; }

    /// <summary>Every verified pair this article is one of: to be logged, so that other replicas know.</summary>
    public required IReadOnlyList<Relation> Relations { get; init; }

    /// <summary>Articles that were something else before this one came: they are inside it, or it was published before them.</summary>
    public required IReadOnlyList<Decision> Changed { get; init; }

    /// <summary>Articles under the same headline, earliest first, whatever the texts share.</summary>
    public required IReadOnlyList<string> HeadlineTwins { get; init; }

    /// <summary>Candidates whose texts were compared.</summary>
    public required int Compared { get; init; }

    /// <summary>Earlier articles that this longer one now contains.</summary>
    public IEnumerable<Decision> Promoted => Changed.Where(change => change.Standing.Kind == RepeatKind.Contained);
}
