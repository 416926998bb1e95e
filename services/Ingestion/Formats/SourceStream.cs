namespace NewsPlatform.Ingestion.Formats;

/// <summary>The caller's stream, bounded, and remembering whether it failed itself: a failing disk is no fault of the document.</summary>
internal sealed class SourceStream(Stream source, long limit, ReadingReport report) : Stream
{
    private long _read;

    /// <summary>True when reading the source threw.</summary>
    public bool Failed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => source.CanSeek;

    public override bool CanWrite => false;

    public override long Length => source.Length;

    public override long Position
    {
        get => source.Position;
        set => source.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = source.Read(buffer);
            _read += read;
            report.SourceBytes = Math.Max(report.SourceBytes, _read);
            return _read > limit && !source.CanSeek ? 0 : read;
        }
        catch
        {
            // Only to tell whose fault it was; the exception goes on.
            Failed = true;
            throw;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => source.Seek(offset, origin);

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
