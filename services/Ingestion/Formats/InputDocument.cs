using NewsPlatform.Ingestion.Encodings;

namespace NewsPlatform.Ingestion.Formats;

/// <summary>
/// A document to be read: a file, an entry of an archive, a page in a web capture. Either wholly in memory or a stream
/// that is read once.
/// </summary>
internal sealed class InputDocument
{
    /// <summary>Bytes looked at to recognise format and encoding: past any licence header or scripted page head.</summary>
    public const int HeadBytes = 256 << 10;

    private readonly ReadingLimits _limits;
    private ReadOnlyMemory<byte> _head;
    private Stream? _rest;
    private DetectedEncoding? _encoding;
    private bool _taken;

    private InputDocument(string name, ReadOnlyMemory<byte> head, Stream? rest, ReadingLimits limits, ReadingReport report, TimeProvider time)
    {
        Name = name;
        _head = head;
        _rest = rest;
        _limits = limits;
        Report = report;
        Time = time;
        Deadline = new Deadline(time, limits.TimeBudget);
    }

    /// <summary>The file's or entry's name, or the address it was captured from.</summary>
    public string Name { get; }

    /// <summary>What an entry of an archive or a web capture is called in its articles; null for a file of its own.</summary>
    public string? Entry { get; init; }

    /// <summary>The address the document came from, for resolving its links.</summary>
    public Uri? Address { get; init; }

    /// <summary>The charset a carrier declared, such as an HTTP header.</summary>
    public string? DeclaredCharset { get; init; }

    /// <summary>The media type a carrier declared, or null.</summary>
    public string? MediaType { get; init; }

    /// <summary>Archives around this document.</summary>
    public int Depth { get; init; }

    /// <summary>Reads documents inside this one; set by the reader.</summary>
    public required FormatReader Reader { get; init; }

    public ReadingReport Report { get; }

    public TimeProvider Time { get; }

    /// <summary>When this document has taken its time.</summary>
    public Deadline Deadline { get; }

    /// <summary>Why this document is not read; null as long as it is.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>The beginning, or all of it when <see cref="Whole"/>.</summary>
    public ReadOnlyMemory<byte> Head => _head;

    /// <summary>True when <see cref="Head"/> is all there is.</summary>
    public bool Whole => _rest is null;

    /// <summary>The encoding; judged over everything in memory, so over all of a document once it has been read.</summary>
    public DetectedEncoding Encoding => _encoding ??= Detect();

    public static InputDocument From(
        string name, ReadOnlyMemory<byte> bytes, ReadingLimits limits, ReadingReport report, TimeProvider time, FormatReader reader,
        string? entry = null, Uri? address = null, string? charset = null, string? mediaType = null, int depth = 0) =>
        new(name, bytes, null, limits, report, time)
        {
            Reader = reader, Entry = entry, Address = address, DeclaredCharset = charset, MediaType = mediaType, Depth = depth,
        };

    public static InputDocument From(
        string name, Stream stream, ReadingLimits limits, ReadingReport report, TimeProvider time, FormatReader reader,
        string? entry = null, Uri? address = null, string? charset = null, string? mediaType = null, int depth = 0)
    {
        var head = new byte[HeadBytes];
        var length = stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        var whole = length < HeadBytes;
        if (whole)
        {
            head = head[..length];
        }

        return new(name, head.AsMemory(0, length), whole ? null : stream, limits, report, time)
        {
            Reader = reader, Entry = entry, Address = address, DeclaredCharset = charset, MediaType = mediaType, Depth = depth,
        };
    }

    /// <summary>The document is not read; what it gave before stays.</summary>
    public void Refuse(string reason, string sentence) => Refusal ??= new Refusal(reason, sentence);

    /// <summary>One record is not read; its neighbours are.</summary>
    public void Reject(string reason, string sentence, long start, long end, string? record = null) => Report.Reject(new RejectedRecord
    {
        Reason = reason,
        Sentence = sentence,
        Start = start,
        End = Math.Max(start, end),
        Record = Entry is null ? record : record is null ? Entry : $"{Entry}: {record}",
    });

    public void Note(string note) => Report.Note(note);

    /// <summary>The version within the format, told once for a file.</summary>
    public void Version(string version)
    {
        if (Depth == 0)
        {
            Report.Version ??= version;
        }
    }

    /// <summary>All bytes, or false when there are more than one document may have: it is then refused.</summary>
    public bool TryReadAll(out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        if (_rest is not null)
        {
            var whole = new MemoryStream();
            whole.Write(_head.Span);
            var buffer = new byte[81920];
            int read;
            while ((read = _rest.Read(buffer)) > 0)
            {
                if (whole.Length + read > _limits.MaxDocumentBytes)
                {
                    break;
                }

                whole.Write(buffer, 0, read);
            }

            if (read > 0)
            {
                return TooLarge();
            }

            _head = whole.GetBuffer().AsMemory(0, (int)whole.Length);
            _rest = null;
            _encoding = null;
        }

        if (_head.Length > _limits.MaxDocumentBytes)
        {
            return TooLarge();
        }

        bytes = _head;
        return true;
    }

    /// <summary>All of the text without byte order mark, or false when the document is refused.</summary>
    public bool TryReadText(out string text)
    {
        text = string.Empty;
        if (!TryReadAll(out var bytes))
        {
            return false;
        }

        if (NewsPlatform.Ingestion.Encodings.BinarySniffer.Find(bytes.Span[..Math.Min(bytes.Length, HeadBytes)]) is { } binary)
        {
            Refuse(RefusalReason.NotText, $"This is {binary}, not text.");
            return false;
        }

        var (decoded, replaced) = Decoding.Decode(Encoding.Encoding, bytes.Span[Encoding.BomLength..]);
        TellEncoding();
        TellReplaced(replaced);
        text = decoded;
        return true;
    }

    /// <summary>The bytes from the start, to be read once.</summary>
    public Stream OpenStream()
    {
        if (_taken)
        {
            throw new InvalidOperationException($"{Name} was opened twice.");
        }

        _taken = true;
        var head = new MemoryStream(_head.ToArray(), writable: false);
        return _rest is null ? head : new JoinedStream(head, _rest);
    }

    /// <summary>Takes the encoding into the report: the first document of an archive speaks for it, all of them say when they doubt.</summary>
    public void TellEncoding()
    {
        var encoding = Encoding;
        Report.Encoding ??= encoding;
        if (encoding.Doubtful)
        {
            Report.EncodingDoubtful = true;
            Note("encoding doubtful");
        }

        if (encoding.OverruledDeclaration is { } declared)
        {
            Note($"declared as {declared}, which the bytes contradict");
        }
    }

    public void TellReplaced(long replaced)
    {
        if (replaced > 0)
        {
            Report.EncodingDoubtful = true;
            Note("encoding doubtful");
            Note("bytes that are no text in that encoding were replaced");
        }
    }

    private bool TooLarge()
    {
        Refuse(RefusalReason.TooLarge, $"One document may have {_limits.MaxDocumentBytes >> 20} MB; this one is larger.");
        return false;
    }

    private DetectedEncoding Detect() => EncodingDetector.Detect(_head.Span, DeclaredCharset, cut: _rest is not null);
}
