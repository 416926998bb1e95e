using System.Text;
using NewsPlatform.Contracts;
using NewsPlatform.Text;

namespace NewsPlatform.Ingestion.Documents;

/// <summary>Reads UTF-8 text as one article a document.</summary>
internal sealed class DocumentReader : IDocumentReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public DocumentReading Read(string documentId, string source, string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        string text;
        try
        {
            text = Strict.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            return DocumentReading.Refuse("not text: the bytes are no UTF-8");
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return DocumentReading.Refuse("not text: the file holds zero bytes");
        }

        var clean = TextCleaner.Clean(text).Trim();
        if (clean.Length == 0)
        {
            return DocumentReading.Refuse("empty: the file holds no words");
        }

        var article = new Article
        {
            ArticleId = DocumentIds.OfArticle(documentId, 0),
            DocumentId = documentId,
            Position = 0,
            Source = source,
            Kind = ArticleKind.Full,
            Text = clean,
            End = bytes.Length,
        };
        return new DocumentReading { Format = "text", Encoding = "utf-8", EncodingConfidence = 1, Articles = [new FoundArticle(article)] };
    }
}
