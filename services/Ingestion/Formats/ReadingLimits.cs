using System.ComponentModel.DataAnnotations;

namespace NewsPlatform.Ingestion.Formats;

/// <summary>
/// The bounds within which one file is read, so that no file costs more than 2 seconds or 256 MB without giving articles for it.
/// Every bound that is met ends in a refusal or a rejected record with its reason.
/// </summary>
internal sealed record ReadingLimits
{
    public static ReadingLimits Default { get; } = new();

    /// <summary>Bytes of a file. Large web captures and line files are read as a stream; 16 GB is where a file should be cut.</summary>
    [Range(1, long.MaxValue)]
    public long MaxBytes { get; init; } = 16L << 30;

    /// <summary>
    /// Bytes of one document that has to be held in memory: a page, a feed, a JSON document. The largest real page of a
    /// news site is a few MB; 32 MB decoded and taken apart stays below the 256 MB.
    /// </summary>
    [Range(1, 1 << 30)]
    public int MaxDocumentBytes { get; init; } = 32 << 20;

    /// <summary>
    /// Bytes of one record: a line of JSON Lines, an object of a JSON list, a row of a table, a line of text. An article of
    /// 4 MB would be a book; taken apart it costs twenty times its bytes.
    /// </summary>
    [Range(1, 1 << 30)]
    public int MaxRecordBytes { get; init; } = 4 << 20;

    /// <summary>Bytes all compressed content of one file may become. Twice the file limit: what is compressed is text.</summary>
    [Range(1, long.MaxValue)]
    public long MaxDecompressedBytes { get; init; } = 32L << 30;

    /// <summary>
    /// Times compressed bytes may grow, in one step and from the file to what came out of it. Text grows three to ten times,
    /// repetitive logs thirty; zeros a thousand. Judged after <see cref="RatioGraceBytes"/>.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int MaxRatio { get; init; } = 100;

    /// <summary>Decompressed bytes before the ratio is judged, so that a small repetitive file passes.</summary>
    [Range(0, long.MaxValue)]
    public long RatioGraceBytes { get; init; } = 2 << 20;

    /// <summary>Entries of one archive, or records of one web capture.</summary>
    [Range(1, int.MaxValue)]
    public int MaxEntries { get; init; } = 100_000;

    /// <summary>Archives within archives: a gz around a WARC whose records are gz is three.</summary>
    [Range(0, 16)]
    public int MaxArchiveDepth { get; init; } = 3;

    /// <summary>
    /// Open elements or brackets within one another. Browsers flatten beyond 512; RFC 8259 lets a reader choose; no article needs 50.
    /// </summary>
    [Range(1, 1000)]
    public int MaxDepth { get; init; } = 512;

    /// <summary>Articles of one file.</summary>
    [Range(1, int.MaxValue)]
    public int MaxArticles { get; init; } = 5_000_000;

    /// <summary>Columns of a table.</summary>
    [Range(1, int.MaxValue)]
    public int MaxColumns { get; init; } = 2_000;

    /// <summary>
    /// Time one document in memory may take by the wall clock. The other bounds keep it under 2 seconds of processor time; this
    /// is for what none of them foresees, and longer, so that a busy machine does not refuse sound files.
    /// </summary>
    public TimeSpan TimeBudget { get; init; } = TimeSpan.FromSeconds(10);
}
