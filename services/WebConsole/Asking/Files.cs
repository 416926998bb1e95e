using System.Text.Json.Serialization;

namespace NewsPlatform.WebConsole.Asking;

public sealed record FilesAnswer(IReadOnlyList<FileLine> Files, string? Next);

public sealed record FileReceipt(FileLine File, IReadOnlyList<FileArticle> Articles);

public sealed record FileLine
{
    [JsonPropertyName("_id")]
    public required string DocumentId { get; init; }

    public required string Name { get; init; }

    public required string Source { get; init; }

    public required long Bytes { get; init; }

    /// <summary>announcing, announced, complete or failed.</summary>
    public required string State { get; init; }

    public string? Reason { get; init; }

    public string? Format { get; init; }

    public string? Encoding { get; init; }

    public double? EncodingConfidence { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    public int Found { get; init; }

    public string? TraceId { get; init; }

    public required DateTimeOffset ClaimedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
}

public sealed record FileArticle
{
    public required string ArticleId { get; init; }

    public string? Headline { get; init; }

    public required string Fate { get; init; }

    public string? Verdict { get; init; }

    public string? KeptArticleId { get; init; }

    public string? Reason { get; init; }
}

/// <param name="At">The moment the lines tell of, where a recent sheet was asked for.</param>
public sealed record BalanceAnswer(IReadOnlyList<BalanceLine> Lines, long? ArticlesInStore, long? RepeatsInStore, DateTimeOffset? At = null);

/// <summary><c>found = stored + repeated + quarantined + rejected + in flight</c>; the difference is 0 unless the platform errs.</summary>
public sealed record BalanceLine
{
    public string? Of { get; init; }

    public long Documents { get; init; }

    public long FailedDocuments { get; init; }

    public long Found { get; init; }

    public long Stored { get; init; }

    public IReadOnlyDictionary<string, long> Repeated { get; init; } = new Dictionary<string, long>();

    public long Quarantined { get; init; }

    public long Rejected { get; init; }

    public long InFlight { get; init; }

    public long Difference { get; init; }

    [JsonIgnore]
    public long Repeats => Repeated.Values.Sum();
}
