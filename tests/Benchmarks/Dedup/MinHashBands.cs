using System.Numerics;
using System.Runtime.InteropServices;

namespace NewsPlatform.Benchmarks.Dedup;

/// <summary>
/// The usual near-duplicate index, plainly written, to compare with: MinHash over word 5-shingles in 14 bands of 8 rows
/// (the setting published for FineWeb). Hashes of 32 bits, several rows at once.
/// </summary>
internal sealed class MinHashBands
{
    public const int Bands = 14, Rows = 8, ShingleWords = 5;

    private const int Hashes = Bands * Rows;

    private readonly uint[] factors = new uint[Hashes];
    private readonly uint[] offsets = new uint[Hashes];
    private readonly uint[] signature = new uint[Hashes];
    private readonly Dictionary<ulong, List<int>> buckets = [];

    public MinHashBands()
    {
        var random = new Random(14 * 8);
        for (var i = 0; i < Hashes; i++)
        {
            factors[i] = (uint)random.Next() | 1;
            offsets[i] = (uint)random.Next();
        }
    }

    /// <summary>Adds a text and returns those that share a band with it.</summary>
    public HashSet<int> AddAndFind(ReadOnlySpan<ushort> words, int number)
    {
        Sign(words);
        var found = new HashSet<int>();
        for (var band = 0; band < Bands; band++)
        {
            var key = (ulong)band * 0x9E3779B97F4A7C15;
            for (var row = 0; row < Rows; row++)
            {
                key = (key ^ signature[(band * Rows) + row]) * 0xC2B2AE3D27D4EB4F;
                key ^= key >> 29;
            }

            ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(buckets, key, out _);
            bucket ??= [];
            found.UnionWith(bucket);
            bucket.Add(number);
        }

        return found;
    }

    private void Sign(ReadOnlySpan<ushort> words)
    {
        signature.AsSpan().Fill(uint.MaxValue);
        for (var i = 0; i + ShingleWords <= words.Length; i++)
        {
            ulong hash = 0;
            for (var k = 0; k < ShingleWords; k++)
            {
                hash = (hash ^ words[i + k]) * 0xFF51AFD7ED558CCD;
                hash ^= hash >> 32;
            }

            var shingle = new Vector<uint>((uint)hash);
            for (var at = 0; at < Hashes; at += Vector<uint>.Count)
            {
                var permuted = (shingle * new Vector<uint>(factors, at)) + new Vector<uint>(offsets, at);
                Vector.Min(permuted, new Vector<uint>(signature, at)).CopyTo(signature, at);
            }
        }
    }
}
