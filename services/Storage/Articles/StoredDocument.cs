using System.Text.Json.Nodes;
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

    /// <summary>Path of the moment that lists are sorted by.</summary>
    internal const string At = "search.at";

    /// <summary>Path of the place in lists.</summary>
    internal const string Order = "search.order";

    /// <summary>Path of the rules under which it was indexed.</summary>
    internal const string Profile = "search.profile";

    /// <summary>Path of what tells its states apart.</summary>
    internal const string Change = "search.change";

    /// <summary>Path of the segment that has its entry.</summary>
    internal const string Origin = "search.origin";
}

/// <summary>Where a stored article stands in lists, and how far it is indexed.</summary>
internal sealed record SearchEntry
{
    /// <summary>The profile of an article that is still to be indexed, for the first time or anew.</summary>
    public const string Pending = "";

    /// <summary>The profile of an article that is being deleted: it is indexed no more, and found no more.</summary>
    public const string Leaving = "leaving";

    // Bits of an order that are the id's: articles of one millisecond keep a fixed order among each other.
    private const int TieBits = 20;

    /// <summary>Rules under which it was indexed, see <see cref="SearchStem.Version"/>; <see cref="Pending"/> before it is.</summary>
    public required string Profile { get; init; }

    /// <summary>When it was published, where that is known and no later than it came in, else when it came in.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The same moment as a number that no other article has: one short key for index and cursor.</summary>
    public required long Order { get; init; }

    /// <summary>Another number for every state of the article: who indexes it sees by it that nothing else has changed it meanwhile.</summary>
    public long Change { get; init; }

    /// <summary>The segment of the index that its entry was made in, whichever has it now; none before it is indexed.</summary>
    public long? Origin { get; init; }

    /// <summary>The first order of a moment.</summary>
    public static long OrderOf(DateTimeOffset at) => at.ToUnixTimeMilliseconds() << TieBits;

    /// <summary>The entry of an article that is listed at once and indexed soon after.</summary>
    /// <param name="version">See <see cref="StoredDocument.Version"/>.</param>
    public static SearchEntry Later(Article article, Contracts.Enrichment enrichment, DateTimeOffset ingestedAt, long version)
    {
        var at = Moment(article, enrichment, ingestedAt);
        return new()
        {
            Profile = Pending,
            At = at,
            Order = OrderOf(at) | Tie(article.ArticleId),
            Change = ChangeOf($"{article.ArticleId}/{version}"),
        };
    }

    /// <param name="state">What tells this state of the article from its others.</param>
    public static long ChangeOf(string state) => (long)(Text.WordHash.Of(state) >> 1);

    /// <summary>Adds the entry to what is set on a stored article. What it has of an earlier entry and this one has not stays.</summary>
    public static void Set(JsonObject fields, JsonObject entry)
    {
        foreach (var (name, value) in entry)
        {
            fields[$"search.{name}"] = value?.DeepClone();
        }
    }

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

/// <summary>What an article is now by which it goes on, in the collection <c>corrections</c>.</summary>
internal sealed record CorrectionDocument
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public required Verdict Verdict { get; init; }
}

/// <summary>What lies there of articles about which more than one thing was said.</summary>
internal sealed record Settled
{
    public static readonly Settled Nothing = new();

    /// <summary>Those that are stored, under the verdict that holds.</summary>
    public IReadOnlyList<StoredDocument> Articles { get; init; } = [];

    /// <summary>Those that are held back, with their text. Where it has not arrived yet there is nothing to tell.</summary>
    public IReadOnlyList<RepeatDocument> Repeats { get; init; } = [];

    /// <summary>Those that are held back and should not be, with the verdict by which they go on.</summary>
    public IReadOnlyList<(RepeatDocument Held, Verdict Verdict)> Released { get; init; } = [];
}
