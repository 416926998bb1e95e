using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Deciding;

/// <summary>What is to be told now, and logged when it is told.</summary>
internal sealed class Announcement
{
    /// <summary>One for each article of the batch, in its place.</summary>
    public required IReadOnlyList<Decision> Decisions { get; init; }

    /// <summary>Earlier articles that are something else now, and are not announced as that yet.</summary>
    public required IReadOnlyList<Decision> Corrections { get; init; }

    /// <summary>The pairs that all this was read from, as far as they were found here.</summary>
    public required IReadOnlyList<Relation> Pairs { get; init; }

    /// <summary>All of the above that another replica could know better.</summary>
    public required IReadOnlyList<ToldVerdict> Told { get; init; }

    public bool IsTold { get; set; }
}

/// <summary>What an article of the window is told to be.</summary>
internal readonly record struct ToldVerdict(ArticleOrder Article, RepeatKind Kind, string? KeptArticleId);
