using System.Text.Json.Serialization;
using NewsPlatform.Mongo.Logs;

namespace NewsPlatform.Enrichment.Stories;

/// <summary>
/// One entry of the log: the articles of one bundle before they are decided, or what was decided. One document, so that a
/// reader sees all of it or nothing.
/// </summary>
internal sealed record LoggedStories : IReplicaLogEntry
{
    /// <summary>The stream and the number in it.</summary>
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>Which replica wrote it, in which of its lives.</summary>
    public required string Stream { get; init; }

    /// <summary>Counts from 1 within the stream.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>As <see cref="StoryCodec"/> packs them.</summary>
    public IReadOnlyList<byte[]> Articles { get; init; } = [];

    public IReadOnlyList<StoryChange> Changes { get; init; } = [];
}
