using System.Runtime.InteropServices;

namespace NewsPlatform.Storage.Search.Segments;

/// <summary>
/// Writes one segment out of several, without what is dead in them. Goes through the keys in their order, a stretch at a time:
/// what it holds in memory does not grow with the segments' size.
/// </summary>
internal sealed class SegmentMerge(SegmentStore store, IReadOnlyList<Segment> inputs, TimeProvider time)
{
    private const int BytesAtOnce = 1 << 20;
    private const int BlocksAtOnce = 256;

    private readonly List<BlockDocument> blocks = [];
    private readonly List<(int Input, int Place)> newest = [];
    private readonly int[][] places = new int[inputs.Count][];
    private long bytes;
    private long id;

    /// <returns>The new segment, alive, or nothing: somebody else was faster.</returns>
    public async Task<SegmentDocument?> RunAsync(CancellationToken cancellationToken)
    {
        id = await store.OpenAsync(cancellationToken);
        Order();
        blocks.Add(new()
        {
            Id = BlockDocument.Entries(id),
            Data = SegmentEntries.Write([.. newest.Select(at => (inputs[at.Input].Entries.Id(at.Place), inputs[at.Input].Entries.Order(at.Place), inputs[at.Input].Entries.Origin(at.Place)))]),
        });
        foreach (var field in FacetColumn.Names)
        {
            await MergeFacetAsync(field, cancellationToken);
        }

        var termBits = await MergeAsync(Family.Terms, cancellationToken);
        var wordBits = await MergeAsync(Family.Words, cancellationToken);
        await WriteAsync(cancellationToken);
        var merged = new SegmentDocument
        {
            Id = id,
            State = SegmentState.Live,
            At = time.GetUtcNow(),
            Articles = newest.Count,
            TermBits = termBits,
            WordBits = wordBits,
            Bytes = bytes,
            Replaces = [.. inputs.Select(input => input.Id)],
        };
        if (await store.SetAsync(merged, SegmentState.Writing, cancellationToken))
        {
            return merged;
        }

        await store.DropAsync(merged with { State = SegmentState.Writing }, cancellationToken);
        return null;
    }

    private void Order()
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            var dead = inputs[i].Dead;
            places[i] = new int[inputs[i].Articles];
            Array.Fill(places[i], -1);
            for (var place = 0; place < inputs[i].Articles; place++)
            {
                if ((dead[place >> 6] >> place & 1) == 0)
                {
                    newest.Add((i, place));
                }
            }
        }

        newest.Sort((one, other) => inputs[other.Input].Entries.Order(other.Place).CompareTo(inputs[one.Input].Entries.Order(one.Place)));
        for (var place = 0; place < newest.Count; place++)
        {
            places[newest[place].Input][newest[place].Place] = place;
        }
    }

    private async Task MergeFacetAsync(string field, CancellationToken cancellationToken)
    {
        var columns = new List<FacetColumn>();
        foreach (var input in inputs)
        {
            var block = await ReadAsync([BlockDocument.Facet(input.Id, field)], cancellationToken);
            columns.Add(FacetColumn.Read(block[0], input.Articles));
        }

        await AddAsync(new() { Id = BlockDocument.Facet(id, field), Data = FacetColumn.Write(newest.Select(at => columns[at.Input][at.Place])) }, cancellationToken);
    }

    private async Task<int> MergeAsync(Family family, CancellationToken cancellationToken)
    {
        // The segment with the fewest buckets says how finely the keys can be gone through.
        var fewest = inputs.Min(input => input.Document.Bits(family));
        var all = inputs.Sum(input => 1L << input.Document.Bits(family));
        var bits = Math.Max(fewest, BucketWriter.BitsFor(all * BucketWriter.BucketBytes * 3 / 4));
        var steps = 1 << fewest;
        var together = (int)Math.Max(1, BlocksAtOnce * (long)steps / all);
        var output = new BucketWriter(id, family, bits, newest.Count, blocks);
        for (var step = 0; step < steps; step += together)
        {
            var end = Math.Min(steps, step + together);
            var stretches = inputs.Select(input => (First: step << (input.Document.Bits(family) - fewest), Last: end << (input.Document.Bits(family) - fewest))).ToList();
            var read = await ReadAsync(
                [.. inputs.Zip(stretches, (input, its) => Enumerable.Range(its.First, its.Last - its.First).Select(bucket => BlockDocument.IdOf(input.Id, family, bucket))).SelectMany(ids => ids)],
                cancellationToken);
            var cursors = new List<Cursor>(inputs.Count);
            var at = 0;
            for (var i = 0; i < inputs.Count; i++)
            {
                var count = stretches[i].Last - stretches[i].First;
                cursors.Add(new Cursor(family, inputs[i], stretches[i].First, read.GetRange(at, count), places[i]));
                at += count;
            }

            Merge(cursors, output);
            if (blocks.Sum(block => block.Data.Length) > BytesAtOnce)
            {
                await WriteAsync(cancellationToken);
            }
        }

        output.Complete();
        return bits;
    }

    private static void Merge(List<Cursor> cursors, BucketWriter output)
    {
        var together = new List<int>();
        cursors.RemoveAll(cursor => !cursor.Next());
        while (cursors.Count > 0)
        {
            var key = ulong.MaxValue;
            foreach (var cursor in cursors)
            {
                key = Math.Min(key, cursor.Key);
            }

            together.Clear();
            for (var i = cursors.Count - 1; i >= 0; i--)
            {
                if (cursors[i].Key == key)
                {
                    together.AddRange(cursors[i].Places);
                    if (!cursors[i].Next())
                    {
                        cursors.RemoveAt(i);
                    }
                }
            }

            if (together.Count > 0)
            {
                var span = CollectionsMarshal.AsSpan(together);
                span.Sort();
                output.Add(key, span);
            }
        }
    }

    private async Task AddAsync(BlockDocument block, CancellationToken cancellationToken)
    {
        blocks.Add(block);
        if (blocks.Sum(one => one.Data.Length) > BytesAtOnce)
        {
            await WriteAsync(cancellationToken);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        bytes += blocks.Sum(block => (long)block.Data.Length);
        await store.WriteAsync(blocks, cancellationToken);
        blocks.Clear();
    }

    private async Task<List<byte[]>> ReadAsync(List<string> ids, CancellationToken cancellationToken)
    {
        var found = (await store.BlocksAsync(ids, cancellationToken)).ToDictionary(block => block.Id, block => block.Data, StringComparer.Ordinal);
        return [.. ids.Select(one => found.TryGetValue(one, out var data) ? data : throw new SegmentGoneException())];
    }

    /// <summary>Goes through some buckets of one segment, key by key.</summary>
    private sealed class Cursor(Family family, Segment segment, int first, List<byte[]> blocks, int[] moved)
    {
        private int block;
        private int at;
        private ulong key = family.Start(first, segment.Document.Bits(family));

        public ulong Key => key;

        /// <summary>In the new segment; without the dead.</summary>
        public List<int> Places { get; } = [];

        public bool Next()
        {
            while (block < blocks.Count && at == blocks[block].Length)
            {
                block++;
                at = 0;
                key = family.Start(first + block, segment.Document.Bits(family));
            }

            if (block == blocks.Count)
            {
                return false;
            }

            var reader = new BlockReader(blocks[block].AsSpan(at));
            Places.Clear();
            key = Postings.Read(ref reader, key, segment.Articles, Places);
            at += reader.At;
            var kept = 0;
            for (var i = 0; i < Places.Count; i++)
            {
                if (moved[Places[i]] is >= 0 and var place)
                {
                    Places[kept++] = place;
                }
            }

            CollectionsMarshal.SetCount(Places, kept);
            return true;
        }
    }
}
