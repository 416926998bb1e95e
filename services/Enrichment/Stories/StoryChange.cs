using NewsPlatform.Contracts;

namespace NewsPlatform.Enrichment.Stories;

internal enum ChangeKind
{
    /// <summary>A story began with this article.</summary>
    Began,

    /// <summary>An article was added.</summary>
    Grew,

    /// <summary>A later article showed that two stories were one: the younger joined the older, which keeps its id.</summary>
    Joined,

    /// <summary>A part proved to be a story of its own and left with a new id.</summary>
    Split,
}

/// <summary>
/// Something that happened to a story. Nothing is ever changed without one: a replica that applies all changes of the
/// others has their stories.
/// </summary>
internal sealed record StoryChange
{
    public required ChangeKind Kind { get; init; }

    /// <summary>The story it happened to.</summary>
    public required string StoryId { get; init; }

    /// <summary>The story that joined, or the one that left.</summary>
    public string? OtherStoryId { get; init; }

    /// <summary>The article that brought it about.</summary>
    public required string ArticleId { get; init; }

    /// <summary>Articles that changed their story.</summary>
    public IReadOnlyList<string> Moved { get; init; } = [];

    /// <summary>How sure it was, from 0 to 1.</summary>
    public double Score { get; init; } = 1;

    /// <summary>What spoke for it.</summary>
    public IReadOnlyList<StoryReason>? Reasons { get; init; }

    /// <summary>The article it was found closest to.</summary>
    public string? ClosestArticleId { get; init; }

    /// <summary>The membership this change gave its article.</summary>
    public StoryMembership ToMembership(string storyId) =>
        new() { StoryId = storyId, Score = Score, Reasons = Reasons, ClosestArticleId = ClosestArticleId };
}
