using System.Buffers.Binary;
using System.Numerics;

namespace NewsPlatform.Storage.Search.Segments;

/// <summary>
/// Which articles of a segment have a key: for each key of a bucket, in order, its distance from the key before, how many
/// articles, and their places: one number; or distances behind a length; or, where it takes less, one bit for every place.
/// </summary>
internal static class Postings
{
    /// <param name="block">A bucket.</param>
    /// <param name="key">The last one written, or what the first one counts from.</param>
    /// <param name="next">Behind it in order.</param>
    /// <param name="places">Ascending, each once.</param>
    /// <param name="articles">Of the whole segment.</param>
    public static void Write(BlockWriter block, ulong key, ulong next, ReadOnlySpan<int> places, int articles, BlockWriter scratch)
    {
        block.Number(next - key);
        block.Number((ulong)places.Length);
        if (places.Length == 1)
        {
            block.Number((ulong)places[0]);
            return;
        }

        scratch.Clear();
        if (Dense(places.Length, articles))
        {
            var bits = new byte[Words(articles) * sizeof(ulong)];
            foreach (var place in places)
            {
                bits[place >> 3] |= (byte)(1 << (place & 7));
            }

            scratch.Bytes(bits);
        }
        else
        {
            var last = -1;
            foreach (var place in places)
            {
                scratch.Number((ulong)(place - last - 1));
                last = place;
            }
        }

        block.Number((ulong)scratch.Length);
        block.Bytes(scratch.Written);
    }

    /// <summary>Marks the places of one key.</summary>
    /// <returns>How many articles have it.</returns>
    public static int Mark(ReadOnlySpan<byte> block, ulong start, ulong key, int articles, ulong[] places)
    {
        var reader = new BlockReader(block);
        while (!reader.Ended)
        {
            start += reader.Number();
            var count = (int)reader.Number();
            if (start > key)
            {
                return 0;
            }

            if (count == 1)
            {
                var place = (int)reader.Number();
                if (start == key)
                {
                    places[place >> 6] |= 1UL << place;
                    return 1;
                }

                continue;
            }

            var bytes = reader.Bytes((int)reader.Number());
            if (start == key)
            {
                Mark(bytes, count, articles, places);
                return count;
            }
        }

        return 0;
    }

    /// <summary>The next key of a bucket with its places.</summary>
    public static ulong Read(ref BlockReader reader, ulong key, int articles, List<int> places)
    {
        key += reader.Number();
        var count = (int)reader.Number();
        if (count == 1)
        {
            places.Add((int)reader.Number());
            return key;
        }

        var bytes = reader.Bytes((int)reader.Number());
        if (Dense(count, articles))
        {
            for (var word = 0; word < Words(articles); word++)
            {
                for (var bits = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(word * sizeof(ulong))..]); bits != 0; bits &= bits - 1)
                {
                    places.Add((word << 6) + BitOperations.TrailingZeroCount(bits));
                }
            }

            return key;
        }

        var list = new BlockReader(bytes);
        for (var last = -1; !list.Ended;)
        {
            last += (int)list.Number() + 1;
            places.Add(last);
        }

        return key;
    }

    /// <summary>Numbers of 64 bits that hold a bit for every article.</summary>
    public static int Words(int articles) => (articles + 63) >> 6;

    // A place in a list takes a byte and more.
    private static bool Dense(int count, int articles) => count > 1 && count * 8L >= articles;

    private static void Mark(ReadOnlySpan<byte> bytes, int count, int articles, ulong[] places)
    {
        if (Dense(count, articles))
        {
            for (var word = 0; word < Words(articles); word++)
            {
                places[word] |= BinaryPrimitives.ReadUInt64LittleEndian(bytes[(word * sizeof(ulong))..]);
            }

            return;
        }

        var list = new BlockReader(bytes);
        for (var last = -1; !list.Ended;)
        {
            last += (int)list.Number() + 1;
            places[last >> 6] |= 1UL << last;
        }
    }
}
