using System.Runtime.InteropServices;

namespace NewsPlatform.Storage.Search.Segments;

/// <summary>
/// The values of one field for every article of a segment, in the articles' order. Written as the different values first,
/// then for each article how many it has and which; held unpacked, so that only the articles that are counted are looked at.
/// </summary>
internal sealed class FacetColumn
{
    public static readonly IReadOnlyList<string> Names =
        [Fields.Source, Fields.Language, Fields.Category, Fields.Kind, Fields.Agency, Fields.Person, Fields.Place, Fields.Story];

    private const int ObjectBytes = 32;

    private readonly string[] values;

    // Of each article the first of its codes; one more at the end.
    private readonly int[] starts;
    private readonly int[] codes;

    private FacetColumn(string[] values, int[] starts, int[] codes)
    {
        this.values = values;
        this.starts = starts;
        this.codes = codes;
    }

    /// <summary>What it takes in memory, about.</summary>
    public long Bytes => (sizeof(int) * ((long)starts.Length + codes.Length)) + values.Sum(value => ObjectBytes + (sizeof(char) * (long)value.Length));

    /// <summary>The values of one article.</summary>
    public IReadOnlyList<string> this[int place] => Array.ConvertAll(codes[starts[place]..starts[place + 1]], code => values[code]);

    public static byte[] Write(IEnumerable<IReadOnlyList<string>> articles)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = new BlockWriter();
        foreach (var row in articles)
        {
            rows.Number((ulong)row.Count);
            foreach (var value in row)
            {
                ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(known, value, out var exists);
                code = exists ? code : known.Count - 1;
                rows.Number((ulong)code);
            }
        }

        var block = new BlockWriter();
        block.Number((ulong)known.Count);
        foreach (var value in known.Keys)
        {
            block.Text(value);
        }

        block.Bytes(rows.Written);
        return block.ToArray();
    }

    public static FacetColumn Read(ReadOnlySpan<byte> block, int articles)
    {
        var reader = new BlockReader(block);
        var values = new string[(int)reader.Number()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.Text();
        }

        var starts = new int[articles + 1];
        var codes = new List<int>(articles);
        for (var i = 0; i < articles; i++)
        {
            for (var left = (int)reader.Number(); left > 0; left--)
            {
                codes.Add((int)reader.Number());
            }

            starts[i + 1] = codes.Count;
        }

        return new(values, starts, [.. codes]);
    }

    /// <summary>Adds the marked articles' values to the counts.</summary>
    public void Count(ReadOnlySpan<ulong> marked, Dictionary<string, int> counts)
    {
        var byCode = new int[values.Length];
        for (var word = 0; word < marked.Length; word++)
        {
            for (var rest = marked[word]; rest != 0; rest &= rest - 1)
            {
                var place = (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(rest);
                for (var i = starts[place]; i < starts[place + 1]; i++)
                {
                    byCode[codes[i]]++;
                }
            }
        }

        for (var code = 0; code < byCode.Length; code++)
        {
            if (byCode[code] > 0)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, values[code], out _) += byCode[code];
            }
        }
    }
}
