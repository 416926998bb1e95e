using System.Text;
using NewsPlatform.Text;

namespace NewsPlatform.Storage.Search.Segments;

/// <summary>The articles of one segment, the newest first: place in lists, id, and the segment they were first indexed in.</summary>
internal sealed class SegmentEntries
{
    private readonly byte[] ids;
    private readonly int[] starts;
    private readonly long[] orders;
    private readonly long[] origins;
    private (ulong[] Hashes, int[] Places)? byId;

    private SegmentEntries(byte[] ids, int[] starts, long[] orders, long[] origins)
    {
        this.ids = ids;
        this.starts = starts;
        this.orders = orders;
        this.origins = origins;
    }

    public int Count => orders.Length;

    public long Order(int place) => orders[place];

    /// <summary>The segment that this entry was made in, see <see cref="Articles.SearchEntry.Origin"/>.</summary>
    public long Origin(int place) => origins[place];

    public IEnumerable<long> Origins => origins.Distinct();

    public string Id(int place)
    {
        var reader = new BlockReader(ids.AsSpan(starts[place]));
        var header = (int)reader.Number();
        var bytes = reader.Bytes(header >> 1);
        return (header & 1) == 1 ? Convert.ToHexStringLower(bytes) : Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The first place whose order is below this one.</summary>
    public int FirstBelow(long order)
    {
        int low = 0, high = orders.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (orders[middle] < order)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <returns>The place of this article's entry of this origin; -1 when it is not here.</returns>
    public int Find(string id, long origin)
    {
        var (hashes, places) = byId ??= ByHash();
        var hash = WordHash.Of(id);
        var at = Array.BinarySearch(hashes, hash);
        while (at > 0 && hashes[at - 1] == hash)
        {
            at--;
        }

        for (; at >= 0 && at < hashes.Length && hashes[at] == hash; at++)
        {
            if (origins[places[at]] == origin && Id(places[at]) == id)
            {
                return places[at];
            }
        }

        return -1;
    }

    /// <param name="entries">The newest first.</param>
    public static byte[] Write(IReadOnlyList<(string Id, long Order, long Origin)> entries)
    {
        var block = new BlockWriter();
        var origins = entries.Select(entry => entry.Origin).Distinct().Select((origin, index) => (origin, index)).ToDictionary(pair => pair.origin, pair => pair.index);
        block.Number((ulong)origins.Count);
        foreach (var origin in origins.Keys)
        {
            block.Number((ulong)origin);
        }

        block.Number((ulong)entries.Count);
        var above = long.MaxValue;
        foreach (var (id, order, origin) in entries)
        {
            block.Number((ulong)(above - order));
            above = order;
            block.Number((ulong)origins[origin]);

            // An id is the hexadecimal form of a hash.
            var hexadecimal = id.Length % 2 == 0 && id.Length > 0 && id.All(char.IsAsciiHexDigitLower);
            var bytes = hexadecimal ? Convert.FromHexString(id) : Encoding.UTF8.GetBytes(id);
            block.Number((ulong)((bytes.Length << 1) | (hexadecimal ? 1 : 0)));
            block.Bytes(bytes);
        }

        return block.ToArray();
    }

    public static SegmentEntries Read(byte[] block)
    {
        var reader = new BlockReader(block);
        var known = new long[(int)reader.Number()];
        for (var i = 0; i < known.Length; i++)
        {
            known[i] = (long)reader.Number();
        }

        var count = (int)reader.Number();
        var (starts, orders, origins) = (new int[count], new long[count], new long[count]);
        var above = long.MaxValue;
        for (var i = 0; i < count; i++)
        {
            above -= (long)reader.Number();
            orders[i] = above;
            origins[i] = known[(int)reader.Number()];
            starts[i] = reader.At;
            reader.Bytes((int)reader.Number() >> 1);
        }

        return new(block, starts, orders, origins);
    }

    private (ulong[] Hashes, int[] Places) ByHash()
    {
        var hashes = new ulong[Count];
        var places = new int[Count];
        for (var i = 0; i < Count; i++)
        {
            hashes[i] = WordHash.Of(Id(i));
            places[i] = i;
        }

        Array.Sort(hashes, places);
        return (hashes, places);
    }
}
