namespace NewsPlatform.Contracts;

/// <summary>
/// These articles have reached their fate in the store: as an article, or as a repeat of one. Storage tells Ingestion,
/// which completes the receipts; what an article means to others (stories, mail, export) has not happened yet.
/// </summary>
public sealed record ArticlesStored
{
    public required IReadOnlyList<StoredArticle> Articles { get; init; }
}

/// <summary>One article of the bundle, with a fate of its own.</summary>
public sealed record StoredArticle
{
    public required string ArticleId { get; init; }

    public required string DocumentId { get; init; }

    public required int Position { get; init; }

    /// <summary><see cref="Contracts.Fate.Stored"/> or <see cref="Contracts.Fate.Repeated"/>.</summary>
    public required string Fate { get; init; }

    /// <summary>The verdict's kind, see <see cref="VerdictKind"/>.</summary>
    public required string Verdict { get; init; }

    /// <summary>The article that is kept in its place, for a repeat.</summary>
    public string? KeptArticleId { get; init; }

    /// <summary>When a person said so, over what the rules said; a later word stands above an earlier one. Since the second release.</summary>
    public DateTimeOffset? OverruledAt { get; init; }

    public required Journey Journey { get; init; }
}

/// <summary>
/// Every article has exactly one fate. The words are the same in code, metric, log and page, and the balance is
/// <c>found = stored + repeated + quarantined + rejected + in flight</c>.
/// </summary>
public static class Fate
{
    /// <summary>Announced, and not yet at its end.</summary>
    public const string InFlight = "in flight";

    public const string Stored = "stored";

    public const string Repeated = "repeated";

    /// <summary>Waits in an error queue with its reason; a person can send it on its way again.</summary>
    public const string Quarantined = "quarantined";

    /// <summary>Found in the document but unreadable; it never left Ingestion.</summary>
    public const string Rejected = "rejected";
}
