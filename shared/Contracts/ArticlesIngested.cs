namespace NewsPlatform.Contracts;

/// <summary>
/// Documents were split into these articles; nothing has judged them yet. Ingestion tells Deduplication. Storage tells it again
/// of stored articles that are only to be judged under the rules of now, each with its <see cref="IngestedArticle.Replay"/>.
/// </summary>
public sealed record ArticlesIngested
{
    public required IReadOnlyList<IngestedArticle> Articles { get; init; }
}

/// <summary>One article of the bundle, with a fate of its own.</summary>
public sealed record IngestedArticle
{
    public required Article Article { get; init; }

    /// <summary>When the document was claimed.</summary>
    public required DateTimeOffset IngestedAt { get; init; }

    public required Journey Journey { get; init; }

    /// <summary>
    /// The replay this belongs to: the article was decided already and is only judged again, to compare. Absent on its first
    /// way. Since the third release.
    /// </summary>
    public string? Replay { get; init; }

    /// <summary>
    /// With <see cref="Replay"/>: the article that the stored verdict names. Where that one cannot be looked at any more, the
    /// verdict cannot be judged again. Since the third release.
    /// </summary>
    public string? StoredKeptArticleId { get; init; }
}
