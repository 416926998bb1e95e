namespace NewsPlatform.Enrichment.Stories;

internal enum StoryChange
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

/// <summary>Something that happened to a story; nothing is ever changed without one.</summary>
/// <param name="Change">What.</param>
/// <param name="StoryId">The story it happened to.</param>
/// <param name="OtherStoryId">The story that joined, or the one that left.</param>
/// <param name="ArticleId">The article that brought it about.</param>
/// <param name="Moved">Articles that changed their story.</param>
internal sealed record StoryEvent(StoryChange Change, string StoryId, string? OtherStoryId, string ArticleId, IReadOnlyList<string> Moved);
