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

    /// <summary>Path of the place in lists.</summary>
    internal const string Order = "search.order";

    /// <summary>Path of the rules under which the terms were made.</summary>
    internal const string Profile = "search.profile";
}

/// <summary>What a stored article is found by.</summary>
internal sealed record SearchEntry
{
    /// <summary>The profile of an article whose terms are still to be made.</summary>
    public const string Pending = "";

    // Bits of an order that are the id's: articles of one millisecond keep a fixed order among each other.
    private const int TieBits = 20;

    /// <summary>Rules under which the terms were made, see <see cref="SearchStem.Version"/>; <see cref="Pending"/> before they are.</summary>
    public required string Profile { get; init; }

    /// <summary>When it was published, where that is known and no later than it came in, else when it came in.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The same moment as a number that no other article has: one short key for index and cursor.</summary>
    public required long Order { get; init; }

    public required IReadOnlyList<string> Terms { get; init; }

    /// <summary>The first order of a moment.</summary>
    public static long OrderOf(DateTimeOffset at) => at.ToUnixTimeMilliseconds() << TieBits;

    /// <summary>The entry of an article that is listed at once and found by its words soon after.</summary>
    public static SearchEntry Later(Article article, Contracts.Enrichment enrichment, DateTimeOffset ingestedAt)
    {
        var at = Moment(article, enrichment, ingestedAt);
        return new() { Profile = Pending, At = at, Order = OrderOf(at) | Tie(article.ArticleId), Terms = [] };
    }

    public static SearchEntry Of(Article article, Verdict verdict, Contracts.Enrichment enrichment, DateTimeOffset ingestedAt) =>
        Later(article, enrichment, ingestedAt) with { Profile = SearchStem.Version, Terms = SearchTerms.Of(article, verdict, enrichment) };

    private static DateTimeOffset Moment(Article article, Contracts.Enrichment enrichment, DateTimeOffset ingestedAt)
    {
        var published = enrichment.Publication is { } noted
            ? noted.At ?? new DateTimeOffset(noted.Date, TimeOnly.MinValue, TimeSpan.Zero)
            : article.Published;
        return published is { } moment && moment <= ingestedAt ? moment : ingestedAt;
    }

    private static long Tie(string id) => (long)(Text.WordHash.Of(id) >> (64 - TieBits));
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
