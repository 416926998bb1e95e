using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;

namespace NewsPlatform.Faults.Tests.Proxying;

/// <summary>MongoDB's wire protocol: a length, an id, the id that is answered, an opcode; the first name in an OP_MSG is its command.</summary>
internal sealed class MongoFraming : IFraming
{
    private const int Header = 16;
    private const int OpMsg = 2013;

    // Header, flags, the section's kind, the document's length and its first element's type come before the name.
    private const int NameAt = Header + 4 + 1 + 4 + 1;
    private const int LongestName = 32;

    private readonly ConcurrentDictionary<int, string> asked = new();

    public bool TryTake(Direction direction, ref ReadOnlySequence<byte> bytes, out ReadOnlySequence<byte> frame, out string word)
    {
        (frame, word) = (default, "");
        if (bytes.Length < Header)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[Header];
        bytes.Slice(0, Header).CopyTo(header);
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (bytes.Length < length)
        {
            return false;
        }

        frame = bytes.Slice(0, length);
        bytes = bytes.Slice(length);
        if (direction == Direction.ToClient)
        {
            word = asked.TryRemove(BinaryPrimitives.ReadInt32LittleEndian(header[8..]), out var command) ? command + ".reply" : "";
        }
        else if (BinaryPrimitives.ReadInt32LittleEndian(header[12..]) == OpMsg && length > NameAt)
        {
            Span<byte> name = stackalloc byte[(int)Math.Min(LongestName, length - NameAt)];
            frame.Slice(NameAt, name.Length).CopyTo(name);
            word = Encoding.ASCII.GetString(name[..Math.Max(0, name.IndexOf((byte)0))]);
            asked[BinaryPrimitives.ReadInt32LittleEndian(header[4..])] = word;
        }

        return true;
    }
}
