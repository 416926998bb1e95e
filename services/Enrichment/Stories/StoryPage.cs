namespace NewsPlatform.Enrichment.Stories;

/// <summary>What is new on the page of one story.</summary>
internal sealed record StoryPage
{
    public required string StoryId { get; init; }

    /// <summary>The headline of the article closest to the others.</summary>
    public string? Headline { get; init; }

    public string? HeadlineArticleId { get; init; }

    /// <summary>The story that this one turned out to be a part of.</summary>
    public string? JoinedInto { get; init; }

    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];

    public IReadOnlyList<StoryEvent> Events { get; init; } = [];

    /// <summary>Articles that are not in this story any more.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];
}

internal sealed record TimelineEntry
{
    public required string ArticleId { get; init; }

    /// <summary>When it was published; where nobody says, when it came in.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Source { get; init; }

    public required string Headline { get; init; }
}

/// <summary>A late join or a split, with what spoke for it.</summary>
internal sealed record StoryEvent
{
    public required string Kind { get; init; }

    public required string OtherStoryId { get; init; }

    public required string ArticleId { get; init; }

    public required IReadOnlyList<string> Moved { get; init; }

    public required double Score { get; init; }

    public IReadOnlyList<Contracts.StoryReason>? Reasons { get; init; }
}
