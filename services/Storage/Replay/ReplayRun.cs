using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NewsPlatform.Storage.Search;

namespace NewsPlatform.Storage.Replay;

/// <summary>A stage run again over stored articles, in the collection <c>replays</c>. Nothing stored changes before it is promoted.</summary>
internal sealed record ReplayRun
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>The stage: <c>enrichment</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Which articles.</summary>
    public required SearchQuery Query { get; init; }

    /// <summary>This many at most, the newest.</summary>
    public required int Limit { get; init; }

    /// <summary>One of <see cref="ReplayState"/>.</summary>
    public required string State { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Articles sent through the stage again.</summary>
    public int Sent { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public DateTimeOffset? PromotedAt { get; init; }

    /// <summary>Until when its runner has it; a replay whose runner ended is taken over.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }
}

/// <summary>Words for <see cref="ReplayRun.State"/>.</summary>
internal static class ReplayState
{
    public const string Running = "running";

    /// <summary>Every article came back, or did not in the time given: the report says how many.</summary>
    public const string Done = "done";

    public const string Promoted = "promoted";
}

/// <summary>One article's notes under the current rules beside those that are stored, in the collection <c>replayResults</c>.</summary>
internal sealed record ReplayResult
{
    /// <summary>Replay, a slash, article.</summary>
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public required string ReplayId { get; init; }

    public required string ArticleId { get; init; }

    public string? Headline { get; init; }

    /// <summary>The stored article's version that was compared with: it is promoted over no other.</summary>
    public required long Version { get; init; }

    /// <summary>The notes that differ, by name; empty when nothing does.</summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>What differs, as it is stored.</summary>
    public required JsonObject Before { get; init; }

    /// <summary>What differs, under the current rules.</summary>
    public required JsonObject After { get; init; }

    /// <summary>All notes under the current rules.</summary>
    public required Contracts.Enrichment Enrichment { get; init; }

    public bool Promoted { get; init; }

    public static string IdOf(string replay, string article) => $"{replay}/{article}";
}

/// <summary>What a replay would change.</summary>
internal sealed record ReplayReport
{
    public required ReplayRun Replay { get; init; }

    /// <summary>Articles that came back.</summary>
    public required long Back { get; init; }

    /// <summary>Sent and not back: on their way, or in quarantine.</summary>
    public long Missing => Replay.Sent - Back;

    /// <summary>Articles of which anything differs.</summary>
    public required long Changed { get; init; }

    public required long Promoted { get; init; }

    /// <summary>How many articles differ in each note, the most first.</summary>
    public required IReadOnlyList<ReplayField> Fields { get; init; }
}

internal sealed record ReplayField
{
    public required string Field { get; init; }

    public required int Articles { get; init; }

    public required IReadOnlyList<ReplayExample> Examples { get; init; }
}

/// <summary>One article's note before and after; long ones are cut.</summary>
internal sealed record ReplayExample(string ArticleId, string? Headline, string? Before, string? After);
