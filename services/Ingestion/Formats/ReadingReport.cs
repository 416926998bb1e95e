using NewsPlatform.Ingestion.Encodings;

namespace NewsPlatform.Ingestion.Formats;

/// <summary>What is learnt about a file while it is read. One for a file and everything packed in it.</summary>
internal sealed class ReadingReport
{
    private const int KeptRecords = 1000;
    private const int KeptNotes = 100;

    /// <summary>Records that may be nothing before a file is given up.</summary>
    private const int HopelessRecords = 50_000;

    private readonly List<string> _notes = [];
    private readonly List<RejectedRecord> _rejected = [];

    public string Format { get; set; } = "unknown";

    public string? Version { get; set; }

    public DetectedEncoding? Encoding { get; set; }

    public bool EncodingDoubtful { get; set; }

    public Refusal? Refusal { get; set; }

    public IReadOnlyList<string> Notes => _notes;

    public IReadOnlyList<RejectedRecord> Rejected => _rejected;

    public long RejectedCount { get; private set; }

    /// <summary>Bytes that came out of compression so far, over all archives in the file.</summary>
    public long DecompressedBytes { get; set; }

    /// <summary>Bytes of the file read so far, the measure for what unpacking may give.</summary>
    public long SourceBytes { get; set; }

    /// <summary>Entries of archives opened so far, over all archives in the file.</summary>
    public int Entries { get; set; }

    /// <summary>Articles given so far.</summary>
    public long Articles { get; set; }

    /// <summary>True when nearly nothing in the file is an article: a table of numbers, a list of ten million empty objects.</summary>
    public bool Hopeless => RejectedCount > HopelessRecords && RejectedCount > 20 * Articles;

    public void Note(string note)
    {
        if (_notes.Count < KeptNotes && !_notes.Contains(note))
        {
            _notes.Add(note);
        }
    }

    public void Reject(RejectedRecord record)
    {
        RejectedCount++;
        if (_rejected.Count < KeptRecords)
        {
            _rejected.Add(record);
        }
    }
}
