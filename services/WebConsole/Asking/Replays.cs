using System.Text.Json.Serialization;

namespace NewsPlatform.WebConsole.Asking;

public sealed record ReplaysAnswer(IReadOnlyList<ReplayRun> Replays);

public sealed record ReplayRun
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public required string Stage { get; init; }

    public ReplayedQuery? Query { get; init; }

    public int Limit { get; init; }

    /// <summary>running, done or promoted.</summary>
    public required string State { get; init; }

    public required string By { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public int Sent { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public DateTimeOffset? PromotedAt { get; init; }
}

/// <summary>The question as Storage read it: stems and terms, not the words that were typed.</summary>
public sealed record ReplayedQuery
{
    public IReadOnlyList<string> Stems { get; init; } = [];

    public IReadOnlyList<string> Phrases { get; init; } = [];

    public IReadOnlyList<string> Filters { get; init; } = [];

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }
}

public sealed record ReplayReport
{
    public required ReplayRun Replay { get; init; }

    public long Back { get; init; }

    public long Missing { get; init; }

    public long Changed { get; init; }

    public long Promotable { get; init; }

    public long Promoted { get; init; }

    public IReadOnlyList<UnjudgedArticles> Unjudged { get; init; } = [];

    public IReadOnlyList<ReplayField> Fields { get; init; } = [];
}

public sealed record UnjudgedArticles(string Reason, int Articles);

public sealed record ReplayField(string Field, int Articles, long Promotable, IReadOnlyList<ReplayExample> Examples);

public sealed record ReplayExample(string ArticleId, string? Headline, string? Before, string? After);

public sealed record PromotedAnswer(int Promoted, int Overtaken, long NotPromotable);
