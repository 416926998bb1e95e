namespace NewsPlatform.Deduplication.Detection;

/// <summary>An article as the rules look at it: arriving or stored, wherever its arrays lie.</summary>
internal readonly ref struct ArticleView
{
    public required ArticleOrder Order { get; init; }

    public required ulong Source { get; init; }

    public required ulong Identity { get; init; }

    public required ulong RawKey { get; init; }

    public required UInt128 BodyKey { get; init; }

    public required ulong ArticleKey { get; init; }

    public required ulong Headline { get; init; }

    public required RevisionMark Mark { get; init; }

    public required ReadOnlySpan<ushort> HeadlineWords { get; init; }

    public required ReadOnlySpan<ushort> HeadlineStems { get; init; }

    public required ReadOnlySpan<ushort> Words { get; init; }

    public required ReadOnlySpan<ushort> Letters { get; init; }

    public required ReadOnlySpan<byte> Offsets { get; init; }
}
