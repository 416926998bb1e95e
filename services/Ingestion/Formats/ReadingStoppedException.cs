namespace NewsPlatform.Ingestion.Formats;

/// <summary>
/// A stream of unpacked bytes must not be read further: it is a bomb, or damaged. An exception because whoever reads the
/// stream knows nothing of packing; the reader turns it into the refusal it carries, once.
/// </summary>
internal sealed class ReadingStoppedException(string reason, string sentence) : Exception(sentence)
{
    /// <summary>One of <see cref="RefusalReason"/>.</summary>
    public string Reason { get; } = reason;
}
