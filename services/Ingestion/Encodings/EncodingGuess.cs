using System.Text;

namespace NewsPlatform.Ingestion.Encodings;

/// <summary>What the letters say about bytes that nothing declares and that are no UTF-8 or UTF-16.</summary>
internal static class EncodingGuess
{
    /// <summary>Bytes above 0x7F that are judged. Twenty thousand letters are ten times what any pair of code pages needs.</summary>
    private const int JudgedHighBytes = 20_000;

    /// <summary>
    /// Bits a byte above 0x7F may cost before the winner is no language at all. Measured on the declaration of human rights:
    /// right readings cost 3.5 to 5 bits in the non-Latin scripts, 9 to 13 in the Latin ones; wrong ones 9 to 20 and 18 up.
    /// </summary>
    private const double DearNonLatin = 8.5;
    private const double DearLatin = 17;
    private const double DearTwoByte = 9.5;

    /// <summary>The best reading, its confidence 0..1, and the bits it costs for each byte above 0x7F.</summary>
    public readonly record struct Answer(Encoding Encoding, double Confidence, double BitsPerHighByte, bool Plausible, string? Language);

    public static Answer? Best(ReadOnlySpan<byte> bytes)
    {
        var judged = Judged(bytes, out var high);
        if (high == 0)
        {
            return null;
        }

        Span<bool> used = stackalloc bool[256];
        foreach (var value in judged)
        {
            used[value] = true;
        }

        var candidates = new List<(long Cost, SingleByteReading? Single, MultiByteReading? Multi)>();
        foreach (var reading in SingleByteReading.All)
        {
            candidates.Add((reading.Cost(judged), reading, null));
        }

        foreach (var reading in MultiByteReading.All)
        {
            if (reading.Cost(judged) is { } cost)
            {
                candidates.Add((cost, null, reading));
            }
        }

        candidates.Sort((one, other) => one.Cost.CompareTo(other.Cost));
        var best = candidates[0];

        // Pages that give the very same text are no rivals; among them the commonest name is reported.
        var rival = long.MaxValue;
        foreach (var other in candidates.Skip(1))
        {
            if (SameText(best.Single, other.Single, used))
            {
                if (other.Single!.Prior < best.Single!.Prior)
                {
                    best = (best.Cost, other.Single, null);
                }
            }
            else
            {
                rival = other.Cost;
                break;
            }
        }

        var bits = (double)best.Cost / 2 / high;
        var limit = best.Multi is not null ? DearTwoByte : best.Single!.Latin ? DearLatin : DearNonLatin;
        var margin = rival == long.MaxValue ? 64 : (rival - best.Cost) / 2.0;

        // A margin of m bits is odds of 2^m if letters were independent; they are not, hence the 8.
        var confidence = 1 - Math.Pow(2, -margin / 8);
        var plausible = bits <= limit;
        return new Answer(
            best.Multi?.Encoding ?? best.Single!.Encoding,
            Math.Round(plausible ? confidence : confidence * 0.5, 3),
            bits,
            plausible,
            best.Single?.Language);
    }

    /// <summary>Bits for each byte above 0x7F in the best language of one code page; null when no language of it is known.</summary>
    public static double? BitsIn(int codePage, ReadOnlySpan<byte> bytes, out int high)
    {
        var judged = Judged(bytes, out high);
        if (high == 0)
        {
            return null;
        }

        double? least = null;
        foreach (var reading in SingleByteReading.All)
        {
            if (reading.CodePage == codePage)
            {
                var bits = (double)reading.Cost(judged) / 2 / high;
                least = least is null ? bits : Math.Min(least.Value, bits);
            }
        }

        return least;
    }

    private static ReadOnlySpan<byte> Judged(ReadOnlySpan<byte> bytes, out int high)
    {
        high = 0;
        var first = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (first < 0)
        {
            return [];
        }

        // Never start inside a word or a two-byte character: go back to the line or the start.
        var start = bytes[..first].LastIndexOf((byte)'\n') + 1;
        var at = first;
        for (; at < bytes.Length && high < JudgedHighBytes; at++)
        {
            if (bytes[at] >= 0x80)
            {
                high++;
            }
        }

        // Stop at a byte every code page agrees on.
        while (at < bytes.Length && bytes[at] is >= 0x80 or (>= 0x30 and <= 0x7E))
        {
            if (bytes[at] >= 0x80)
            {
                high++;
            }

            at++;
        }

        return bytes[start..at];
    }

    private static bool SameText(SingleByteReading? one, SingleByteReading? other, ReadOnlySpan<bool> used)
    {
        if (one is null || other is null)
        {
            return false;
        }

        for (var value = 0x80; value < 256; value++)
        {
            if (used[value] && one.Characters[value] != other.Characters[value])
            {
                return false;
            }
        }

        return true;
    }
}
