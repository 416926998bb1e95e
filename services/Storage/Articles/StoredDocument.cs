using System.Text.Json.Serialization;
using NewsPlatform.Contracts;
using NewsPlatform.Storage.Search;

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

    /// <summary>When Enrichment finished, in milliseconds since 1970: of two deliveries the later one stands.</summary>
    public required long Version { get; init; }

    public required SearchEntry Search { get; init; }

    /// <summary>Path of the terms.</summary>
    internal const string Terms = "search.terms";

    /// <summary>Path of the moment that lists are sorted by.</summary>
    internal const string At = "search.at";
}

/// <summary>What a stored article is found by.</summary>
internal sealed record SearchEntry
{
    /// <summary>Rules under which the terms were made, see <see cref="SearchStem.Version"/>.</summary>
    public required string Profile { get; init; }

    /// <summary>When it was published, where that is known and no later than it came in, else when it came in.</summary>
    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<string> Terms { get; init; }

    public static SearchEntry Of(Article article, Verdict verdict, Contracts.Enrichment enrichment, DateTimeOffset ingestedAt)
    {
        var published = enrichment.Publication is { } noted
            ? noted.At ?? new DateTimeOffset(noted.Date, TimeOnly.MinValue, TimeSpan.Zero)
            : article.Published;
        return new()
        {
            Profile = SearchStem.Version,
            At = published is { } moment && moment <= ingestedAt ? moment : ingestedAt,
            Terms = SearchTerms.Of(article, verdict, enrichment),
        };
    }
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
