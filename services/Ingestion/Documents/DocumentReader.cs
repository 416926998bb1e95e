using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Formats;

namespace NewsPlatform.Ingestion.Documents;

/// <summary>Reads a document of any known format and makes messages' articles of what is in it.</summary>
internal sealed class DocumentReader(SourceReaders readers) : IDocumentReader
{
    /// <summary>
    /// Characters of one article at most. A newspaper's longest pieces have a hundred thousand; MongoDB takes 16 MB in a
    /// document, which holds the text twice (as it is and normalised) at up to three bytes a character.
    /// </summary>
    internal const int LongestText = 2_000_000;

    public DocumentReading Read(string documentId, string source, string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var result = readers.For(source).Read(bytes, Path.GetFileName(name), ReadingLimits.Default, cancellationToken);
        if (result.Refused is { } refused)
        {
            return DocumentReading.Refuse($"{refused}: {result.RefusedBecause}");
        }

        // The walk comes first: counts, notes and rejected records are final when it has ended.
        var articles = new List<FoundArticle>();
        foreach (var found in result.Articles)
        {
            articles.Add(Found(documentId, source, articles.Count, found));
        }

        foreach (var rejected in result.RejectedRecords)
        {
            articles.Add(Rejected(documentId, source, articles.Count, rejected));
        }

        return new DocumentReading
        {
            Format = result.Format,
            Encoding = result.Encoding,
            EncodingConfidence = result.Encoding is null ? null : result.EncodingConfidence,
            Notes = result.RejectedCount > result.RejectedRecords.Count
                ? [.. result.Notes, $"{result.RejectedCount - result.RejectedRecords.Count} more broken records are not listed"]
                : result.Notes,
            Articles = articles,
        };
    }

    private static FoundArticle Found(string documentId, string source, int position, Formats.FoundArticle found)
    {
        // An entry that is only a headline is its headline: without a word of text all of them would repeat each other.
        var text = found.Text.Length > 0 ? found.Text : found.Headline ?? "";
        var tooLong = text.Length > LongestText;
        var article = new Article
        {
            ArticleId = DocumentIds.OfArticle(documentId, position),
            DocumentId = documentId,
            Position = position,
            Source = source,
            Kind = found.Kind,
            Text = tooLong ? "" : text,
            Headline = found.Headline,
            HeadlineFrom = found.HeadlineFrom,
            Subheads = found.Subheads,
            Credits = found.Credits,
            RelatedHeadlines = found.RelatedHeadlines,
            Dateline = found.Dateline,
            Published = found.Published,
            Author = found.Author,
            Link = found.Link,
            SourceId = found.SourceId,
            DeclaredLanguage = found.Language,
            Start = found.Start,
            End = found.End,
            Confidence = found.Confidence,
        };
        return new FoundArticle(article)
        {
            Rejected = tooLong ? $"too large: the article has {text.Length:N0} characters, and {LongestText:N0} are the most"
                : text.Length == 0 ? $"{RefusalReason.NoText}: the entry has neither text nor headline" : null,
        };
    }

    private static FoundArticle Rejected(string documentId, string source, int position, RejectedRecord record) =>
        new(new Article
        {
            ArticleId = DocumentIds.OfArticle(documentId, position),
            DocumentId = documentId,
            Position = position,
            Source = source,
            Kind = Contracts.ArticleKind.Full,
            Text = "",
            Headline = record.Record,
            Start = Math.Max(0, record.Start),
            End = Math.Max(0, record.End),
            Confidence = 0,
        })
        {
            Rejected = $"{record.Reason}: {record.Sentence}",
        };
}
