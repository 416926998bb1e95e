namespace NewsPlatform.Contracts;

/// <summary>Documents were split into these articles; nothing has judged them yet. Ingestion tells Deduplication.</summary>
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
}
