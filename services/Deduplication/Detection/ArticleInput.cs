namespace NewsPlatform.Deduplication.Detection;

/// <summary>What detection wants to know of an article. Texts are as cleaned at the door, never folded.</summary>
internal sealed record ArticleInput
{
    public required string ArticleId { get; init; }

    /// <summary>The outlet, feed or folder it came from.</summary>
    public required string Source { get; init; }

    /// <summary>When the platform took it in: the window is counted in this time.</summary>
    public required DateTimeOffset Seen { get; init; }

    /// <summary>When it was published; where the source does not say, <see cref="Seen"/>. Decides who repeats whom.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>Order among articles published at the same moment, fixed by the article itself (its place in its document).</summary>
    public long Sequence { get; init; }

    /// <summary>The source's own id of the article, where it has one.</summary>
    public string? SourceId { get; init; }

    public string? Link { get; init; }

    public string? Headline { get; init; }

    public required string Body { get; init; }
}
