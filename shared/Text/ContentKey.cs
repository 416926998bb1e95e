using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NewsPlatform.Text;

/// <summary>
/// A 128-bit key of a text: the first half of the SHA-256 of its UTF-16 (little-endian) form. Equal keys mean equal
/// texts: at a billion articles the chance of one false pair is about 10^-21.
/// </summary>
public readonly record struct ContentKey(UInt128 Value)
{
    /// <summary>The key of nothing: a text without a single token. Never equal to anything in meaning.</summary>
    public static ContentKey None => default;

    public bool IsNone => Value == default;

    /// <summary>The key of a text exactly as it stands.</summary>
    public static ContentKey Of(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return None;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text), hash);
        return new ContentKey(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    /// <summary>The stored form: the profile's version and 32 hexadecimal digits, "n1:0123…".</summary>
    public override string ToString() => $"{NormalizationProfile.Version}:{Value:x32}";
}
