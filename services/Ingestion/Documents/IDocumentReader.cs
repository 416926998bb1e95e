namespace NewsPlatform.Ingestion.Documents;

/// <summary>Finds the articles in a document's bytes. Never throws for what the bytes are.</summary>
internal interface IDocumentReader
{
    DocumentReading Read(string documentId, string source, string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);
}
