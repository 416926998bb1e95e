using System.Text;
using NewsPlatform.Ingestion.Encodings;

namespace NewsPlatform.Ingestion.Formats.PlainText;

/// <summary>
/// Plain text: decoded, mended where it was encoded twice, and handed to the splitter. A text larger than one document
/// may be is read in stretches that end at a blank line; the last article of a stretch waits for the next one.
/// </summary>
internal sealed class PlainTextFormat(IPlainTextSplitter splitter) : IInputFormat
{
    public string Name => "text";

    public double Recognize(in InputHead head)
    {
        if (BinarySniffer.Find(head.Bytes) is not null)
        {
            return 0;
        }

        // Text is what remains when nothing else claims it; a few characters prove nothing at all.
        var prose = head.Trimmed.Length >= 40 || head.Trimmed.IndexOfAnyExceptInRange('\0', '\u00FF') >= 0;
        return (prose ? 0.3 : 0.15) + (head.Extension is ".txt" or ".text" ? 0.1 : 0);
    }

    public IEnumerable<FoundArticle> Read(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        if (!document.Whole && document.Encoding.Encoding.CodePage is 50220 or 50225 or 52936)
        {
            // Encodings with states cannot be cut anywhere.
            return document.TryReadText(out _) ? Split(document, document.Head, 0, last: true, out _) : [];
        }

        return ReadStretches(document, limits, cancellationToken);
    }

    private IEnumerable<FoundArticle> ReadStretches(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        var encoding = document.Encoding;
        document.TellEncoding();
        var position = (long)encoding.BomLength;
        if (document.Whole)
        {
            foreach (var article in Split(document, document.Head[encoding.BomLength..], position, last: true, out _))
            {
                yield return article;
            }

            yield break;
        }

        using var stream = document.OpenStream();
        stream.ReadExactly(new byte[encoding.BomLength]);
        var buffer = new byte[limits.MaxRecordBytes];
        var filled = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            filled += stream.ReadAtLeast(buffer.AsSpan(filled), buffer.Length - filled, throwOnEndOfStream: false);
            var last = filled < buffer.Length;
            if (last && filled == 0)
            {
                yield break;
            }

            if (BinarySniffer.Find(buffer.AsSpan(0, Math.Min(filled, InputDocument.HeadBytes))) is { } binary)
            {
                document.Refuse(RefusalReason.NotText, $"From byte {position} on this is {binary}, not text.");
                yield break;
            }

            var cut = last ? filled : Cut(buffer.AsSpan(0, filled), encoding.Encoding);
            if (cut == 0)
            {
                document.Refuse(
                    RefusalReason.TooLarge,
                    $"There is a line of more than {limits.MaxRecordBytes >> 20} MB at byte {position}: no article is that long.");
                yield break;
            }

            var articles = Split(document, buffer.AsMemory(0, cut), position, last, out var used);
            foreach (var article in articles)
            {
                yield return article;
            }

            if (last)
            {
                yield break;
            }

            buffer.AsSpan(used, filled - used).CopyTo(buffer);
            filled -= used;
            position += used;
        }
    }

    /// <summary>
    /// The articles of one stretch. Unless it is the last, its last article is held back: <paramref name="used"/> ends
    /// where that one begins, so that it is read again with what follows.
    /// </summary>
    private List<FoundArticle> Split(InputDocument document, ReadOnlyMemory<byte> bytes, long position, bool last, out int used)
    {
        used = bytes.Length;
        var encoding = document.Encoding.Encoding;
        var (text, replaced) = Decoding.Decode(encoding, bytes.Span);
        document.TellReplaced(replaced);

        var mended = Mojibake.Mend(text);
        if (mended is not null)
        {
            document.Note("mojibake repaired");
        }
        else if (Mojibake.Suspicious(text))
        {
            document.Report.EncodingDoubtful = true;
            document.Note("encoding doubtful");
        }

        var found = splitter.Split(mended ?? text);
        if (found.Count == 0)
        {
            return [];
        }

        var articles = new List<FoundArticle>(found.Count);
        var places = mended is null ? new BytePlaces(encoding, bytes, text) : null;
        foreach (var article in found)
        {
            // Mended text has other lengths than the bytes it came from: then only the stretch is a true answer.
            articles.Add(places is null
                ? article with { Start = position, End = position + bytes.Length }
                : article with { Start = position + places.Of(article.Start), End = position + places.Of(article.End) });
        }

        if (!last && articles.Count > 1 && places is not null)
        {
            var held = articles[^1];
            if (held.Start > position)
            {
                articles.RemoveAt(articles.Count - 1);
                used = (int)(held.Start - position);
            }
        }

        return articles;
    }

    /// <summary>Where a stretch may end: after the last blank line, or else the last line end. 0 when there is none.</summary>
    private static int Cut(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        if (encoding.CodePage is 1200 or 1201 or 12000 or 12001)
        {
            var width = encoding.CodePage is 1200 or 1201 ? 2 : 4;
            var end = encoding.GetBytes("\n");
            for (var at = (bytes.Length / width * width) - width; at >= 0; at -= width)
            {
                if (bytes.Slice(at, width).SequenceEqual(end))
                {
                    return at + width;
                }
            }

            return 0;
        }

        // The newline byte is a newline in every other encoding that is read in stretches.
        var blank = Math.Max(bytes.LastIndexOf("\n\n"u8) + 2, bytes.LastIndexOf("\r\n\r\n"u8) + 4);
        return blank > bytes.Length / 2 ? blank : Math.Max(bytes.LastIndexOf((byte)'\n'), bytes.LastIndexOf((byte)'\r')) + 1;
    }
}
