using System.Runtime.InteropServices;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>The window's articles by number, in the order they came: about 130 bytes each, and their prints in the arena.</summary>
internal sealed class StoredArticles(string? directory) : IDisposable
{
    private const int ChunkBits = 9;
    private const int ChunkMask = (1 << ChunkBits) - 1;

    private readonly PrintArena arena = new(directory);
    private readonly List<Entry[]?> chunks = [];

    public int FirstLive { get; private set; }

    public int Next { get; private set; }

    public int Count => Next - FirstLive;

    public long ArenaBytes => arena.Bytes;

    public int Add(Fingerprint article, int sampled)
    {
        if ((Next & ChunkMask) == 0)
        {
            chunks.Add(new Entry[ChunkMask + 1]);
        }

        var view = article.View;
        var words = view.Words.Length;
        var bytes = (2 * (words + words + view.HeadlineWords.Length + view.HeadlineStems.Length)) + view.Offsets.Length;
        var (chunk, offset) = arena.Take(bytes, Next, out var place);
        Put(ref place, MemoryMarshal.AsBytes(view.Words));
        Put(ref place, MemoryMarshal.AsBytes(view.Letters));
        Put(ref place, MemoryMarshal.AsBytes(view.HeadlineWords));
        Put(ref place, MemoryMarshal.AsBytes(view.HeadlineStems));
        Put(ref place, view.Offsets);
        chunks[Next >> ChunkBits]![Next & ChunkMask] = new Entry
        {
            Published = article.Order.Published.UtcTicks,
            Sequence = article.Order.Sequence,
            Id = article.Order.Id,
            Seen = article.Seen.UtcTicks,
            Source = view.Source,
            Identity = view.Identity,
            RawKey = view.RawKey,
            BodyKey = view.BodyKey,
            ArticleKey = view.ArticleKey,
            Headline = view.Headline,
            Mark = view.Mark,
            Chunk = chunk,
            Offset = offset,
            Words = words,
            OffsetBytes = view.Offsets.Length,
            Sampled = (ushort)sampled,
            HeadlineWords = (byte)view.HeadlineWords.Length,
            HeadlineStems = (byte)view.HeadlineStems.Length,
        };
        return Next++;
    }

    public ref readonly Entry this[int number] => ref chunks[number >> ChunkBits]![number & ChunkMask];

    public ArticleView View(int number)
    {
        ref readonly var entry = ref this[number];
        var prints = 2 * (entry.Words + entry.Words + entry.HeadlineWords + entry.HeadlineStems);
        var bytes = arena.Read(entry.Chunk, entry.Offset, prints + entry.OffsetBytes);
        var words = MemoryMarshal.Cast<byte, ushort>(bytes[..prints]);
        return new ArticleView
        {
            Order = entry.Order,
            Source = entry.Source,
            Identity = entry.Identity,
            RawKey = entry.RawKey,
            BodyKey = entry.BodyKey,
            ArticleKey = entry.ArticleKey,
            Headline = entry.Headline,
            Mark = entry.Mark,
            Words = words[..entry.Words],
            Letters = words.Slice(entry.Words, entry.Words),
            HeadlineWords = words.Slice(2 * entry.Words, entry.HeadlineWords),
            HeadlineStems = words[((2 * entry.Words) + entry.HeadlineWords)..],
            Offsets = bytes[prints..],
        };
    }

    /// <summary>Forgets the oldest articles as long as they were seen before a moment.</summary>
    public void ExpireBefore(DateTimeOffset seen)
    {
        var before = FirstLive;
        while (FirstLive < Next && this[FirstLive].Seen < seen.UtcTicks)
        {
            FirstLive++;
        }

        for (var chunk = before >> ChunkBits; chunk < FirstLive >> ChunkBits; chunk++)
        {
            chunks[chunk] = null;
        }

        if (FirstLive > before)
        {
            arena.ReleaseBefore(FirstLive);
        }
    }

    public void Dispose() => arena.Dispose();

    private static void Put(ref Span<byte> place, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(place);
        place = place[bytes.Length..];
    }

    internal struct Entry
    {
        public ArticleKey Id;
        public ulong BodyKeyHigh;
        public ulong BodyKeyLow;
        public long Published;
        public long Sequence;
        public long Seen;
        public ulong Source;
        public ulong Identity;
        public ulong RawKey;
        public ulong ArticleKey;
        public ulong Headline;
        public int Chunk;
        public int Offset;
        public int Words;
        public int OffsetBytes;
        public ushort Sampled;
        public byte HeadlineWords;
        public byte HeadlineStems;
        public RevisionMark Mark;

        public UInt128 BodyKey
        {
            readonly get => new(BodyKeyHigh, BodyKeyLow);
            set => (BodyKeyHigh, BodyKeyLow) = ((ulong)(value >> 64), (ulong)value);
        }

        public readonly ArticleOrder Order => new(new DateTimeOffset(Published, TimeSpan.Zero), Sequence, Id);
    }
}
