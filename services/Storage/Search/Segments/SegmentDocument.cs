using System.Text.Json.Serialization;

namespace NewsPlatform.Storage.Search.Segments;

/// <summary>One segment of the index as it lies in <c>searchSegments</c>; what it holds lies in <c>searchBlocks</c>.</summary>
internal sealed record SegmentDocument
{
    [JsonPropertyName("_id")]
    public required long Id { get; init; }

    /// <summary>One of <see cref="SegmentState"/>.</summary>
    public required string State { get; init; }

    /// <summary>When it came into this state.</summary>
    public required DateTimeOffset At { get; init; }

    public int Articles { get; init; }

    /// <summary>How many buckets there are, as powers of two.</summary>
    public int TermBits { get; init; }

    public int WordBits { get; init; }

    /// <summary>Bytes of all blocks.</summary>
    public long Bytes { get; init; }

    /// <summary>How many of its entries are known to be dead, in which block.</summary>
    public int Dead { get; init; }

    /// <summary>
    /// The segments that this one was merged from. Those are read no more from the moment this one is alive: one write
    /// changes them all. A unique key stands over it, so that no two replicas merge the same segment.
    /// </summary>
    public IReadOnlyList<long>? Replaces { get; init; }

    public int Bits(Family family) => family == Family.Terms ? TermBits : WordBits;
}

internal static class SegmentState
{
    /// <summary>Its blocks are being written; nobody reads them.</summary>
    public const string Writing = "writing";

    /// <summary>Its blocks are written; its articles are being claimed for it.</summary>
    public const string Written = "written";

    /// <summary>It is searched.</summary>
    public const string Live = "live";

    /// <summary>It is being deleted.</summary>
    public const string Gone = "gone";
}

/// <summary>A part of a segment that is read and cached as one. Never changes.</summary>
internal sealed record BlockDocument
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public required byte[] Data { get; init; }

    public static string IdOf(long segment, Family family, int bucket) => $"{segment:x}-{family.Letter}{bucket:x}";

    public static string Entries(long segment) => $"{segment:x}-entries";

    public static string Facet(long segment, string field) => $"{segment:x}-f-{field}";

    /// <summary>What the entries take the place of, until the segment is alive.</summary>
    public static string Befores(long segment) => $"{segment:x}-befores";

    /// <summary>One bit for every entry.</summary>
    public static string Dead(long segment, int count) => $"{segment:x}-dead{count:x}";
}
