namespace NewsPlatform.Ingestion.Formats.Archives;

/// <summary>
/// All members of a gzip file as one stream. Unlike the framework's, it notices when the file was cut off: the framework
/// takes a missing end for the end.
/// </summary>
internal sealed class GzipChain(Stream packed) : ForwardStream
{
    private readonly GzipMembers _members = new(packed);
    private GzipMember? _member;
    private bool _ended;

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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _members.Dispose();
        }

        base.Dispose(disposing);
    }
}
