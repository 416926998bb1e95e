using System.Buffers;
using System.Text;

namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// Makes byte offsets of offsets in a decoded text. Exact for UTF-8 (broken sequences included, each counted as the
/// decoder counts it), UTF-16 and UTF-32, and for every encoding with one byte a character; for other encodings exact
/// where the text was decoded without replacement.
/// </summary>
internal static class ByteRanges
{
    /// <summary>
    /// The byte offsets, counted from the first byte of the file, that belong to <paramref name="offsets"/> in the text
    /// that <paramref name="encoding"/> makes of the bytes after the byte order mark. An offset inside a surrogate pair
    /// gives the byte after the pair.
    /// </summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="encoding">What the text was decoded with, its replacement fallback the default one.</param>
    /// <param name="preamble">Length of the byte order mark, which is not part of the text.</param>
    /// <param name="offsets">UTF-16 offsets, ascending.</param>
    /// <exception cref="ArgumentException">The offsets do not ascend.</exception>
    public static long[] Of(ReadOnlySpan<byte> bytes, Encoding encoding, int preamble, IReadOnlyList<int> offsets)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        ArgumentNullException.ThrowIfNull(offsets);
        for (var i = 1; i < offsets.Count; i++)
        {
            if (offsets[i] < offsets[i - 1])
            {
                throw new ArgumentException("Offsets must ascend.", nameof(offsets));
            }
        }

        var body = bytes[preamble..];
        var found = encoding switch
        {
            UTF8Encoding => Utf8(body, offsets),
            UnicodeEncoding => Fixed(2, body.Length, offsets),
            { IsSingleByte: true } => Fixed(1, body.Length, offsets),
            _ => Other(body, encoding, offsets),
        };
        for (var i = 0; i < found.Length; i++)
        {
            found[i] += preamble;
        }

        return found;
    }

    private static long[] Fixed(int width, int length, IReadOnlyList<int> offsets)
    {
        var found = new long[offsets.Count];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = Math.Min((long)offsets[i] * width, length);
        }

        return found;
    }

    // A broken sequence makes one replacement character of its longest well-begun part, here as in the decoder.
    private static long[] Utf8(ReadOnlySpan<byte> bytes, IReadOnlyList<int> offsets)
    {
        var found = new long[offsets.Count];
        var units = 0;
        var at = 0;
        for (var i = 0; i < found.Length; i++)
        {
            while (units < offsets[i] && at < bytes.Length)
            {
                if (bytes[at] < 0x80)
                {
                    at++;
                    units++;
                    continue;
                }

                var status = Rune.DecodeFromUtf8(bytes[at..], out var rune, out var taken);
                units += status == OperationStatus.Done ? rune.Utf16SequenceLength : 1;
                at += taken;
            }

            found[i] = at;
        }

        return found;
    }

    private static long[] Other(ReadOnlySpan<byte> bytes, Encoding encoding, IReadOnlyList<int> offsets)
    {
        var text = encoding.GetString(bytes);
        var found = new long[offsets.Count];
        var at = 0;
        long length = 0;
        for (var i = 0; i < found.Length; i++)
        {
            var offset = Math.Min(offsets[i], text.Length);
            length += encoding.GetByteCount(text.AsSpan(at, offset - at));
            at = offset;
            found[i] = Math.Min(length, bytes.Length);
        }

        return found;
    }
}
