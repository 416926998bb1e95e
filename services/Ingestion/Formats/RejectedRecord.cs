namespace NewsPlatform.Ingestion.Formats;

/// <summary>One record of a document that could not be read while its neighbours could.</summary>
internal sealed record RejectedRecord
{
    /// <summary>One of <see cref="RefusalReason"/>.</summary>
    public required string Reason { get; init; }

    public required string Sentence { get; init; }

    /// <summary>First byte of the record in the document, -1 where the format cannot say.</summary>
    public required long Start { get; init; }

    /// <summary>The byte after its last, or <see cref="Start"/> where unknown.</summary>
    public long End { get; init; }

    /// <summary>Which record: "line 7", an entry's name, an address.</summary>
    public string? Record { get; init; }
}
