namespace NewsPlatform.Enrichment.Stories;

/// <summary>
/// An article as stories see it: hashes of its stems, names and numbers (<see cref="Hash"/>), nothing that could be read. Small
/// enough to be logged for other replicas (about 2 KB) and all that a join is ever decided on.
/// </summary>
internal sealed record StoryArticle
{
    public required string ArticleId { get; init; }

    /// <summary>When it was published; where nobody says, when it came in.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Source { get; init; }

    /// <summary>For the page, not for the decision.</summary>
    public required string Headline { get; init; }

    /// <summary>Stems of content words, ascending.</summary>
    public required uint[] Terms { get; init; }

    /// <summary>For each term what its mentions weigh, in quarters: the headline three mentions, the opening two.</summary>
    public required byte[] Counts { get; init; }

    /// <summary>Stems of the headline, ascending.</summary>
    public required uint[] HeadlineTerms { get; init; }

    /// <summary>Stems of the opening, ascending.</summary>
    public required uint[] LeadTerms { get; init; }

    /// <summary>People, organisations and places other than whole countries, ascending.</summary>
    public required uint[] Names { get; init; }

    /// <summary>Numbers of two digits or more that are no years, ascending.</summary>
    public required uint[] Numbers { get; init; }

    /// <summary>A sample of the hashes of its runs of four words, ascending.</summary>
    public required uint[] Shingles { get; init; }

    /// <summary>
    /// A hash in 32 bits, its upper ones, which keep the order: among the 200 terms of two articles one pair in 100,000 meets by
    /// chance, and what every replica holds and reads is half as much.
    /// </summary>
    public static uint Hash(ulong hash) => (uint)(hash >> 32);
}
