namespace NewsPlatform.Ingestion.Formats;

/// <summary>
/// One kind of document. To add one: write the class, add it to <see cref="FormatReader.KnownFormats"/>.
/// What a document does wrong is a value (<see cref="InputDocument.Refuse"/>, <see cref="InputDocument.Reject"/>), never an exception.
/// </summary>
internal interface IInputFormat
{
    /// <summary>The word receipts show: <c>html</c>, <c>rss</c>, <c>warc</c>.</summary>
    string Name { get; }

    /// <summary>
    /// How surely this is the format, judged by content: 0 (not at all) to 1 (nothing else begins like this).
    /// The file's name may only tip a balance.
    /// </summary>
    double Recognize(in InputHead head);

    /// <summary>The articles in reading order. Lazy: a large document is read as its articles are taken.</summary>
    IEnumerable<FoundArticle> Read(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken);
}
