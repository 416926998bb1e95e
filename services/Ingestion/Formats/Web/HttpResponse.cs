using System.Globalization;
using System.IO.Compression;
using System.Text;
using NewsPlatform.Ingestion.Encodings;
using NewsPlatform.Ingestion.Formats.Archives;

namespace NewsPlatform.Ingestion.Formats.Web;

/// <summary>An HTTP response as it was captured: status, media type, and the body with its transfer and content codings undone.</summary>
internal sealed class HttpResponse
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The status, 0 when the message does not begin like a response.</summary>
    public int Status { get; private set; }

    /// <summary>The body as it stands in the message.</summary>
    public ReadOnlyMemory<byte> RawBody { get; private set; }

    /// <summary>The media type in lower case without parameters, or null.</summary>
    public string? MediaType => _fields.GetValueOrDefault("Content-Type")?.Split(';')[0].Trim().ToLowerInvariant() is { Length: > 0 } type ? type : null;

    public string? Charset => DeclaredEncoding.InContentType(_fields.GetValueOrDefault("Content-Type"));

    public static HttpResponse Parse(ReadOnlyMemory<byte> message)
    {
        var response = new HttpResponse();
        var rest = message;
        var first = true;
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = Encoding.Latin1.GetString(rest.Span[..(end < 0 ? rest.Length : end)]).TrimEnd('\r');
            rest = end < 0 ? default : rest[(end + 1)..];
            if (first)
            {
                first = false;
                if (!line.StartsWith("HTTP/", StringComparison.OrdinalIgnoreCase))
                {
                    response.RawBody = message;
                    return response;
                }

                response.Status = line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var code, ..]
                    && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : 0;
            }
            else if (line.Length == 0)
            {
                break;
            }
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && response._fields.Count < 200)
            {
                response._fields[line[..colon].Trim()] = line[(colon + 1)..].Trim();
            }
        }

        response.RawBody = rest;
        return response;
    }

    /// <summary>The body in plain bytes.</summary>
    /// <exception cref="ReadingStoppedException">It is a bomb, or its coding is damaged.</exception>
    public ReadOnlyMemory<byte> Body(ReadingLimits limits, ReadingReport report)
    {
        var body = RawBody;
        if (_fields.GetValueOrDefault("Transfer-Encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true)
        {
            body = Unchunked(body);
        }

        foreach (var coding in (_fields.GetValueOrDefault("Content-Encoding") ?? string.Empty).Split(',').Select(name => name.Trim().ToLowerInvariant()).Reverse())
        {
            body = Decoded(body, coding, limits, report);
        }

        return body;
    }

    /// <summary>Some archives keep the header and store the body already joined: what does not read as chunks stays as it is.</summary>
    private static ReadOnlyMemory<byte> Unchunked(ReadOnlyMemory<byte> body)
    {
        var joined = new MemoryStream(body.Length);
        var rest = body;
        while (true)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var size = end < 0 ? string.Empty : Encoding.Latin1.GetString(rest.Span[..Math.Min(end, 64)]).Split(';')[0].Trim();
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0)
            {
                return joined.Length == 0 ? body : joined.ToArray();
            }

            rest = rest[(end + 1)..];
            var taken = Math.Min(length, rest.Length);
            joined.Write(rest.Span[..taken]);
            rest = rest[taken..];
            if (length == 0 || rest.IsEmpty)
            {
                return joined.ToArray();
            }

            rest = rest[Math.Min(rest.Span.StartsWith("\r\n"u8) ? 2 : 1, rest.Length)..];
        }
    }

    private static ReadOnlyMemory<byte> Decoded(ReadOnlyMemory<byte> body, string coding, ReadingLimits limits, ReadingReport report)
    {
        // A body that does not look gzipped was unpacked by the archiver, who kept the header.
        if (coding is not ("gzip" or "x-gzip" or "deflate" or "br") || (coding.EndsWith("gzip", StringComparison.Ordinal) && !GzipFormat.HasMagic(body.Span)))
        {
            return body;
        }

        var packed = new MemoryStream(body.ToArray(), writable: false);
        using var unpacked = new UnpackedStream(
            coding switch
            {
                "br" => new BrotliStream(packed, CompressionMode.Decompress),
                "deflate" when body.Span is [0x78, ..] => new ZLibStream(packed, CompressionMode.Decompress),
                "deflate" => new DeflateStream(packed, CompressionMode.Decompress),
                _ => new GZipStream(packed, CompressionMode.Decompress),
            },
            () => packed.Position,
            limits,
            report);
        var plain = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = unpacked.Read(buffer)) > 0)
        {
            if (plain.Length + read > limits.MaxDocumentBytes)
            {
                throw new ReadingStoppedException(RefusalReason.TooLarge, $"One document may have {limits.MaxDocumentBytes >> 20} MB; this one unpacks to more.");
            }

            plain.Write(buffer, 0, read);
        }

        return plain.GetBuffer().AsMemory(0, (int)plain.Length);
    }
}
