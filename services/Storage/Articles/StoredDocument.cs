using System.Text.Json.Serialization;
using NewsPlatform.Contracts;

namespace NewsPlatform.Storage.Articles;

/// <summary>One article as it lies in the collection <c>articles</c>.</summary>
internal sealed record StoredDocument
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public required Article Article { get; init; }

    public required Verdict Verdict { get; init; }

    public required Contracts.Enrichment Enrichment { get; init; }

    public required Journey Journey { get; init; }

    public required DateTimeOffset IngestedAt { get; init; }

    public required DateTimeOffset StoredAt { get; init; }
}

/// <summary>One repeat as it lies in the collection <c>repeats</c>: what came, what it repeats, and why.</summary>
internal sealed record RepeatDocument
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public required Verdict Verdict { get; init; }

    public required Journey Journey { get; init; }

    public required DateTimeOffset StoredAt { get; init; }

    /// <summary>None while an article that turned out to be a repeat is still on its way here.</summary>
    public Article? Article { get; init; }

    public DateTimeOffset? IngestedAt { get; init; }

    /// <summary>What was noted before it turned out to be a repeat.</summary>
    public Contracts.Enrichment? Enrichment { get; init; }
}
