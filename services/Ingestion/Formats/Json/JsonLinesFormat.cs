using System.Text;
using NewsPlatform.Ingestion.Encodings;

namespace NewsPlatform.Ingestion.Formats.Json;

/// <summary>JSON Lines: one value a line, read as a stream. A broken line is one rejected record; its neighbours go on.</summary>
internal sealed class JsonLinesFormat(FieldNames names) : IInputFormat
{
    private readonly FieldKeys _keys = new(names);

    public string Name => "json lines";

    public double Recognize(in InputHead head)
    {
        var named = head.Extension is ".jsonl" or ".ndjson" or ".ldjson";
        if (head.Trimmed is not (['{', ..] or ['[', ..]))
        {
            return named && head.Trimmed.Contains('{') ? 0.4 : 0;
        }

        // The bytes themselves where they are ASCII's: lines may be longer than the text of the head.
        var trimmed = head.Bytes.TrimStart((ReadOnlySpan<byte>)[(byte)' ', (byte)'\t', (byte)'\r', (byte)'\n', 0xEF, 0xBB, 0xBF]);
        var own = trimmed is [(byte)'{' or (byte)'[', not 0, ..];
        var json = own ? trimmed : Encoding.UTF8.GetBytes(head.Text);
        var cut = !head.Whole || (!own && head.Text.Length >= 16_384);
        int lines = 0, whole = 0;
        var rest = json;
        while (!rest.IsEmpty && lines < 6)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end < 0 && cut)
            {
                break;
            }

            var line = rest[..(end < 0 ? rest.Length : end)].Trim(" \t\r"u8);
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.IsEmpty)
            {
                continue;
            }

            lines++;
            if (line[0] is (byte)'{' or (byte)'[' && JsonSyntax.Check(line, 100, out var valueEnd) is null && JsonSyntax.OnlySpace(line[valueEnd..]))
            {
                whole++;
            }
        }

        // A list laid out with one record a line is no JSON Lines: it can still become one document.
        return named ? 0.96 : whole >= 1 && lines >= 2 && !JsonSyntax.MayGoOn(json) ? 0.95 : 0;
    }

    public IEnumerable<FoundArticle> Read(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        if (document.Encoding.Encoding.CodePage is 1200 or 1201 or 12000 or 12001)
        {
            return JsonText.TryRead(document, out var json)
                ? ReadLines(document, new MemoryStream(json.Bytes.ToArray()), -1, _keys, limits, cancellationToken)
                : [];
        }

        document.TellEncoding();
        return ReadLines(document, document.OpenStream(), 0, _keys, limits, cancellationToken);
    }

    /// <param name="document">The document, for its report.</param>
    /// <param name="stream">Its lines in UTF-8, or in the document's single-byte encoding.</param>
    /// <param name="offset">Where the stream begins in the document, -1 when places mean nothing.</param>
    /// <param name="names">The fields looked for.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static IEnumerable<FoundArticle> ReadLines(
        InputDocument document, Stream stream, long offset, FieldKeys names, ReadingLimits limits, CancellationToken cancellationToken)
    {
        var finder = new JsonArticles(names, limits);
        long number = 0;
        foreach (var line in ByteLines.Read(stream, limits.MaxRecordBytes))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (document.GiveUp())
            {
                yield break;
            }

            number++;
            var (from, to) = offset < 0 ? (0L, 0L) : (offset + line.Start, offset + line.Start + line.Length);
            var record = $"line {number}";
            if (line.TooLong)
            {
                document.Reject(RefusalReason.TooLarge, $"A line may have {limits.MaxRecordBytes >> 20} MB; this one has {line.Length >> 20}.", from, to, record);
                continue;
            }

            var bytes = Utf8(line.Bytes, document, offset < 0);
            if (number == 1 && bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            {
                bytes = bytes[3..];
            }

            if (JsonSyntax.OnlySpace(bytes.Span))
            {
                continue;
            }

            var fault = JsonSyntax.Check(bytes.Span, limits.MaxDepth, out var end);
            if (fault is null && !JsonSyntax.OnlySpace(bytes.Span[end..]))
            {
                fault = new Refusal(RefusalReason.MalformedJson, "Something follows the value on its line.");
            }

            if (fault is not null)
            {
                document.Reject(fault.Reason, fault.Sentence, from, to, record);
                continue;
            }

            var any = false;
            foreach (var found in finder.In(bytes[..end]))
            {
                if (found.Article is { } article)
                {
                    any = true;
                    yield return article with { Start = from, End = to };
                }
            }

            if (!any)
            {
                document.Reject(RefusalReason.NoText, "No field of it is known to hold a text or a headline.", from, to, record);
            }
        }
    }

    private static ReadOnlyMemory<byte> Utf8(ReadOnlyMemory<byte> line, InputDocument document, bool already)
    {
        if (already || Utf8Shape.Of(line.Span).Valid)
        {
            return line;
        }

        // One line in another encoding, as logs glued together have them.
        var encoding = document.Encoding.Encoding.CodePage == Encoding.UTF8.CodePage ? EncodingDetector.Detect(line.Span).Encoding : document.Encoding.Encoding;
        var (text, replaced) = Decoding.Decode(encoding, line.Span);
        if (encoding.CodePage != document.Encoding.Encoding.CodePage)
        {
            document.Report.EncodingDoubtful = true;
            document.Note($"some lines are in {EncodingLabels.NameOf(encoding)}");
        }

        document.TellReplaced(replaced);
        return Encoding.UTF8.GetBytes(text);
    }
}
