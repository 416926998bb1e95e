using System.Text;

namespace NewsPlatform.Ingestion.Encodings;

/// <summary>
/// Chooses the encoding of a document: byte order mark, then declaration, then what the bytes look like. A declaration that
/// contradicts the bytes loses: to valid UTF-8 always, to the letters only when they are overwhelming.
/// </summary>
internal static class EncodingDetector
{
    /// <summary>Below this confidence another reading explains the bytes about as well, and the text is flagged.</summary>
    private const double DoubtfulBelow = 0.8;

    /// <summary>Damaged places in a hundred sequences up to which bytes still count as (damaged) UTF-8.</summary>
    private const double DamageTolerated = 0.02;

    /// <summary>Letters needed before statistics may overrule a declaration, and the bits by which they must do so.</summary>
    private const int LettersToOverrule = 120;
    private const double ConvincingBits = 6;
    private const double AbsurdBits = 9;

    /// <param name="bytes">The document, or its beginning.</param>
    /// <param name="declaredHint">What was declared outside the document, such as the charset of an HTTP header; it goes before the document's own.</param>
    /// <param name="cut">True when <paramref name="bytes"/> is only the beginning: a sequence cut off at its end is no error.</param>
    public static DetectedEncoding Detect(ReadOnlySpan<byte> bytes, string? declaredHint = null, bool cut = false)
    {
        if (Bom(bytes) is { } bom)
        {
            return bom;
        }

        if (Utf16Shape.Find(bytes) is { } wide)
        {
            var declaredWide = EncodingLabels.Find(DeclaredEncoding.Find(Narrowed(bytes))) is { CodePage: 1200 or 1201 or 12000 or 12001 };
            return Made(wide, declaredWide ? 1 : 0.97, declaredWide ? EncodingOrigin.Declared : EncodingOrigin.Statistics);
        }

        var utf8 = Utf8Shape.Of(bytes);
        var utf8Fits = utf8.Errors == 0 && (cut || !utf8.CutOff);
        if (utf8.Ascii && bytes.IndexOf((byte)0x1B) >= 0 && bytes.IndexOf("\e$"u8) >= 0)
        {
            return Made(EncodingLabels.Of(50220), 0.95, EncodingOrigin.Statistics);
        }

        string? overruled = null;
        foreach (var label in new[] { declaredHint, DeclaredEncoding.Find(bytes) })
        {
            // UTF-16 would have shown its shape: a document that can be read far enough to say "utf-16" is not.
            if (EncodingLabels.Find(label) is not { } declared || declared.CodePage is 1200 or 1201 or 12000 or 12001)
            {
                continue;
            }

            if (Stands(declared, bytes, utf8, utf8Fits, cut))
            {
                return Made(declared, 1, EncodingOrigin.Declared) with { OverruledDeclaration = overruled };
            }

            overruled ??= label;
        }

        return FromBytes(bytes, utf8, utf8Fits) with { OverruledDeclaration = overruled };
    }

    private static DetectedEncoding FromBytes(ReadOnlySpan<byte> bytes, Utf8Shape utf8, bool utf8Fits)
    {
        if (utf8Fits)
        {
            // Four sequences are chance once in a million in any other encoding.
            var confidence = utf8.Sequences switch { 0 => 1, 1 => 0.85, 2 => 0.95, 3 => 0.98, _ => 1 };
            return Made(EncodingLabels.Utf8, confidence, EncodingOrigin.Statistics);
        }

        if (utf8.Sequences >= 10 && utf8.Errors <= Math.Max(1, utf8.Sequences * DamageTolerated))
        {
            return Made(EncodingLabels.Utf8, 0.9, EncodingOrigin.Statistics) with { Doubtful = true };
        }

        if (EncodingGuess.Best(bytes) is not { } guess)
        {
            return Made(EncodingLabels.Utf8, 0.5, EncodingOrigin.Statistics) with { Doubtful = true };
        }

        return Made(guess.Encoding, guess.Confidence, EncodingOrigin.Statistics) with
        {
            Doubtful = !guess.Plausible || guess.Confidence < DoubtfulBelow,
        };
    }

    private static bool Stands(Encoding declared, ReadOnlySpan<byte> bytes, Utf8Shape utf8, bool utf8Fits, bool cut)
    {
        if (declared.CodePage == EncodingLabels.Utf8.CodePage)
        {
            return utf8Fits || (cut && utf8.Errors == 0);
        }

        if (utf8.Ascii)
        {
            return true;
        }

        if (utf8Fits && utf8.Sequences >= (declared.IsSingleByte ? 1 : 3))
        {
            return false;
        }

        if (!declared.IsSingleByte)
        {
            // Real pages hold a stray byte now and then; a page that is mostly errors is something else.
            return Decoding.ShareOfErrors(declared, bytes) <= DamageTolerated;
        }

        if (EncodingGuess.BitsIn(declared.CodePage, bytes, out var high) is { } declaredBits
            && high >= LettersToOverrule
            && declaredBits >= AbsurdBits
            && EncodingGuess.Best(bytes) is { Confidence: > 0.99 } best
            && best.Encoding.CodePage != declared.CodePage)
        {
            return !(best.BitsPerHighByte <= ConvincingBits && declaredBits - best.BitsPerHighByte >= ConvincingBits);
        }

        return true;
    }

    private static DetectedEncoding? Bom(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Marked(EncodingLabels.Utf8, 3),
        [0xFF, 0xFE, 0, 0, ..] => Marked(EncodingLabels.Of(12000), 4),
        [0, 0, 0xFE, 0xFF, ..] => Marked(EncodingLabels.Of(12001), 4),
        [0xFF, 0xFE, ..] => Marked(EncodingLabels.Utf16Little, 2),
        [0xFE, 0xFF, ..] => Marked(EncodingLabels.Utf16Big, 2),
        [0x84, 0x31, 0x95, 0x33, ..] => Marked(EncodingLabels.Of(54936), 4),
        _ => null,
    };

    private static DetectedEncoding Marked(Encoding encoding, int length) =>
        Made(encoding, 1, EncodingOrigin.Bom) with { BomLength = length };

    private static DetectedEncoding Made(Encoding encoding, double confidence, EncodingOrigin from) => new()
    {
        Encoding = encoding,
        Name = EncodingLabels.NameOf(encoding),
        Confidence = confidence,
        From = from,
    };

    /// <summary>The ASCII characters of UTF-16 or UTF-32, to look for a declaration in them.</summary>
    private static byte[] Narrowed(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 2048)];
        var narrow = new byte[head.Length];
        var length = 0;
        foreach (var value in head)
        {
            if (value != 0)
            {
                narrow[length++] = value;
            }
        }

        return narrow[..length];
    }
}
