using System.Text.Json.Serialization;

namespace NewsPlatform.Ingestion.Documents;

/// <summary>One document in the collection <c>documents</c>: the ledger's line about a file.</summary>
internal sealed record LedgerEntry
{
    /// <summary>SHA-256 of the bytes.</summary>
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>Path in the inbox, as it was dropped.</summary>
    public required string Name { get; init; }

    public required string Source { get; init; }

    public required long Bytes { get; init; }

    /// <summary>One of <see cref="DocumentState"/>.</summary>
    public required string State { get; init; }

    public string? Reason { get; init; }

    public string? Format { get; init; }

    public string? Encoding { get; init; }

    public double? EncodingConfidence { get; init; }

    /// <summary>What the reader noticed: repaired encodings, records it had to leave out.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Articles found, the rejected ones included.</summary>
    public int Found { get; init; }

    public string? TraceId { get; init; }

    public required DateTimeOffset ClaimedAt { get; init; }

    public DateTimeOffset? AnnouncedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Where the bytes lie now, relative to the done folder; none while they are worked on.</summary>
    public string? Path { get; init; }
}

/// <summary>Words for <see cref="LedgerEntry.State"/>.</summary>
internal static class DocumentState
{
    /// <summary>Claimed and read; the broker has not confirmed every article.</summary>
    public const string Announcing = "announcing";

    /// <summary>Every article is with the broker; some have no fate yet.</summary>
    public const string Announced = "announced";

    /// <summary>Every article has its fate.</summary>
    public const string Complete = "complete";

    /// <summary>Unreadable: the file lies in the failed folder with its reason.</summary>
    public const string Failed = "failed";
}

/// <summary>
/// Up to <see cref="Size"/> articles of one document with their fates, in the collection <c>fates</c>. Pages, because a
/// dump of a hundred thousand articles would rewrite a document of megabytes for every fate.
/// </summary>
internal sealed record FatePage
{
    public const int Size = 500;

    /// <summary>Document id, a slash, the page's number from 0.</summary>
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public required string DocumentId { get; init; }

    public required int Page { get; init; }

    public required IReadOnlyList<ArticleFate> Articles { get; init; }

    public static string IdOf(string documentId, int position) => $"{documentId}/{position / Size}";
}

/// <summary>One article's line in the ledger.</summary>
internal sealed record ArticleFate
{
    public required string ArticleId { get; init; }

    public string? Headline { get; init; }

    /// <summary>One of <see cref="Contracts.Fate"/>.</summary>
    public required string Fate { get; init; }

    public string? Verdict { get; init; }

    public string? KeptArticleId { get; init; }

    /// <summary>When a person decided this fate over the rules.</summary>
    public DateTimeOffset? OverruledAt { get; init; }

    /// <summary>Why it was rejected or quarantined.</summary>
    public string? Reason { get; init; }
}
