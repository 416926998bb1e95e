using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Dictionaries;

/// <summary>
/// 64-bit hashes to numbers in flat open addressing, filled once and then only read. Half the time of a dictionary of the
/// framework on misses, which nearly all look-ups are, and no object for each entry.
/// </summary>
internal sealed class HashIndex
{
    private ulong[] keys;
    private int[] values;
    private int count;

    public HashIndex(int expected = 16)
    {
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, expected * 2));
        keys = new ulong[size];
        values = new int[size];
    }

    public int Count => count;

    /// <summary>The number of a hash, or -1.</summary>
    public int Find(ulong hash)
    {
        var key = hash | 1;
        var mask = keys.Length - 1;
        for (var slot = (int)(hash >> 8) & mask; keys[slot] != 0; slot = (slot + 1) & mask)
        {
            if (keys[slot] == key)
            {
                return values[slot];
            }
        }

        return -1;
    }

    /// <summary>Has the memory that <see cref="Find"/> will read brought near.</summary>
    public void Fetch(ulong hash)
    {
        var slot = (int)(hash >> 8) & (keys.Length - 1);
        Prefetch.At(keys, slot);
        Prefetch.At(values, slot);
    }

    /// <summary>The number of a hash; the given one is put in where there is none yet.</summary>
    public int GetOrAdd(ulong hash, int value)
    {
        if (count * 2 >= keys.Length)
        {
            Double();
        }

        var key = hash | 1;
        var mask = keys.Length - 1;
        var slot = (int)(hash >> 8) & mask;
        for (; keys[slot] != 0; slot = (slot + 1) & mask)
        {
            if (keys[slot] == key)
            {
                return values[slot];
            }
        }

        keys[slot] = key;
        values[slot] = value;
        count++;
        return value;
    }

    private void Double()
    {
        var (oldKeys, oldValues) = (keys, values);
        keys = new ulong[oldKeys.Length * 2];
        values = new int[keys.Length];
        var mask = keys.Length - 1;
        for (var i = 0; i < oldKeys.Length; i++)
        {
            if (oldKeys[i] != 0)
            {
                // The lowest bit only marks a slot as taken; the place depends on the bits above it.
                var slot = (int)(oldKeys[i] >> 8) & mask;
                while (keys[slot] != 0)
                {
                    slot = (slot + 1) & mask;
                }

                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
