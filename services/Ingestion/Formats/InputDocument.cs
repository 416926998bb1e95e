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

    /// <summary>
    /// What is put behind the format's name in the report: <c>.gz</c> for what was compressed. Null for one of several
    /// documents in a file, which do not speak for it.
    /// </summary>
    public string? FormatSuffix { get; init; } = string.Empty;

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

    /// <summary>A document in memory.</summary>
    public static InputDocument From(string name, ReadOnlyMemory<byte> bytes, ReadingLimits limits, ReadingReport report, TimeProvider time, FormatReader reader) =>
        new(name, bytes, null, limits, report, time) { Reader = reader };

    /// <summary>A document in a stream; its beginning is read at once.</summary>
    public static InputDocument From(string name, Stream stream, ReadingLimits limits, ReadingReport report, TimeProvider time, FormatReader reader)
    {
        var (head, whole) = Begin(stream);
        return new(name, head, whole ? null : stream, limits, report, time) { Reader = reader };
    }

    /// <summary>A document inside this one, in memory.</summary>
    public InputDocument Inner(string name, ReadOnlyMemory<byte> bytes, InnerFacts facts) => Inner(name, bytes, null, facts);

    /// <summary>A document inside this one, in a stream.</summary>
    /// <exception cref="ReadingStoppedException">Its beginning already is a bomb, or damaged.</exception>
    public InputDocument Inner(string name, Stream stream, InnerFacts facts)
    {
        var (head, whole) = Begin(stream);
        return Inner(name, head, whole ? null : stream, facts);
    }

    private InputDocument Inner(string name, ReadOnlyMemory<byte> head, Stream? rest, InnerFacts facts) =>
        new(name, head, rest, _limits, Report, Time)
        {
            Reader = Reader,
            Entry = facts.Entry is null ? Entry : Entry is null ? facts.Entry : $"{Entry}!{facts.Entry}",
            Address = facts.Address ?? Address,
            DeclaredCharset = facts.Charset,
            MediaType = facts.MediaType,
            Depth = Depth + facts.Deeper,
            FormatSuffix = facts.FormatSuffix is null || FormatSuffix is null ? null : FormatSuffix + facts.FormatSuffix,
        };

    private static (ReadOnlyMemory<byte> Head, bool Whole) Begin(Stream stream)
    {
        // Most entries of archives and many files are small: start small, and grow only for what is not.
        var head = new byte[8 << 10];
        var filled = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (filled == head.Length)
        {
            Array.Resize(ref head, HeadBytes);
            filled += stream.ReadAtLeast(head.AsSpan(filled), HeadBytes - filled, throwOnEndOfStream: false);
        }

        return (head.AsMemory(0, filled), filled < HeadBytes);
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

    /// <summary>True, and the document refused from here on, when nearly nothing in the file is an article.</summary>
    public bool GiveUp()
    {
        if (!Report.Hopeless)
        {
            return false;
        }

        Refuse(RefusalReason.TooManyRecords, $"{Report.RejectedCount} records in it hold nothing that can be read, {Report.Articles} do.");
        return true;
    }

    public void Note(string note) => Report.Note(note);

    /// <summary>The format it turned out to be, and its version where it has one.</summary>
    public void TellFormat(string name, string? version = null)
    {
        if (FormatSuffix is not null)
        {
            Report.Format = name + FormatSuffix;
            Report.Version ??= string.IsNullOrEmpty(version) ? null : version;
        }
    }

    /// <summary>
    /// The bytes as a stream that can seek, for formats that begin at their end; null when the document is refused because
    /// it can neither seek nor be held in memory.
    /// </summary>
    public Stream? OpenSeekable()
    {
        if (_rest is { CanSeek: true })
        {
            _taken = true;
            return _rest;
        }

        return TryReadAll(out var bytes) ? new MemoryStream(bytes.ToArray(), writable: false) : null;
    }

    /// <summary>All bytes, or false when there are more than one document may have: it is then refused.</summary>
    public bool TryReadAll(out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        if (_rest is not null)
        {
            var pieces = new List<byte[]>();
            long length = _head.Length;
            var piece = new byte[1 << 20];
            int read;
            while ((read = _rest.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false)) > 0)
            {
                length += read;
                if (length > _limits.MaxDocumentBytes)
                {
                    return TooLarge();
                }

                pieces.Add(read == piece.Length ? piece : piece[..read]);
                piece = new byte[1 << 20];
            }

            var whole = new byte[length];
            _head.Span.CopyTo(whole);
            var at = _head.Length;
            foreach (var part in pieces)
            {
                part.CopyTo(whole, at);
                at += part.Length;
            }

            _head = whole;
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

        if (BinarySniffer.Find(bytes.Span[..Math.Min(bytes.Length, HeadBytes)]) is { } binary)
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
