namespace NewsPlatform.Enrichment.Stories;

/// <summary>
/// What all replicas know of the stories of these days. A replica writes its articles, then reads what the others wrote,
/// then decides, then writes what it decided: of two articles of one story that arrive at two replicas at once, at least
/// one is decided with the other in sight.
/// </summary>
internal interface IStoryLog
{
    /// <summary>All that was written since a moment, oldest first.</summary>
    IAsyncEnumerable<LoggedStories> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Writes one entry, whole or not at all.</summary>
    Task WriteAsync(IReadOnlyList<StoryArticle> articles, IReadOnlyList<StoryChange> changes, CancellationToken cancellationToken);

    /// <summary>What other replicas wrote since the last call, each one's in its order.</summary>
    Task<IReadOnlyList<LoggedStories>> CatchUpAsync(CancellationToken cancellationToken);

    /// <summary>Removes entries older than a moment, a bounded number with each call.</summary>
    Task RemoveBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken);
}
