namespace NewsPlatform.Storage.Search.Segments;

/// <summary>A segment as it is searched: its entries, and which of them are dead.</summary>
internal sealed class Segment(SegmentDocument document, SegmentEntries entries)
{
    private readonly ulong[] dead = new ulong[Postings.Words(entries.Count)];
    private readonly HashSet<long> origins = [.. entries.Origins];
    private readonly Lock gate = new();

    // How many marks of this page have been taken in.
    private (MarkBook.Page? Page, int Count) taken;

    public long Id => Document.Id;

    /// <summary>As it was last read.</summary>
    public SegmentDocument Document { get; set; } = document;

    public SegmentEntries Entries => entries;

    public int Articles => entries.Count;

    /// <summary>One bit for every entry. What is dead stays dead.</summary>
    public ulong[] Dead => dead;

    public int DeadCount => dead.Sum(word => System.Numerics.BitOperations.PopCount(word));

    public bool HasOrigin(long origin) => origins.Contains(origin);

    /// <summary>Takes in what was written about dead entries.</summary>
    public void Bury(ReadOnlySpan<byte> block)
    {
        lock (gate)
        {
            for (var i = 0; i < dead.Length; i++)
            {
                dead[i] |= System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(block[(i * sizeof(ulong))..]);
            }
        }
    }

    /// <summary>Takes in the marks of a page that it has not taken in before.</summary>
    public void Bury(MarkBook.Page page)
    {
        lock (gate)
        {
            var marks = page.From(taken.Page == page ? taken.Count : 0);
            Bury(marks);
            taken = (page, (taken.Page == page ? taken.Count : 0) + marks.Count);
        }
    }

    public void Bury(IEnumerable<MarkDocument> marks)
    {
        lock (gate)
        {
            foreach (var mark in marks)
            {
                if (origins.Contains(mark.Origin) && entries.Find(mark.Article, mark.Origin) is >= 0 and var place)
                {
                    dead[place >> 6] |= 1UL << place;
                }
            }
        }
    }

    /// <summary>The dead as a block.</summary>
    public static byte[] Write(ulong[] dead)
    {
        var block = new byte[dead.Length * sizeof(ulong)];
        for (var i = 0; i < dead.Length; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(block.AsSpan(i * sizeof(ulong)), dead[i]);
        }

        return block;
    }
}
