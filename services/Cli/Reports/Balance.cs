namespace NewsPlatform.Cli.Reports;

/// <summary>
/// The sheet that must always come out even: <c>found = stored + repeated + quarantined + rejected + in flight</c>.
/// Stored and repeated are what lies in the store, not what somebody said of it.
/// </summary>
internal sealed record Balance
{
    public required long Documents { get; init; }

    public required long CompleteDocuments { get; init; }

    public required long FailedDocuments { get; init; }

    public required long Found { get; init; }

    /// <summary>Documents in the collection <c>articles</c>.</summary>
    public required long Stored { get; init; }

    /// <summary>Documents in the collection <c>repeats</c>.</summary>
    public required long Repeated { get; init; }

    public required long Quarantined { get; init; }

    public required long Rejected { get; init; }

    public required long InFlight { get; init; }

    /// <summary>Positive: so many articles are lost. Negative: so many are there twice, or belong to no document.</summary>
    public long Difference => Found - Stored - Repeated - Quarantined - Rejected - InFlight;

    /// <param name="documents">All documents; those that are complete; those that failed.</param>
    /// <param name="found">Articles found in them.</param>
    /// <param name="fates">The ledger's lines about them.</param>
    /// <param name="articles">Articles in the store.</param>
    /// <param name="repeats">Repeats in the store.</param>
    public static Balance Of((long All, long Complete, long Failed) documents, long found, FateCounts fates, long articles, long repeats)
    {
        // The store has an article a moment before the ledger hears of it. What the ledger still counts as in flight and
        // the store already has is stored; more than that, or less than the ledger was told, is a difference.
        var ahead = Math.Clamp(articles + repeats - fates.Stored - fates.Repeated, 0, fates.InFlight);
        return new()
        {
            Documents = documents.All,
            CompleteDocuments = documents.Complete,
            FailedDocuments = documents.Failed,
            Found = found,
            Stored = articles,
            Repeated = repeats,
            Quarantined = fates.Quarantined,
            Rejected = fates.Rejected,
            InFlight = fates.InFlight - ahead,
        };
    }
}
