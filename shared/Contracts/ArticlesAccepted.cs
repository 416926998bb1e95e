namespace NewsPlatform.Contracts;

/// <summary>These articles are not repeats; nothing has been noted about them yet. Deduplication tells Enrichment.</summary>
public sealed record ArticlesAccepted
{
    public required IReadOnlyList<AcceptedArticle> Articles { get; init; }
}

/// <summary>One article of the bundle, with a fate of its own.</summary>
public sealed record AcceptedArticle
{
    public required Article Article { get; init; }

    public required DateTimeOffset IngestedAt { get; init; }

    /// <summary>Why it goes on: new, revised or headline.</summary>
    public required Verdict Verdict { get; init; }

    public required Journey Journey { get; init; }

    /// <summary>
    /// The replay this belongs to: the article is stored already and is only noted again, to compare. Absent on its first
    /// way. Since the second release.
    /// </summary>
    public string? Replay { get; init; }
}
