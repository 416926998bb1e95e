namespace NewsPlatform.Contracts;

/// <summary>
/// These articles repeat others, each with its reason; nothing has been written about them yet.
/// Deduplication tells Storage, for an arriving article, or for an earlier one that a longer arrival now contains.
/// </summary>
public sealed record ArticlesRepeated
{
    public required IReadOnlyList<RepeatedArticle> Articles { get; init; }
}

/// <summary>One article of the bundle, with a fate of its own.</summary>
public sealed record RepeatedArticle
{
    public required string ArticleId { get; init; }

    public required Verdict Verdict { get; init; }

    public required Journey Journey { get; init; }

    /// <summary>The article itself; none when it was announced earlier and lies in the store, or is on its way there.</summary>
    public Article? Article { get; init; }

    /// <summary>When its document was claimed; with <see cref="Article"/> only.</summary>
    public DateTimeOffset? IngestedAt { get; init; }
}
