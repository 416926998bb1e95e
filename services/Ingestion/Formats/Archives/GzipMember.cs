using System.IO.Compression;

namespace NewsPlatform.Ingestion.Formats.Archives;

/// <summary>The unpacked bytes of one member of a gzip file, with their check sum and length as they go by.</summary>
internal sealed class GzipMember(Stream packed) : Stream
{
    private readonly DeflateStream _unpacked = new(packed, CompressionMode.Decompress, leaveOpen: true);
    private Crc32 _sum;

    /// <summary>Bytes given so far.</summary>
    public long Given { get; private set; }

    public uint Sum => _sum.Value;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Given;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = _unpacked.Read(buffer);
        _sum.Add(buffer[..read]);
        Given += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }
}
