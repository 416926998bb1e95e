using System.Text.Json.Serialization;

namespace NewsPlatform.WebConsole.Asking;

public sealed record QuarantineGroupsAnswer(IReadOnlyList<QuarantineGroup> Groups);

public sealed record QuarantineGroup
{
    [JsonPropertyName("_id")]
    public required QuarantineGroupKey Key { get; init; }

    public int Messages { get; init; }

    public int Articles { get; init; }

    public DateTimeOffset Oldest { get; init; }

    public DateTimeOffset Newest { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];

    public string? Example { get; init; }

    public string? Headline { get; init; }
}

public sealed record QuarantineGroupKey(string Service, string Reason);

public sealed record QuarantineAnswer(long Count, IReadOnlyList<QuarantineEntry> Entries);

public sealed record QuarantineEntry
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public required string Queue { get; init; }

    public required string Service { get; init; }

    /// <summary>waiting, sent back or discarded.</summary>
    public required string State { get; init; }

    public required string Reason { get; init; }

    public string? ExceptionType { get; init; }

    public string? StackTrace { get; init; }

    public string? Replica { get; init; }

    public string? TraceId { get; init; }

    public IReadOnlyList<QuarantinedArticle> Articles { get; init; } = [];

    public int Attempts { get; init; }

    public DateTimeOffset FirstAt { get; init; }

    public DateTimeOffset LastAt { get; init; }

    public IReadOnlyList<QuarantineStep> History { get; init; } = [];
}

public sealed record QuarantinedArticle
{
    public required string ArticleId { get; init; }

    public string? DocumentId { get; init; }

    public int? Position { get; init; }

    public string? Source { get; init; }

    public string? Headline { get; init; }

    public string? Opening { get; init; }
}

public sealed record QuarantineStep(DateTimeOffset At, string Who, string What, string? Because);

/// <summary>Which entries are meant, and what is to be done with them.</summary>
public sealed record MendRequest
{
    public IReadOnlyList<string>? Ids { get; init; }

    public string? Service { get; init; }

    public string? Reason { get; init; }

    public string? Source { get; init; }

    public bool DryRun { get; init; }

    public int? Sample { get; init; }

    public string? Because { get; init; }
}

public sealed record MendAnswer(long Found, int Moved, IReadOnlyList<MendFailure> Failed, bool DryRun);

public sealed record MendFailure(string Id, string Reason);
