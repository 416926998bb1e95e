using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// The sample of a text's word 4-shingles that goes into the index. The hash of a shingle alone says whether it is
/// sampled, so two copies of a passage sample the same ones wherever they stand: every second one of the first 64, where
/// teasers are cut from, and every eighth behind them.
/// </summary>
internal static class ShingleSampler
{
    public const int DenseLead = 64;

    /// <summary>The most hashes of one text: those of some 30,000 words. A longer text keeps its smallest ones.</summary>
    public const int MaxSample = 4_096;

    // The finaliser of MurmurHash3 (Austin Appleby, public domain).
    private const ulong Spread1 = 0xFF51AFD7ED558CCD, Spread2 = 0xC4CEB9FE1A85EC53;
    private const ulong LeadMask = 1, BodyMask = 7;

    // Shingles of a vector block: four overlapping loads of four shingles each.
    private const int Block = 16;

    /// <summary>Replaces the content of a list with the sample, each hash once, ascending.</summary>
    public static void Sample(ReadOnlySpan<ushort> words, List<ulong> sample)
    {
        sample.Clear();
        var shingles = words.Length - TextComparer.RunLength + 1;
        var at = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            // Each load reads 16 words; the last of the four begins three further on.
            for (; at + Block + 3 <= words.Length; at += Block)
            {
                var mask = Vector256.Create(at < DenseLead ? LeadMask : BodyMask);
                for (var offset = 0; offset < 4; offset++)
                {
                    var hashes = Spread(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(words), (nuint)(at + offset)).AsUInt64());
                    for (var taken = Vector256.Equals(hashes & mask, Vector256<ulong>.Zero).ExtractMostSignificantBits(); taken != 0; taken &= taken - 1)
                    {
                        sample.Add(hashes[BitOperations.TrailingZeroCount(taken)]);
                    }
                }
            }
        }

        for (; at < shingles; at++)
        {
            var hash = Spread(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(words), at))));
            if ((hash & (at < DenseLead ? LeadMask : BodyMask)) == 0)
            {
                sample.Add(hash);
            }
        }

        sample.Sort();
        Distinct(sample);
    }

    private static Vector256<ulong> Spread(Vector256<ulong> value)
    {
        value = (value ^ (value >>> 33)) * Spread1;
        value = (value ^ (value >>> 33)) * Spread2;
        return value ^ (value >>> 33);
    }

    private static ulong Spread(ulong value)
    {
        value = (value ^ (value >> 33)) * Spread1;
        value = (value ^ (value >> 33)) * Spread2;
        return value ^ (value >> 33);
    }

    private static void Distinct(List<ulong> sorted)
    {
        var kept = 0;
        var hashes = CollectionsMarshal.AsSpan(sorted);
        for (var i = 0; i < hashes.Length; i++)
        {
            if (i == 0 || hashes[i] != hashes[kept - 1])
            {
                hashes[kept++] = hashes[i];
            }
        }

        CollectionsMarshal.SetCount(sorted, Math.Min(kept, MaxSample));
    }
}
