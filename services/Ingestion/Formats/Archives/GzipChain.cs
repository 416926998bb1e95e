namespace NewsPlatform.Ingestion.Formats.Archives;

/// <summary>
/// All members of a gzip file as one stream. Unlike the framework's, it notices when the file was cut off: the framework
/// takes a missing end for the end.
/// </summary>
internal sealed class GzipChain(Stream packed) : Stream
{
    private readonly GzipMembers _members = new(packed);
    private GzipMember? _member;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">A member is damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (!_ended && !buffer.IsEmpty)
        {
            // What follows the last member (padding, mostly) is passed over.
            _member ??= _members.Next(out _);
            if (_member is null)
            {
                _ended = true;
                break;
            }

            var read = _member.Read(buffer);
            if (read > 0)
            {
                return read;
            }

            _member = null;
            if (!_members.EndMember())
            {
                throw new InvalidDataException("The gzip data is damaged or cut off.");
            }
        }

        return 0;
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
            _members.Dispose();
        }

        base.Dispose(disposing);
    }
}
