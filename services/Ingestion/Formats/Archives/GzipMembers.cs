using System.Buffers.Binary;

namespace NewsPlatform.Ingestion.Formats.Archives;

/// <summary>
/// The members of a gzip file one after the other. Web captures put every record in a member of its own, so that one
/// damaged member costs one record: the next begins at the next header.
/// </summary>
internal sealed class GzipMembers(Stream source) : IDisposable
{
    private readonly ReplayStream _source = new(source);
    private GzipMember? _member;

    /// <summary>Compressed bytes taken so far.</summary>
    public long Position => _source.Position;

    /// <summary>Where the current member begins in the compressed bytes.</summary>
    public long MemberStart { get; private set; }

    /// <summary>Opens the next member, passing over anything before its header; null at the end.</summary>
    /// <param name="passedOver">Bytes that were no header, 0 in a sound file.</param>
    public GzipMember? Next(out long passedOver)
    {
        passedOver = 0;
        _member?.Dispose();
        _member = null;
        Span<byte> head = stackalloc byte[4];
        while (true)
        {
            MemberStart = _source.Position;
            if (_source.ReadAtLeast(head, 4, throwOnEndOfStream: false) < 4)
            {
                return null;
            }

            _source.Rewind(4);
            if (GzipFormat.HasMagic(head))
            {
                _source.Mark();
                PassHeader();
                return _member = new GzipMember(_source);
            }

            _source.Rewind(-1);
            passedOver++;
        }
    }

    /// <summary>
    /// After a member was read to its end: goes on behind its trailer, and true when that names the check sum and length of
    /// what came out. The decompressor takes bytes in blocks and does not say how many it needed, so the trailer is looked
    /// for in the last block: eight bytes that must be just these.
    /// </summary>
    public bool EndMember()
    {
        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _member?.Sum ?? 0);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)(_member?.Given ?? 0));
        var found = _source.Find(trailer);
        if (!found)
        {
            Abandon();
        }

        return found;
    }

    /// <summary>After a member turned out to be damaged: the search for the next goes on right behind its header.</summary>
    public void Abandon() => _source.BackToMark(4);

    public void Dispose()
    {
        _member?.Dispose();
        _source.Dispose();
    }

    private void PassHeader()
    {
        Span<byte> head = stackalloc byte[10];
        _source.ReadAtLeast(head, 10, throwOnEndOfStream: false);
        var flags = head[3];
        if ((flags & 4) != 0)
        {
            var length = _source.ReadByte() | (_source.ReadByte() << 8);
            for (var i = 0; i < length; i++)
            {
                _source.ReadByte();
            }
        }

        // Name and comment end with a zero; a damaged one must not run on for ever.
        foreach (var flag in (ReadOnlySpan<int>)[8, 16])
        {
            for (var i = 0; (flags & flag) != 0 && i < 65536 && _source.ReadByte() > 0; i++)
            {
            }
        }

        if ((flags & 2) != 0)
        {
            _source.ReadByte();
            _source.ReadByte();
        }
    }
}
