using System.Text;

namespace NewsPlatform.Ingestion.Formats.PlainText;

/// <summary>From places in decoded text back to places in the bytes. Asked in rising order; asking backwards starts anew.</summary>
internal sealed class BytePlaces(Encoding encoding, ReadOnlyMemory<byte> bytes, string text)
{
    private readonly char[] _scratch = new char[4096];
    private Decoder _decoder = encoding.GetDecoder();
    private int _characters;
    private int _bytes;

    /// <summary>The byte at which character <paramref name="place"/> begins; the end of the bytes for the end of the text.</summary>
    public long Of(long place)
    {
        if (place <= 0)
        {
            return 0;
        }

        if (place >= text.Length)
        {
            return bytes.Length;
        }

        if (encoding.IsSingleByte)
        {
            return place;
        }

        if (place < _characters)
        {
            _decoder = encoding.GetDecoder();
            _characters = _bytes = 0;
        }

        while (_characters < place)
        {
            var wanted = (int)Math.Min(place - _characters, _scratch.Length);
            if (wanted == 1 && char.IsHighSurrogate(text[_characters]))
            {
                wanted = 2;
            }

            _decoder.Convert(bytes.Span[_bytes..], _scratch.AsSpan(0, wanted), flush: false, out var bytesUsed, out var charsUsed, out _);
            if (bytesUsed == 0 && charsUsed == 0)
            {
                break;
            }

            _bytes += bytesUsed;
            _characters += charsUsed;
        }

        return _bytes;
    }
}
