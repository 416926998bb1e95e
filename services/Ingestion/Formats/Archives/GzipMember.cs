using System.IO.Compression;

namespace NewsPlatform.Ingestion.Formats.Archives;

/// <summary>The unpacked bytes of one member of a gzip file, with their check sum and length as they go by.</summary>
internal sealed class GzipMember(Stream packed) : ForwardStream
{
    private readonly DeflateStream _unpacked = new(packed, CompressionMode.Decompress, leaveOpen: true);
    private Crc32 _sum;

    /// <summary>Bytes given so far.</summary>
    public long Given { get; private set; }

    public uint Sum => _sum.Value;

    public override int Read(Span<byte> buffer)
    {
        var read = _unpacked.Read(buffer);
        _sum.Add(buffer[..read]);
        Given += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }
}
