using NewsPlatform.Ingestion.Encodings;

namespace NewsPlatform.Ingestion.Formats;

/// <summary>What is learnt about a file while it is read. One for a file and everything packed in it.</summary>
internal sealed class ReadingReport
{
    private const int KeptRecords = 1000;
    private const int KeptNotes = 100;

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
