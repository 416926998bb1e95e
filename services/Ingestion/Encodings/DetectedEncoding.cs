using System.Text;

namespace NewsPlatform.Ingestion.Encodings;

/// <summary>The encoding a document is read with, and how far to trust the choice.</summary>
internal sealed record DetectedEncoding
{
    public required Encoding Encoding { get; init; }

    /// <summary>The name people know: <c>utf-8</c>, <c>windows-1256</c>, <c>shift_jis</c>.</summary>
    public required string Name { get; init; }

    /// <summary>0 (a guess) to 1 (certain).</summary>
    public required double Confidence { get; init; }

    public required EncodingOrigin From { get; init; }

    /// <summary>True when another encoding explains the bytes about as well: the text is kept, and said to be doubtful.</summary>
    public bool Doubtful { get; init; }

    /// <summary>Bytes of byte order mark to pass over before decoding.</summary>
    public int BomLength { get; init; }

    /// <summary>The declaration that was overruled by the bytes, when there was one.</summary>
    public string? OverruledDeclaration { get; init; }
}
