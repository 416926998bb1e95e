namespace NewsPlatform.Contracts;

/// <summary>
/// The verdict on these articles was told before and is another one now, by which they go on: those that were held back are
/// released, those that were accepted are linked. Nothing has followed from it yet. Deduplication tells Storage, which has
/// their text. Since the second release; an article that stops going on is told by <see cref="ArticlesRepeated"/>.
/// </summary>
public sealed record ArticlesCorrected
{
    public required IReadOnlyList<CorrectedArticle> Articles { get; init; }
}

/// <summary>One article of the bundle, with a fate of its own.</summary>
public sealed record CorrectedArticle
{
    public required string ArticleId { get; init; }

    public required Verdict Verdict { get; init; }

    public required Journey Journey { get; init; }
}
