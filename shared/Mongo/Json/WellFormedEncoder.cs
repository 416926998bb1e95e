using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NewsPlatform.Mongo.Json;

/// <summary>
/// Leaves Arabic unescaped, as the relaxed encoder does, but refuses a lone surrogate, which that one silently stores as
/// U+FFFD: the stored text would no longer have the hash it was stored under. Costs nothing for text without surrogates,
/// since the writer calls <see cref="Encode"/> only for what needs escaping.
/// </summary>
internal sealed class WellFormedEncoder : JavaScriptEncoder
{
    private static readonly JavaScriptEncoder Relaxed = UnsafeRelaxedJsonEscaping;

    public override int MaxOutputCharactersPerInputCharacter => Relaxed.MaxOutputCharactersPerInputCharacter;

    public override OperationStatus Encode(
        ReadOnlySpan<char> source, Span<char> destination, out int charsConsumed, out int charsWritten, bool isFinalBlock = true)
    {
        ThrowOnLoneSurrogate(source);
        return Relaxed.Encode(source, destination, out charsConsumed, out charsWritten, isFinalBlock);
    }

    public override OperationStatus EncodeUtf8(
        ReadOnlySpan<byte> utf8Source, Span<byte> utf8Destination, out int bytesConsumed, out int bytesWritten, bool isFinalBlock = true) =>
        Relaxed.EncodeUtf8(utf8Source, utf8Destination, out bytesConsumed, out bytesWritten, isFinalBlock);

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) => Relaxed.FindFirstCharacterToEncodeUtf8(utf8Text);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength) => Relaxed.FindFirstCharacterToEncode(text, textLength);

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        Relaxed.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    public override bool WillEncode(int unicodeScalar) => Relaxed.WillEncode(unicodeScalar);

    private static void ThrowOnLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var rest = text; ;)
        {
            var at = rest.IndexOfAnyInRange('\uD800', '\uDFFF');
            if (at < 0)
            {
                return;
            }

            if (Rune.DecodeFromUtf16(rest[at..], out _, out var length) != OperationStatus.Done)
            {
                throw new JsonException("the text holds a lone surrogate, which is no character");
            }

            rest = rest[(at + length)..];
        }
    }
}
