using System.Numerics;

namespace NewsPlatform.Text;

/// <summary>
/// Hashes of runs of <see cref="Words"/> successive words, and the sample of them that goes into an index. The hash alone
/// says whether a shingle is sampled, so two copies of a passage sample the same shingles wherever they stand.
/// </summary>
public static class Shingles
{
    /// <summary>Words in a shingle. Four: short enough to survive editing, long enough to be rare.</summary>
    public const int Words = 4;

    /// <summary>Shingles at the opening of a text that are sampled more densely: teasers are cut from there.</summary>
    public const int DenseLead = 64;

    // Odd constants (the fractional part of the golden ratio and xxHash64's primes) weigh the places, so order counts;
    // the finaliser of MurmurHash3 (Austin Appleby, public domain) spreads the sum.
    private const ulong Weight0 = 0x9E3779B97F4A7C15, Weight1 = 0xC2B2AE3D27D4EB4F, Weight2 = 0x165667B19E3779F9, Weight3 = 0x27D4EB2F165667C5;
    private const ulong Spread1 = 0xFF51AFD7ED558CCD, Spread2 = 0xC4CEB9FE1A85EC53;

    // In the lead every second shingle, behind it every eighth.
    private const ulong LeadMask = 1, BodyMask = 7;

    /// <summary>Shingles of a text of this many words.</summary>
    public static int Count(int words) => Math.Max(0, words - Words + 1);

    /// <summary>Writes the hash of every shingle in order; returns how many.</summary>
    public static int Hash(ReadOnlySpan<ulong> words, Span<ulong> shingles)
    {
        var count = Count(words.Length);
        var i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            for (; i <= count - Vector<ulong>.Count; i += Vector<ulong>.Count)
            {
                var sum = (new Vector<ulong>(words[i..]) * Weight0) + (new Vector<ulong>(words[(i + 1)..]) * Weight1)
                    + (new Vector<ulong>(words[(i + 2)..]) * Weight2) + (new Vector<ulong>(words[(i + 3)..]) * Weight3);
                sum ^= sum >>> 33;
                sum *= Spread1;
                sum ^= sum >>> 33;
                sum *= Spread2;
                sum ^= sum >>> 33;
                sum.CopyTo(shingles[i..]);
            }
        }

        for (; i < count; i++)
        {
            var sum = (words[i] * Weight0) + (words[i + 1] * Weight1) + (words[i + 2] * Weight2) + (words[i + 3] * Weight3);
            sum = (sum ^ (sum >> 33)) * Spread1;
            sum = (sum ^ (sum >> 33)) * Spread2;
            shingles[i] = sum ^ (sum >> 33);
        }

        return count;
    }

    /// <summary>
    /// Writes the sampled ones of a text's shingle hashes, in order; returns how many. The target must have room for
    /// all of them: it is written without a branch, because whether a shingle is sampled cannot be predicted.
    /// </summary>
    public static int Sample(ReadOnlySpan<ulong> shingles, Span<ulong> sample)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sample.Length, shingles.Length);
        var taken = 0;
        var lead = Math.Min(DenseLead, shingles.Length);
        for (var i = 0; i < lead; i++)
        {
            sample[taken] = shingles[i];
            taken += (shingles[i] & LeadMask) == 0 ? 1 : 0;
        }

        for (var i = lead; i < shingles.Length; i++)
        {
            sample[taken] = shingles[i];
            taken += (shingles[i] & BodyMask) == 0 ? 1 : 0;
        }

        return taken;
    }
}
