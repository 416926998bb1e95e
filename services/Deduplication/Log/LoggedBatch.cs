using System.Text.Json.Serialization;
using NewsPlatform.Deduplication.Deciding;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Mongo.Logs;

namespace NewsPlatform.Deduplication.Log;

/// <summary>
/// One entry of the log: what one replica found in one batch. A whole batch is one document, so that a reader sees all of
/// it or nothing, and a replica's entries can be read by their running number without a hole.
/// </summary>
internal sealed record LoggedBatch : IReplicaLogEntry
{
    /// <summary>The stream and the number in it.</summary>
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>Which replica wrote it, in which of its lives.</summary>
    public required string Stream { get; init; }

    /// <summary>Counts from 1 within the stream.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Packed fingerprints of the batch's articles, base64.</summary>
    public IReadOnlyList<byte[]> Fingerprints { get; init; } = [];

    public IReadOnlyList<LoggedPair> Pairs { get; init; } = [];

    /// <summary>What its writer has told of articles, with what it knew then. Who knows more compares, and corrects.</summary>
    public IReadOnlyList<LoggedVerdict> Told { get; init; } = [];
}

/// <summary>What an article was told to be.</summary>
internal sealed record LoggedVerdict
{
    public required LoggedPlace Article { get; init; }

    public required RepeatKind Kind { get; init; }

    public string? KeptArticleId { get; init; }

    public static LoggedVerdict Of(ToldVerdict told) => new() { Article = LoggedPlace.Of(told.Article), Kind = told.Kind, KeptArticleId = told.KeptArticleId };
}

/// <summary>A verified pair, as it lies in the log.</summary>
internal sealed record LoggedPair
{
    public required LoggedPlace Earlier { get; init; }

    public required LoggedPlace Later { get; init; }

    public required RepeatKind Kind { get; init; }

    public required TextRelation Text { get; init; }

    public required string Rule { get; init; }

    public required double Score { get; init; }

    public bool EarlierIsInside { get; init; }

    /// <summary>When a person said so; ticks, as above.</summary>
    public long? OverruledTicks { get; init; }

    public static LoggedPair Of(Relation relation) => new()
    {
        Earlier = LoggedPlace.Of(relation.Earlier),
        Later = LoggedPlace.Of(relation.Later),
        Kind = relation.Kind,
        Text = relation.Text,
        Rule = relation.Rule,
        Score = relation.Score,
        EarlierIsInside = relation.EarlierIsInside,
        OverruledTicks = relation.OverruledAt?.UtcTicks,
    };

    public Relation ToRelation() => new()
    {
        Earlier = Earlier.ToOrder(),
        Later = Later.ToOrder(),
        Kind = Kind,
        Text = Text,
        Rule = Rule,
        Score = Score,
        EarlierIsInside = EarlierIsInside,
        OverruledAt = OverruledTicks is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
    };
}

/// <summary>An article's place in the order of articles. Ticks, because the store's dates end at the millisecond.</summary>
internal sealed record LoggedPlace
{
    public required string ArticleId { get; init; }

    public required long PublishedTicks { get; init; }

    public required long Sequence { get; init; }

    public static LoggedPlace Of(ArticleOrder order) =>
        new() { ArticleId = order.Id.ToString(), PublishedTicks = order.Published.UtcTicks, Sequence = order.Sequence };

    public ArticleOrder ToOrder() => new(new DateTimeOffset(PublishedTicks, TimeSpan.Zero), Sequence, new ArticleKey(ArticleId));
}
