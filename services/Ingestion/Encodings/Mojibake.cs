using System.Text;

namespace NewsPlatform.Ingestion.Encodings;

/// <summary>
/// Mends text that was decoded with the wrong encoding and encoded again: UTF-8 read as windows-1252, ISO-8859-1 or
/// windows-1256, and windows-1256 read as windows-1252. Only when certain: every character must go back, the bytes must
/// be strict UTF-8 (chance in real text: none) or overwhelmingly Arabic. Anything less is left as it is.
/// </summary>
internal static class Mojibake
{
    /// <summary>UTF-8 sequences that must come out of a text before it is mended. Real text never gives even two in a row.</summary>
    private const int EnoughSequences = 4;

    /// <summary>Letters needed when only letter statistics speak for the repair.</summary>
    private const int EnoughLetters = 100;

    /// <summary>Bits a letter costs when read as Latin; right Latin text does not have that many accented letters to begin with.</summary>
    private const double ConvincingLatin = 8;

    private static readonly short[] To1252 = Table(1252);
    private static readonly short[] To1256 = Table(1256);

    /// <summary>How text was damaged; mending another part of the same article takes the same way back.</summary>
    public enum Damage
    {
        None,
        Utf8As1252,
        Utf8As1256,
        ArabicAs1252,
    }

    /// <summary>Damage the whole text shows with certainty.</summary>
    public static Damage Find(string text)
    {
        if (!Suspicious(text))
        {
            return Damage.None;
        }

        if (Back(text, To1252) is { } latin && Sequences(latin) >= EnoughSequences)
        {
            return Damage.Utf8As1252;
        }

        if (Back(text, To1256) is { } arabic && Sequences(arabic) >= EnoughSequences)
        {
            return Damage.Utf8As1256;
        }

        return ReadAsLatin(text) ? Damage.ArabicAs1252 : Damage.None;
    }

    /// <summary>The text as it was before that damage, or the same text where it does not go back.</summary>
    public static string Undo(string text, Damage damage)
    {
        switch (damage)
        {
            case Damage.Utf8As1252 or Damage.Utf8As1256:
                var bytes = Back(text, damage == Damage.Utf8As1252 ? To1252 : To1256);
                return bytes is not null && Utf8Shape.Of(bytes).Valid ? Encoding.UTF8.GetString(bytes) : text;
            case Damage.ArabicAs1252:
                return Back(text, To1252) is { } single ? EncodingLabels.Of(1256).GetString(single) : text;
            default:
                return text;
        }
    }

    /// <summary>
    /// The mended text, or null when nothing was certain. When the text as a whole does not go back, its lines are judged
    /// one by one: archives glue damaged and sound pieces together. Twice, since some were damaged twice.
    /// </summary>
    public static string? Mend(string text)
    {
        string? mended = null;
        for (var round = 0; round < 2; round++)
        {
            var current = mended ?? text;
            var damage = Find(current);
            var next = damage != Damage.None ? Undo(current, damage) : Suspicious(current) ? MendLines(current) : null;
            if (next is null || next == current)
            {
                break;
            }

            mended = next;
        }

        return mended;
    }

    /// <summary>True when text still shows the marks of double encoding, so that a reader should be told.</summary>
    public static bool Suspicious(string text)
    {
        int latin = 0, arabic = 0, letters = 0, accented = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 0x80)
            {
                continue;
            }

            letters++;
            if (c is >= '\u00C0' and <= '\u00FF')
            {
                accented++;
            }

            var next = i + 1 < text.Length ? text[i + 1] : ' ';
            if (c is >= '\u00C2' and <= '\u00DF' or 'à' or 'á' or 'â' or 'ã' && next >= 0x80 && To1252[next] is >= 0x80 and < 0xC0)
            {
                latin++;
            }
            else if (c is 'ط' or 'ظ' && next >= 0x80 && To1256[next] is >= 0x80 and < 0xC0)
            {
                arabic++;
            }
        }

        // Natural Arabic has 1.5 % of these two letters and never before such signs; natural Latin text has single accents.
        return letters > 0 && (latin * 5 >= letters || arabic * 5 >= letters || (accented >= EnoughLetters && accented * 2 > text.Length / 2));
    }

    private static string? MendLines(string text)
    {
        var lines = text.Split('\n');
        var changed = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var damage = Find(lines[i]);
            if (damage is Damage.Utf8As1252 or Damage.Utf8As1256)
            {
                lines[i] = Undo(lines[i], damage);
                changed = true;
            }
        }

        return changed ? string.Join('\n', lines) : null;
    }

    private static bool ReadAsLatin(string text)
    {
        if (Back(text, To1252) is not { } bytes
            || EncodingGuess.BitsIn(1252, bytes, out var high) is not { } asLatin
            || high < EnoughLetters
            || asLatin < ConvincingLatin)
        {
            return false;
        }

        return EncodingGuess.Best(bytes) is { Confidence: > 0.99, Language: "ar" or "fa" or "ur", BitsPerHighByte: < 6, Encoding.CodePage: 1256 };
    }

    private static int Sequences(byte[] bytes)
    {
        var shape = Utf8Shape.Of(bytes);
        return shape.Valid ? shape.Sequences : 0;
    }

    private static byte[]? Back(string text, short[] table)
    {
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var value = table[text[i]];
            if (value < 0)
            {
                return null;
            }

            bytes[i] = (byte)value;
        }

        return bytes;
    }

    private static short[] Table(int codePage)
    {
        var table = new short[65536];
        Array.Fill(table, (short)-1);

        // Bytes a page leaves empty come through as the control characters of the same number.
        for (var value = 0x80; value < 0xA0; value++)
        {
            table[value] = (short)value;
        }

        var encoding = EncodingLabels.Of(codePage);
        Span<byte> one = stackalloc byte[1];
        for (var value = 0; value < 256; value++)
        {
            one[0] = (byte)value;
            var character = encoding.GetString(one)[0];
            if (character != '\uFFFD')
            {
                table[character] = (short)value;
            }
        }

        return table;
    }
}
