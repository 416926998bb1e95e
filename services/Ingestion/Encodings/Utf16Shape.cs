using System.Text;

namespace NewsPlatform.Ingestion.Encodings;

/// <summary>Recognises UTF-16 (and UTF-32) that comes without a byte order mark.</summary>
internal static class Utf16Shape
{
    /// <summary>Bytes judged. A page is enough: the shape is in every line.</summary>
    private const int JudgedBytes = 16384;

    /// <summary>
    /// Share of code units that must be ordinary letters, digits and punctuation of a few neighbouring blocks.
    /// Chance gives well under a half; real text over 0.99.
    /// </summary>
    private const double EnoughOrdinary = 0.95;

    /// <summary>The UTF-16 or UTF-32 encoding these bytes have the shape of, or null.</summary>
    public static Encoding? Find(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 8)
        {
            // UTF-32 of anything below U+10000 has two zero bytes of every four in the same places.
            var wide = bytes[..Math.Min(bytes.Length & ~3, JudgedBytes)];
            if (FourByteShape(wide, littleEndian: true))
            {
                return EncodingLabels.Of(12000);
            }

            if (FourByteShape(wide, littleEndian: false))
            {
                return EncodingLabels.Of(12001);
            }
        }

        // Spaces, digits and line ends have a zero half in UTF-16, whatever the language; other encodings have no zeros.
        if (bytes.Length < 4 || bytes[..Math.Min(bytes.Length, JudgedBytes)].IndexOf((byte)0) < 0)
        {
            return null;
        }

        var judged = bytes[..Math.Min(bytes.Length & ~1, JudgedBytes)];
        var little = Ordinary(judged, littleEndian: true);
        var big = Ordinary(judged, littleEndian: false);
        if (Math.Max(little, big) < EnoughOrdinary || little == big)
        {
            return null;
        }

        return little > big ? EncodingLabels.Utf16Little : EncodingLabels.Utf16Big;
    }

    private static bool FourByteShape(ReadOnlySpan<byte> bytes, bool littleEndian)
    {
        for (var i = 0; i < bytes.Length; i += 4)
        {
            var (first, second) = littleEndian ? (bytes[i + 3], bytes[i + 2]) : (bytes[i], bytes[i + 1]);
            var unit = littleEndian ? bytes[i] | (bytes[i + 1] << 8) : bytes[i + 3] | (bytes[i + 2] << 8);
            if (first != 0 || second > 0x10 || (second == 0 && unit is 0 or (> 0 and < 9)))
            {
                return false;
            }
        }

        return true;
    }

    private static double Ordinary(ReadOnlySpan<byte> bytes, bool littleEndian)
    {
        int ordinary = 0, ascii = 0, white = 0;
        Span<int> blocks = stackalloc int[256];
        var units = bytes.Length / 2;
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            var (high, low) = littleEndian ? (bytes[i + 1], bytes[i]) : (bytes[i], bytes[i + 1]);
            if (high == 0)
            {
                if (low is 0x20 or 0x0A or 0x0D or 0x09)
                {
                    white++;
                }

                if (low is (>= 0x20 and < 0x7F) or 0x0A or 0x0D or 0x09)
                {
                    ascii++;
                }
                else if (low >= 0xA0)
                {
                    ordinary++;
                }
            }
            else
            {
                blocks[high]++;
            }
        }

        // Alphabets live in a few blocks of 256, the presentation forms of Arabic and Hebrew in two far from theirs; Chinese
        // and Korean live in many.
        foreach (var block in (ReadOnlySpan<int>)[1, 3, 4, 5, 6, 7, 8, 9, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x10, 0x1E, 0x1F, 0x20, 0x21, 0x22, 0xFB, 0xFE])
        {
            ordinary += blocks[block];
        }

        var eastern = blocks[0x30] + blocks[0xFF];
        for (var block = 0x4E; block <= 0x9F; block++)
        {
            eastern += blocks[block];
        }

        for (var block = 0xAC; block <= 0xD7; block++)
        {
            eastern += blocks[block];
        }

        // Half of all possible units count as eastern, so bytes of any kind nearly do: only text that has its spaces,
        // line ends or ideographic punctuation where UTF-16 would put them may use that door.
        if (eastern > ordinary + ascii && white + blocks[0x30] < units / 50)
        {
            return 0;
        }

        return (double)(ordinary + ascii + eastern) / units;
    }
}
