using System.Text;

namespace NewsPlatform.Ingestion.Encodings;

/// <summary>Turns bytes into text and says how much of them was no text.</summary>
internal static class Decoding
{
    /// <summary>
    /// The text, and the number of places where the bytes were no text in that encoding and became U+FFFD. Replacement
    /// characters that the document itself holds are not counted.
    /// </summary>
    public static (string Text, int Replaced) Decode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        var text = encoding.GetString(bytes);
        var replaced = text.AsSpan().Count('\uFFFD');
        if (replaced > 0 && encoding.CodePage is 65001 or 1200 or 1201 or 12000 or 12001 or 54936)
        {
            replaced -= Math.Min(replaced, bytes.Count(encoding.GetBytes("\uFFFD").AsSpan()));
        }

        return (text, replaced);
    }

    /// <summary>Replaced characters for each byte above 0x7F, in the beginning of a document.</summary>
    public static double ShareOfErrors(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 65536)];
        var high = 0;
        foreach (var value in head)
        {
            if (value >= 0x80)
            {
                high++;
            }
        }

        if (high == 0)
        {
            return 0;
        }

        return Math.Max(0, encoding.GetString(head).AsSpan().Count('\uFFFD') - 1) / (double)high;
    }
}
