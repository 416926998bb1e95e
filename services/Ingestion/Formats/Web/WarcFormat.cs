using System.IO.Compression;
using NewsPlatform.Ingestion.Encodings;
using NewsPlatform.Ingestion.Formats.Archives;

namespace NewsPlatform.Ingestion.Formats.Web;

/// <summary>
/// Web archives (WARC 1.0 and 1.1), plain or in gzip, read record by record: HTTP responses, resources and conversions.
/// A broken record is one rejected record; the reading goes on at the next version line, in gzip at the next member.
/// </summary>
internal sealed class WarcFormat : IInputFormat
{
    /// <summary>Media types that may hold an article; others (pictures, scripts) are counted and passed over.</summary>
    private static readonly string[] ReadTypes = ["text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml", "application/json", "application/feed+json", "text/csv", "text/tab-separated-values"];

    public string Name => "warc";

    public double Recognize(in InputHead head) =>
        head.Bytes.StartsWith("WARC/"u8) ? 0.99 : GzipFormat.HasMagic(head.Bytes) && FirstBytes(head.Bytes).StartsWith("WARC/"u8) ? 0.995 : 0;

    public IEnumerable<FoundArticle> Read(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        if (!GzipFormat.HasMagic(document.Head.Span))
        {
            return ReadRecords(document, new WarcInput(document.OpenStream()), 0, limits, new Tally(), cancellationToken);
        }

        if (document.Depth >= limits.MaxArchiveDepth)
        {
            document.Refuse(RefusalReason.ArchiveBomb, $"Archives are nested more than {limits.MaxArchiveDepth} deep.");
            return [];
        }

        document.TellFormat("warc.gz");
        return ReadMembers(document, limits, cancellationToken);
    }

    private static IEnumerable<FoundArticle> ReadMembers(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        using var members = new GzipMembers(document.OpenStream());
        var tally = new Tally();
        long unpackedBefore = 0;
        var damaged = false;
        while (members.Next(out var passedOver) is { } member)
        {
            if (passedOver > 0 && !damaged)
            {
                document.Reject(
                    RefusalReason.MalformedArchive, $"{passedOver} bytes are no part of any record.", members.MemberStart - passedOver, members.MemberStart, "compressed bytes");
            }

            damaged = false;
            var from = members.MemberStart;
            using var unpacked = new UnpackedStream(member, () => members.Position - from, limits, document.Report);
            var input = new WarcInput(unpacked);
            using var articles = ReadRecords(document, input, unpackedBefore, limits, tally, cancellationToken).GetEnumerator();
            while (true)
            {
                try
                {
                    if (!articles.MoveNext())
                    {
                        break;
                    }
                }
                catch (ReadingStoppedException stopped) when (stopped.Reason == RefusalReason.MalformedArchive)
                {
                    // One member is damaged; its neighbours are packed by themselves.
                    document.Reject(stopped.Reason, stopped.Message, from, members.Position, "compressed record");
                    damaged = true;
                    break;
                }

                yield return articles.Current;
            }

            if (document.Refusal is not null)
            {
                yield break;
            }

            unpackedBefore += input.Position;
            if (damaged)
            {
                members.Abandon();
            }
            else if (!members.EndMember())
            {
                document.Reject(RefusalReason.MalformedArchive, "A compressed record is damaged or cut off.", from, members.Position, "compressed record");
                damaged = true;
            }
        }

        tally.Tell(document);
    }

    private static IEnumerable<FoundArticle> ReadRecords(
        InputDocument document, WarcInput input, long offset, ReadingLimits limits, Tally tally, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = offset + input.Position;
            var first = input.Line();
            if (first is null)
            {
                break;
            }

            if (first.Length == 0)
            {
                continue;
            }

            if (++tally.Records > limits.MaxEntries)
            {
                document.Refuse(RefusalReason.TooManyRecords, $"A web archive may have {limits.MaxEntries} records; the rest was not read.");
                yield break;
            }

            var record = WarcRecord.Read(first, input);
            if (record.Fault is { } fault)
            {
                foreach (var article in AfterFault(document, input, offset, start, fault, limits, tally, cancellationToken))
                {
                    yield return article;
                }

                yield break;
            }

            foreach (var article in ReadRecord(document, record, input, offset, start, limits, tally, cancellationToken))
            {
                yield return article;
            }

            if (document.Refusal is not null)
            {
                yield break;
            }
        }

        if (offset == 0 && document.Refusal is null && !GzipFormat.HasMagic(document.Head.Span))
        {
            tally.Tell(document);
        }
    }

    /// <summary>Passes over lines up to the next version line and goes on there.</summary>
    private static IEnumerable<FoundArticle> AfterFault(
        InputDocument document, WarcInput input, long offset, long start, string fault, ReadingLimits limits, Tally tally, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var at = offset + input.Position;
            var line = input.Line();
            if (line is null || line.StartsWith("WARC/", StringComparison.Ordinal))
            {
                document.Reject(RefusalReason.MalformedWarc, fault, start, at, $"record {tally.Records}");
                if (line is null)
                {
                    yield break;
                }

                tally.Records++;
                var record = WarcRecord.Read(line, input);
                if (record.Fault is { } next)
                {
                    (start, fault) = (at, next);
                    continue;
                }

                foreach (var article in ReadRecord(document, record, input, offset, at, limits, tally, cancellationToken))
                {
                    yield return article;
                }

                foreach (var article in ReadRecords(document, input, offset, limits, tally, cancellationToken))
                {
                    yield return article;
                }

                yield break;
            }
        }
    }

    private static IEnumerable<FoundArticle> ReadRecord(
        InputDocument document, WarcRecord record, WarcInput input, long offset, long start, ReadingLimits limits, Tally tally, CancellationToken cancellationToken)
    {
        var name = record.Target?.OriginalString ?? record["WARC-Record-ID"] ?? $"record {tally.Records}";
        if (record.Type is not ("response" or "resource" or "conversion"))
        {
            if (!input.Skip(record.Length))
            {
                document.Reject(RefusalReason.MalformedWarc, "The file ends inside the record.", start, offset + input.Position, name);
            }

            yield break;
        }

        if (record.Length > limits.MaxDocumentBytes)
        {
            document.Reject(RefusalReason.TooLarge, $"One document may have {limits.MaxDocumentBytes >> 20} MB; this one has {record.Length >> 20}.", start, start + record.Length, name);
            input.Skip(record.Length);
            yield break;
        }

        var block = input.Block((int)record.Length);
        var end = offset + input.Position;
        if (block.Length < record.Length)
        {
            document.Reject(RefusalReason.MalformedWarc, "The file ends inside the record.", start, end, name);
            yield break;
        }

        if (Page(document, record, block, start, end, name, limits, tally) is not { } page)
        {
            yield break;
        }

        foreach (var article in FormatReader.ReadInner(document, page, limits, start, end, cancellationToken))
        {
            yield return article with { Start = start, End = end, Link = article.Link ?? record.Target?.AbsoluteUri };
        }
    }

    private static InputDocument? Page(
        InputDocument document, WarcRecord record, byte[] block, long start, long end, string name, ReadingLimits limits, Tally tally)
    {
        ReadOnlyMemory<byte> body = block;
        string? mediaType = record["Content-Type"]?.Split(';')[0].Trim().ToLowerInvariant();
        var charset = DeclaredEncoding.InContentType(record["Content-Type"]);
        if (mediaType == "application/http" || (record.Type == "response" && block.AsSpan().StartsWith("HTTP/"u8)))
        {
            var response = HttpResponse.Parse(block);
            if (response.Status is not (0 or (>= 200 and < 300)))
            {
                tally.Unsuccessful++;
                return null;
            }

            (mediaType, charset) = (response.MediaType, response.Charset);
            if (!IsRead(mediaType))
            {
                tally.OtherMedia++;
                return null;
            }

            try
            {
                body = response.Body(limits, document.Report);
            }
            catch (ReadingStoppedException stopped)
            {
                // A body that swells ends the file, a damaged one only itself.
                if (stopped.Reason == RefusalReason.ArchiveBomb)
                {
                    document.Refuse(stopped.Reason, $"{name}: {stopped.Message}");
                }
                else
                {
                    document.Reject(stopped.Reason, stopped.Message, start, end, name);
                }

                return null;
            }
        }
        else if (!IsRead(mediaType))
        {
            tally.OtherMedia++;
            return null;
        }

        if (body.IsEmpty)
        {
            tally.OtherMedia++;
            return null;
        }

        return document.Inner(name, body, new InnerFacts { Entry = name, Address = record.Target, Charset = charset, MediaType = mediaType });
    }

    private static bool IsRead(string? mediaType) =>
        mediaType is null or "" || ReadTypes.Contains(mediaType) || mediaType.EndsWith("+xml", StringComparison.Ordinal) || mediaType.EndsWith("+json", StringComparison.Ordinal);

    private static byte[] FirstBytes(ReadOnlySpan<byte> packed)
    {
        try
        {
            using var unpacked = new GZipStream(new MemoryStream(packed[..Math.Min(packed.Length, 4096)].ToArray()), CompressionMode.Decompress);
            var first = new byte[5];
            return first[..unpacked.ReadAtLeast(first, 5, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            // Whether these bytes begin a web archive is all that is asked; damaged ones do not.
            return [];
        }
    }

    /// <summary>What was passed over, told once at the end.</summary>
    private sealed class Tally
    {
        public int Records { get; set; }

        public int OtherMedia { get; set; }

        public int Unsuccessful { get; set; }

        public void Tell(InputDocument document)
        {
            if (OtherMedia > 0)
            {
                document.Note($"{OtherMedia} captures of other media passed over");
            }

            if (Unsuccessful > 0)
            {
                document.Note($"{Unsuccessful} captures of redirects and errors passed over");
            }
        }
    }
}
