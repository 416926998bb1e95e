namespace NewsPlatform.Deduplication.Detection;

/// <summary>How an index is held; nothing here changes a verdict but <see cref="MaxCandidates"/>.</summary>
internal sealed record DetectionOptions
{
    /// <summary>
    /// A folder for the prints of the window's texts (about 1.5 KB an article), which then are files the operating system
    /// pages; none: memory.
    /// </summary>
    public string? SpillDirectory { get; init; }

    /// <summary>Candidates whose texts are compared, the best by rarity of what they share.</summary>
    public int MaxCandidates { get; init; } = 32;

    /// <summary>
    /// Share of the smaller sample that must be shared to be compared at all. Texts that share a quarter of their words share
    /// five times as much; one or two of sixty hashes are a phrase.
    /// </summary>
    public double MinSharedSample { get; init; } = 0.05;
}
