using System.Buffers;
using System.Buffers.Binary;

namespace NewsPlatform.Faults.Tests.Proxying;

/// <summary>AMQP 0-9-1, section 2.3.5: type, channel, size, payload, 0xCE; a client speaks the eight bytes of the protocol header first.</summary>
internal sealed class AmqpFraming : IFraming
{
    private const int Header = 7;
    private const int ProtocolHeader = 8;
    private const byte Method = 1;

    public bool TryTake(Direction direction, ref ReadOnlySequence<byte> bytes, out ReadOnlySequence<byte> frame, out string word)
    {
        (frame, word) = (default, "");
        if (bytes.Length < ProtocolHeader)
        {
            return false;
        }

        Span<byte> start = stackalloc byte[Header + 4];
        var known = (int)Math.Min(start.Length, bytes.Length);
        bytes.Slice(0, known).CopyTo(start);
        if (start[0] == 'A')
        {
            return Take(ref bytes, ProtocolHeader, out frame);
        }

        var length = Header + (long)BinaryPrimitives.ReadUInt32BigEndian(start[3..]) + 1;
        if (!Take(ref bytes, length, out frame))
        {
            return false;
        }

        if (start[0] == Method && known == start.Length)
        {
            word = Name(BinaryPrimitives.ReadUInt16BigEndian(start[Header..]), BinaryPrimitives.ReadUInt16BigEndian(start[(Header + 2)..]));
        }

        return true;
    }

    private static bool Take(ref ReadOnlySequence<byte> bytes, long length, out ReadOnlySequence<byte> frame)
    {
        if (bytes.Length < length)
        {
            frame = default;
            return false;
        }

        frame = bytes.Slice(0, length);
        bytes = bytes.Slice(length);
        return true;
    }

    private static string Name(ushort family, ushort method) => (family, method) switch
    {
        (20, 40) => "channel.close",
        (60, 40) => "basic.publish",
        (60, 60) => "basic.deliver",
        (60, 80) => "basic.ack",
        (60, 90) => "basic.reject",
        (60, 120) => "basic.nack",
        (10, 60) => "connection.blocked",
        (10, 61) => "connection.unblocked",
        _ => "",
    };
}
