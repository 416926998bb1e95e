namespace NewsPlatform.Ingestion.Formats;

/// <summary>Why a document, or one record of it, is not read. Fixed words: receipts, metrics and pages show them.</summary>
internal static class RefusalReason
{
    public const string Empty = "empty";
    public const string NotText = "not text";
    public const string TooLarge = "too large";
    public const string TooManyRecords = "too many records";
    public const string TooSlow = "too slow";
    public const string MalformedJson = "malformed json";
    public const string MalformedXml = "malformed xml";
    public const string MalformedTable = "malformed table";
    public const string MalformedWarc = "malformed warc";
    public const string MalformedArchive = "malformed archive";
    public const string NestedTooDeeply = "nested too deeply";
    public const string EntityExpansion = "entity expansion";
    public const string ArchiveBomb = "archive bomb";
    public const string UnsafeEntry = "unsafe entry";
    public const string Encrypted = "encrypted";
    public const string UnknownFormat = "unknown format";
    public const string NoText = "no text";

    /// <summary>The reader itself failed: a fault of ours, told apart from the faults of documents.</summary>
    public const string Unreadable = "unreadable";
}
