namespace NewsPlatform.Ingestion.Formats;

/// <summary>
/// What was made of one file. <see cref="Articles"/> can be walked once; the counts, notes and rejected records are final
/// when the walk has ended. A refusal is known at once: a file that gave an article is never refused afterwards, what went
/// wrong later is a rejected record.
/// </summary>
internal sealed class ReadResult(ReadingReport report, IEnumerable<FoundArticle> articles)
{
    /// <summary>The recognised format, <c>.gz</c> behind it when it was compressed: <c>rss</c>, <c>warc.gz</c>; <c>unknown</c> when refused before.</summary>
    public string Format => report.Format;

    /// <summary>The version within the format, where it has one: <c>2.0</c> of rss, <c>1.1</c> of json feed.</summary>
    public string? Version => report.Version;

    /// <summary>The encoding it was read with; null for archives and what was refused before decoding.</summary>
    public string? Encoding => report.Encoding?.Name;

    /// <summary>0 to 1; 0 where <see cref="Encoding"/> is null.</summary>
    public double EncodingConfidence => report.Encoding?.Confidence ?? 0;

    /// <summary>True when the text may have been decoded wrongly: kept, and to be looked at.</summary>
    public bool EncodingDoubtful => report.EncodingDoubtful;

    /// <summary>A word of <see cref="RefusalReason"/>, null when accepted.</summary>
    public string? Refused => report.Refusal?.Reason;

    /// <summary>The sentence that says why, null when accepted.</summary>
    public string? RefusedBecause => report.Refusal?.Sentence;

    /// <summary>What a person should know about the reading, each thing once: "mojibake repaired", "encoding doubtful".</summary>
    public IReadOnlyList<string> Notes => report.Notes;

    /// <summary>Records that were broken, the first thousand of them.</summary>
    public IReadOnlyList<RejectedRecord> RejectedRecords => report.Rejected;

    /// <summary>How many records were broken in all.</summary>
    public long RejectedCount => report.RejectedCount;

    /// <summary>The articles, lazily; the stream they come from must stay open until the walk ends. Cancellation is the only exception.</summary>
    public IEnumerable<FoundArticle> Articles => articles;
}
