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

    /// <summary>
    /// The collections are read one after the other while articles move. The store is counted before and after the
    /// ledger's lines: what the lines say counts as long as it lies between the two, since it was so at that moment.
    /// </summary>
    public static Balance Of(StoreCounts before, FateCounts fates, StoreCounts after)
    {
        var found = Between(fates.All, before.Found, after.Found);
        var stored = Between(fates.Stored, before.Articles, after.Articles);
        var repeated = Between(fates.Repeated, before.Repeats, after.Repeats);

        // The lines of a document are written before the document's own: after a crash in between they stay without it
        // until the file is taken again. Those articles are not found yet.
        var early = Math.Clamp(fates.All - found, 0, fates.InFlight);

        // The store has an article a moment before the ledger hears of it. What the ledger still counts as in flight and
        // the store already has is stored; more than that, or less than the ledger was told, is a difference.
        var ahead = Math.Clamp(stored + repeated - fates.Stored - fates.Repeated, 0, fates.InFlight - early);
        return new()
        {
            Documents = after.Documents,
            CompleteDocuments = after.Complete,
            FailedDocuments = after.Failed,
            Found = found,
            Stored = stored,
            Repeated = repeated,
            Quarantined = fates.Quarantined,
            Rejected = fates.Rejected,
            InFlight = fates.InFlight - early - ahead,
        };
    }

    // Counts only grow; were one to shrink, the later one is the truth.
    private static long Between(long value, long before, long after) => before <= after ? Math.Clamp(value, before, after) : after;
}

/// <summary>What lies in the store, without the ledger's lines about single articles.</summary>
/// <param name="Documents">All documents.</param>
/// <param name="Complete">Those whose articles all have their fate.</param>
/// <param name="Failed">Those that could not be read.</param>
/// <param name="Found">Articles found in all of them.</param>
/// <param name="Articles">In the collection <c>articles</c>.</param>
/// <param name="Repeats">In the collection <c>repeats</c>.</param>
internal readonly record struct StoreCounts(long Documents, long Complete, long Failed, long Found, long Articles, long Repeats);
