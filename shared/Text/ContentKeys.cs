using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NewsPlatform.Text;

/// <summary>The exact keys of an article.</summary>
/// <param name="Raw">Of the body exactly as cleaned: tells "the very same characters" from "the same after folding".</param>
/// <param name="Body">Of the normalised body.</param>
/// <param name="Article">Of the normalised headline and body together.</param>
public readonly record struct ContentKeys(ContentKey Raw, ContentKey Body, ContentKey Article)
{
    // Sixteen bytes.
    private const int KeyLength = 8;

    /// <summary>Keys of an article from its cleaned texts.</summary>
    public static ContentKeys Of(string? headline, string body)
    {
        using var headlineTokens = new TokenBuffer();
        using var bodyTokens = new TokenBuffer();
        headlineTokens.Read(headline);
        bodyTokens.Read(body);
        return Of(body, headlineTokens.Normalized, bodyTokens.Normalized);
    }

    /// <summary>Keys of an article that was normalised already.</summary>
    public static ContentKeys Of(ReadOnlySpan<char> body, ReadOnlySpan<char> normalizedHeadline, ReadOnlySpan<char> normalizedBody)
    {
        // The body is hashed once: its key stands for it behind the headline.
        var key = ContentKey.Of(normalizedBody);
        var both = ArrayPool<char>.Shared.Rent(normalizedHeadline.Length + KeyLength);
        try
        {
            normalizedHeadline.CopyTo(both);
            BinaryPrimitives.WriteUInt128BigEndian(MemoryMarshal.AsBytes(both.AsSpan(normalizedHeadline.Length, KeyLength)), key.Value);
            return new ContentKeys(
                ContentKey.Of(body),
                key,
                normalizedHeadline.IsEmpty && normalizedBody.IsEmpty ? ContentKey.None : ContentKey.Of(both.AsSpan(0, normalizedHeadline.Length + KeyLength)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(both);
        }
    }
}
