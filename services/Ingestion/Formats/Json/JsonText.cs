using System.Text;
using NewsPlatform.Ingestion.Encodings;

namespace NewsPlatform.Ingestion.Formats.Json;

/// <summary>The UTF-8 bytes of a JSON document, whatever encoding it came in.</summary>
internal readonly record struct JsonText
{
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Where <see cref="Bytes"/> begins in the document, or -1 when the document was in another encoding and places mean nothing.</summary>
    public required long Offset { get; init; }

    public static bool TryRead(InputDocument document, out JsonText json)
    {
        json = default;
        if (!document.TryReadAll(out var all))
        {
            return false;
        }

        var encoding = document.Encoding;
        if (encoding.Encoding.CodePage == Encoding.UTF8.CodePage && Utf8Shape.Of(all.Span[encoding.BomLength..]).Valid)
        {
            document.TellEncoding();
            json = new JsonText { Bytes = all[encoding.BomLength..], Offset = encoding.BomLength };
            return true;
        }

        if (!document.TryReadText(out var text))
        {
            return false;
        }

        json = new JsonText { Bytes = Encoding.UTF8.GetBytes(text), Offset = -1 };
        return true;
    }

    /// <summary>The place of a byte in the document; 0 to the document's length where places mean nothing.</summary>
    public (long Start, long End) Place(int start, int end, InputDocument document) =>
        Offset < 0 ? (0, document.Head.Length) : (Offset + start, Offset + end);
}
