namespace NewsPlatform.Contracts;

/// <summary>
/// These articles are not on their way any more: they wait in quarantine, or a person gave them up. Storage tells Ingestion,
/// which writes it into the ledger and the receipts. An article that is sent on its way again reaches its fate as any other.
/// </summary>
public sealed record ArticlesSetAside
{
    public required IReadOnlyList<SetAsideArticle> Articles { get; init; }
}

/// <summary>One article of the bundle.</summary>
public sealed record SetAsideArticle
{
    public required string ArticleId { get; init; }

    public required string DocumentId { get; init; }

    public required int Position { get; init; }

    /// <summary><see cref="Contracts.Fate.Quarantined"/> or <see cref="Contracts.Fate.Rejected"/>.</summary>
    public required string Fate { get; init; }

    /// <summary>What failed, or why it was given up.</summary>
    public required string Reason { get; init; }
}
