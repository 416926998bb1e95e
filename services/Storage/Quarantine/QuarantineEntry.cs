using System.Text.Json.Serialization;

namespace NewsPlatform.Storage.Quarantine;

/// <summary>One message in quarantine, in the collection <c>quarantine</c>.</summary>
internal sealed record QuarantineEntry
{
    /// <summary>Of the queue and the message: a message that comes back here is the same entry again.</summary>
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>The stage's queue it is sent back to.</summary>
    public required string Queue { get; init; }

    /// <summary>The service that failed.</summary>
    public required string Service { get; init; }

    /// <summary>One of <see cref="QuarantineState"/>.</summary>
    public required string State { get; init; }

    public required string Reason { get; init; }

    public string? ExceptionType { get; init; }

    public string? StackTrace { get; init; }

    public string? Replica { get; init; }

    /// <summary>The trace of the article, where tracing is on.</summary>
    public string? TraceId { get; init; }

    public IReadOnlyList<QuarantinedArticle> Articles { get; init; } = [];

    /// <summary>How often it came here.</summary>
    public required int Attempts { get; init; }

    public required DateTimeOffset FirstAt { get; init; }

    public required DateTimeOffset LastAt { get; init; }

    public IReadOnlyList<QuarantineStep> History { get; init; } = [];
}

/// <summary>One article of a quarantined message.</summary>
internal sealed record QuarantinedArticle
{
    public required string ArticleId { get; init; }

    public string? DocumentId { get; init; }

    public int? Position { get; init; }

    public string? Source { get; init; }

    public string? Headline { get; init; }

    /// <summary>The opening of the text.</summary>
    public string? Opening { get; init; }
}

/// <summary>What was done with it, and by whom.</summary>
internal sealed record QuarantineStep(DateTimeOffset At, string Who, string What, string? Because);

/// <summary>Words for <see cref="QuarantineEntry.State"/>.</summary>
internal static class QuarantineState
{
    /// <summary>Waits for a person.</summary>
    public const string Waiting = "waiting";

    /// <summary>Was sent on its way again and has not come back.</summary>
    public const string SentBack = "sent back";

    /// <summary>Was given up, with a reason.</summary>
    public const string Discarded = "discarded";

    public static IReadOnlyList<string> All { get; } = [Waiting, SentBack, Discarded];
}
