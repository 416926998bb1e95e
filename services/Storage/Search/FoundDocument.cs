using System.Text.Json.Serialization;
using NewsPlatform.Contracts;

namespace NewsPlatform.Storage.Search;

/// <summary>The part of a stored article that a list of results needs; the rest is not read from the store.</summary>
internal sealed record FoundDocument
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public required FoundText Article { get; init; }

    public required FoundVerdict Verdict { get; init; }

    public required FoundNotes Enrichment { get; init; }

    public required FoundAt Search { get; init; }

    public required DateTimeOffset IngestedAt { get; init; }
}

internal sealed record FoundText
{
    public required string Text { get; init; }

    public required string Source { get; init; }

    public required string Kind { get; init; }

    public required string DocumentId { get; init; }

    public string? Headline { get; init; }

    public string? Link { get; init; }

    public string? Author { get; init; }
}

internal sealed record FoundVerdict
{
    public required string Kind { get; init; }

    public string? KeptArticleId { get; init; }
}

internal sealed record FoundNotes
{
    public required string Language { get; init; }

    public BestHeadline? Headline { get; init; }

    public FoundName? Category { get; init; }

    public FoundStory? Story { get; init; }

    public Origin? Origin { get; init; }
}

internal sealed record FoundName(string Name);

internal sealed record FoundStory(string StoryId);

internal sealed record FoundAt(DateTimeOffset At, long Order, string Profile, long? Origin);
