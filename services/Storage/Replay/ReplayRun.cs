using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NewsPlatform.Contracts;
using NewsPlatform.Storage.Search;

namespace NewsPlatform.Storage.Replay;

/// <summary>A stage run again over stored articles, in the collection <c>replays</c>. Nothing stored changes before it is promoted.</summary>
internal sealed record ReplayRun
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>One of <see cref="ReplayStage"/>.</summary>
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

/// <summary>Words for <see cref="ReplayRun.Stage"/>.</summary>
internal static class ReplayStage
{
    public const string Enrichment = "enrichment";

    public const string Deduplication = "deduplication";
}

/// <summary>Words for <see cref="ReplayRun.State"/>.</summary>
internal static class ReplayState
{
    public const string Running = "running";

    /// <summary>Every article came back, or did not in the time given: the report says how many.</summary>
    public const string Done = "done";

    public const string Promoted = "promoted";
}

/// <summary>What one article is under the current rules beside what is stored of it, in the collection <c>replayResults</c>.</summary>
internal sealed record ReplayResult
{
    /// <summary>Replay, a slash, article.</summary>
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public required string ReplayId { get; init; }

    public required string ArticleId { get; init; }

    public string? Headline { get; init; }

    /// <summary>The stored article's version whose notes were compared with: they are promoted over no other.</summary>
    public long Version { get; init; }

    /// <summary>The notes that differ, by name, or the change of the verdict; empty when nothing does.</summary>
    public required IReadOnlyList<string> Changed { get; init; }

    /// <summary>What differs, as it is stored.</summary>
    public required JsonObject Before { get; init; }

    /// <summary>What differs, under the current rules.</summary>
    public required JsonObject After { get; init; }

    /// <summary>All notes under the current rules, of a replay of Enrichment.</summary>
    public Contracts.Enrichment? Enrichment { get; init; }

    /// <summary>The stored verdict that was compared with, of a replay of Deduplication: another one is promoted over no other.</summary>
    public Verdict? Compared { get; init; }

    /// <summary>What is said when the verdict is promoted; none where no word on two articles says it.</summary>
    public ReplayedWord? Word { get; init; }

    /// <summary>Why it was not judged again, one of <see cref="Contracts.Unjudged"/>.</summary>
    public string? Unjudged { get; init; }

    /// <summary>Whether what differs can be promoted at all.</summary>
    public bool Promotable { get; init; } = true;

    public bool Promoted { get; init; }

    public static string IdOf(string replay, string article) => $"{replay}/{article}";
}

/// <summary>A word on two articles, see <see cref="VerdictOverruled"/>.</summary>
internal sealed record ReplayedWord(bool IsRepeat, string OtherId, string? InsteadOf);

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

    /// <summary>Of those the ones that can be promoted.</summary>
    public required long Promotable { get; init; }

    public required long Promoted { get; init; }

    /// <summary>Articles that came back without an answer, by reason. They are compared with nothing, and differ in nothing.</summary>
    public required IReadOnlyList<UnjudgedArticles> Unjudged { get; init; }

    /// <summary>How many articles differ in each note, or change their verdict in each way, the most first.</summary>
    public required IReadOnlyList<ReplayField> Fields { get; init; }
}

/// <param name="Reason">One of <see cref="Contracts.Unjudged"/>.</param>
/// <param name="Articles">How many.</param>
internal sealed record UnjudgedArticles(string Reason, int Articles);

internal sealed record ReplayField
{
    public required string Field { get; init; }

    public required int Articles { get; init; }

    /// <summary>Of those the ones that can be promoted.</summary>
    public required long Promotable { get; init; }

    public required IReadOnlyList<ReplayExample> Examples { get; init; }
}

/// <param name="Promoted">Articles for which what differs was made so.</param>
/// <param name="Overtaken">Articles that had changed since they were compared, and were left alone.</param>
/// <param name="NotPromotable">Articles whose difference cannot be promoted.</param>
internal sealed record ReplayPromotion(int Promoted, int Overtaken, long NotPromotable);

/// <summary>One article's note or verdict before and after; long ones are cut.</summary>
internal sealed record ReplayExample(string ArticleId, string? Headline, string? Before, string? After);
