using NewsPlatform.Cli.Reports;

namespace NewsPlatform.Cli.Dropping;

/// <summary>One file on its way in, and what became of it.</summary>
internal sealed class DropItem(string source, string name)
{
    /// <summary>Where the person's own file lies; it stays there.</summary>
    public string Source { get; } = source;

    /// <summary>Its path in the inbox.</summary>
    public string Name { get; set; } = name;

    /// <summary>SHA-256 of the bytes, which is the document's id; none when they could not be read.</summary>
    public string? Id { get; set; }

    public long Bytes { get; set; }

    public DateTimeOffset DroppedAt { get; set; }

    /// <summary>Under which name the same bytes came before, when they did; then nothing was copied.</summary>
    public string? KnownAs { get; set; }

    /// <summary>Why it could not be dropped, or why the platform refused it.</summary>
    public string? Failure { get; set; }

    /// <summary>The ledger's line, once the document has its end.</summary>
    public DocumentLine? Document { get; set; }

    public FateCounts? Fates { get; set; }

    public bool IsSettled => Failure is not null || Document is not null;

    /// <summary>
    /// What the ledger may know it by. A file that cannot be read as bytes (empty, too large) has no hash there.
    /// </summary>
    public IEnumerable<string> LedgerIds => [Id!, "unread:" + Name];
}
