using System.Buffers;
using System.Text;

namespace NewsPlatform.Storage.Search.Segments;

/// <summary>Numbers in as few bytes as they need: seven bits a byte, the lowest first.</summary>
internal sealed class BlockWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new(4096);

    public int Length => bytes.WrittenCount;

    public ReadOnlySpan<byte> Written => bytes.WrittenSpan;

    public void Number(ulong value)
    {
        var span = bytes.GetSpan(10);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        bytes.Advance(length);
    }

    public void Bytes(ReadOnlySpan<byte> value) => bytes.Write(value);

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number((ulong)length);
        Encoding.UTF8.GetBytes(value, bytes.GetSpan(length));
        bytes.Advance(length);
    }

    public void Clear() => bytes.ResetWrittenCount();

    public byte[] ToArray() => bytes.WrittenSpan.ToArray();
}

/// <summary>Reads what <see cref="BlockWriter"/> wrote.</summary>
internal ref struct BlockReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int At { get; private set; }

    public readonly bool Ended => At >= bytes.Length;

    public ulong Number()
    {
        ulong value = bytes[At++];
        if (value < 0x80)
        {
            return value;
        }

        value &= 0x7F;
        for (var shift = 7; ; shift += 7)
        {
            ulong next = bytes[At++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    public ReadOnlySpan<byte> Bytes(int length)
    {
        var part = bytes.Slice(At, length);
        At += length;
        return part;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes((int)Number()));
}
