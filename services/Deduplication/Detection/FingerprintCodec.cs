using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using NewsPlatform.Text;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// Fingerprints as bytes, for the log. The first byte is the format, the text profile's version follows: a fingerprint
/// taken under another profile cannot be compared and is refused.
/// </summary>
internal static class FingerprintCodec
{
    private const byte Format = 1;

    public static byte[] Pack(Fingerprint fingerprint)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + (5 * fingerprint.Words.Length));
        buffer.Write([Format]);
        WriteText(buffer, NormalizationProfile.Version);
        WriteText(buffer, fingerprint.ArticleId);
        WriteText(buffer, fingerprint.Source);
        WriteInt64(buffer, fingerprint.Order.Published.UtcTicks);
        WriteInt64(buffer, fingerprint.Order.Sequence);
        WriteInt64(buffer, fingerprint.Seen.UtcTicks);
        WriteInt64(buffer, (long)fingerprint.Identity);
        WriteKey(buffer, fingerprint.Keys.Raw);
        WriteKey(buffer, fingerprint.Keys.Body);
        WriteKey(buffer, fingerprint.Keys.Article);
        WriteInt64(buffer, (long)fingerprint.Headline);
        buffer.Write([(byte)fingerprint.Mark]);
        WritePrints(buffer, fingerprint.HeadlineWords);
        WritePrints(buffer, fingerprint.HeadlineStems);
        WritePrints(buffer, fingerprint.Words);
        WritePrints(buffer, fingerprint.Letters);
        WriteInt32(buffer, fingerprint.Offsets.Length);
        buffer.Write(fingerprint.Offsets);
        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidDataException">Not a fingerprint, cut off, or taken under another profile.</exception>
    public static Fingerprint Unpack(ReadOnlySpan<byte> packed)
    {
        var rest = packed;
        if (Take(ref rest, 1)[0] != Format)
        {
            throw new InvalidDataException($"Fingerprint format {packed[0]} is not known; this is format {Format}.");
        }

        var profile = ReadText(ref rest);
        if (profile != NormalizationProfile.Version)
        {
            throw new InvalidDataException($"A fingerprint of profile {profile} cannot be compared under {NormalizationProfile.Version}.");
        }

        var id = new ArticleKey(ReadText(ref rest));
        var source = ReadText(ref rest);
        var order = new ArticleOrder(ReadTime(ref rest), ReadInt64(ref rest), id);
        var fingerprint = new Fingerprint
        {
            Order = order,
            Source = source,
            Seen = ReadTime(ref rest),
            Identity = (ulong)ReadInt64(ref rest),
            Keys = new ContentKeys(ReadKey(ref rest), ReadKey(ref rest), ReadKey(ref rest)),
            Headline = (ulong)ReadInt64(ref rest),
            Mark = (RevisionMark)Take(ref rest, 1)[0],
            HeadlineWords = ReadPrints(ref rest),
            HeadlineStems = ReadPrints(ref rest),
            Words = ReadPrints(ref rest),
            Letters = ReadPrints(ref rest),
            Offsets = Take(ref rest, ReadInt32(ref rest)).ToArray(),
        };
        return rest.IsEmpty && fingerprint.Letters.Length == fingerprint.Words.Length
            ? fingerprint
            : throw new InvalidDataException($"The fingerprint of {id} does not end where it should.");
    }

    private static void WriteText(ArrayBufferWriter<byte> buffer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        WriteInt32(buffer, bytes.Length);
        buffer.Write(bytes);
    }

    private static string ReadText(ref ReadOnlySpan<byte> rest) => Encoding.UTF8.GetString(Take(ref rest, ReadInt32(ref rest)));

    private static void WriteInt32(ArrayBufferWriter<byte> buffer, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(sizeof(int)), value);
        buffer.Advance(sizeof(int));
    }

    private static int ReadInt32(ref ReadOnlySpan<byte> rest) => BinaryPrimitives.ReadInt32LittleEndian(Take(ref rest, sizeof(int)));

    private static void WriteInt64(ArrayBufferWriter<byte> buffer, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(sizeof(long)), value);
        buffer.Advance(sizeof(long));
    }

    private static long ReadInt64(ref ReadOnlySpan<byte> rest) => BinaryPrimitives.ReadInt64LittleEndian(Take(ref rest, sizeof(long)));

    private static DateTimeOffset ReadTime(ref ReadOnlySpan<byte> rest)
    {
        var ticks = ReadInt64(ref rest);
        return ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw new InvalidDataException("The fingerprint's time is out of range.");
    }

    private static void WriteKey(ArrayBufferWriter<byte> buffer, ContentKey key)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(buffer.GetSpan(16), key.Value);
        buffer.Advance(16);
    }

    private static ContentKey ReadKey(ref ReadOnlySpan<byte> rest) => new(BinaryPrimitives.ReadUInt128LittleEndian(Take(ref rest, 16)));

    private static void WritePrints(ArrayBufferWriter<byte> buffer, ushort[] prints)
    {
        WriteInt32(buffer, prints.Length);
        buffer.Write(MemoryMarshal.AsBytes(prints.AsSpan()));
    }

    private static ushort[] ReadPrints(ref ReadOnlySpan<byte> rest)
    {
        var bytes = Take(ref rest, ReadInt32(ref rest) * sizeof(ushort));
        return MemoryMarshal.Cast<byte, ushort>(bytes).ToArray();
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int bytes)
    {
        if (bytes < 0 || bytes > rest.Length)
        {
            throw new InvalidDataException("The fingerprint is cut off.");
        }

        var taken = rest[..bytes];
        rest = rest[bytes..];
        return taken;
    }
}
