using System.Text;

namespace NewsPlatform.Enrichment.Texts;

/// <summary>
/// Text that was UTF-8 and was read as Windows-1252 or Latin-1 on its way ("Ø§Ù„" for "ال", "Ã©" for "é"): finds such
/// stretches in a text that is otherwise whole, and undoes them.
/// </summary>
internal static class Mojibake
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // What Windows-1252 has at 0x80 to 0x9F; the five holes stay themselves.
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009Džÿ";

    /// <summary>The text with such stretches repaired; the same instance where there are none.</summary>
    public static string Repair(string text, out int repaired)
    {
        repaired = 0;
        StringBuilder? result = null;
        var copied = 0;
        Span<byte> bytes = stackalloc byte[256];
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is < '\u00C2' or > '\u00F4')
            {
                continue;
            }

            // The longest run of characters that could each have been a byte of a sequence.
            var length = 0;
            while (at + length < text.Length && length < bytes.Length && ByteOf(text[at + length]) is >= 0x80 and var value)
            {
                bytes[length++] = (byte)value;
            }

            var whole = WholeSequences(bytes[..length]);
            if (whole < 2 || !IsLikely(bytes[..whole]))
            {
                at += Math.Max(0, length - 1);
                continue;
            }

            result ??= new StringBuilder(text.Length);
            result.Append(text, copied, at - copied).Append(Strict.GetString(bytes[..whole]));
            repaired++;
            copied = at + whole;
            at = copied - 1;
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    private static int ByteOf(char c)
    {
        if (c <= '\u00FF')
        {
            return c;
        }

        var at = Windows1252.IndexOf(c, StringComparison.Ordinal);
        return at < 0 ? -1 : 0x80 + at;
    }

    // Bytes from the start that are whole sequences of UTF-8.
    private static int WholeSequences(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var size = bytes[at] switch { >= 0xC2 and <= 0xDF => 2, >= 0xE0 and <= 0xEF => 3, >= 0xF0 and <= 0xF4 => 4, _ => 0 };
            if (size == 0 || at + size > bytes.Length || Rune.DecodeFromUtf8(bytes.Slice(at, size), out _, out var read) != System.Buffers.OperationStatus.Done || read != size)
            {
                break;
            }

            at += size;
        }

        return at;
    }

    // One accented pair may be two honest letters ("Ã" and "©" hardly are); Arabic and Cyrillic come in runs.
    private static bool IsLikely(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 4 || bytes[0] is 0xC3 or 0xC2 && bytes[1] is >= 0xA0 || bytes[0] is 0xE2;
}
