using NewsPlatform.Text;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// From a 64-bit hash to the newest articles that have it, at most <see cref="MaxPostings"/> of them: common hashes forget
/// their oldest articles by themselves. Articles are numbered in the order they came; numbers below the first live one
/// are forgotten.
/// </summary>
/// <remarks>
/// The hash chooses one of 8,192 partitions. A partition is a sorted run of (hash, article) and a small unsorted buffer
/// of what came last, which is merged in when it is full. A posting takes 6 bytes in the run: 10 bits of the hash choose
/// its bucket, 16 are stored, 4 bytes are the article. 39 bits of the hash count, so at a million articles a look-up of
/// 60 hashes meets a wrong posting about once in a hundred articles, and verification rejects it. An open-addressing
/// table of the same postings takes 8 bytes a slot at two thirds load and grows in leaps.
/// </remarks>
internal sealed class PostingIndex
{
    public const int MaxPostings = 64;

    private const int PartitionBits = 13, BucketBits = 10, RestBits = 16;
    private const int Buckets = 1 << BucketBits;

    // Buckets share a place to count from in groups of 64: half the bytes of whole numbers.
    private const int GroupBits = 6, GroupSize = 1 << GroupBits;
    private const int KeyShift = 64 - PartitionBits - BucketBits - RestBits;
    private const uint KeyMask = (1u << (BucketBits + RestBits)) - 1;

    // The buffer holds a sixteenth of the run: every posting is copied sixteen times a doubling, and a look-up scans little.
    private const int MinBuffer = 8, BufferBeforeRun = 128, MaxBuffer = 512, BufferShare = 16;

    private readonly Partition[] partitions = new Partition[1 << PartitionBits];

    // Working memory of merges.
    private ulong[] sorted = [];
    private ushort[] mergedRests = [];
    private int[] mergedArticles = [];

    /// <summary>Articles with lower numbers are forgotten.</summary>
    public int FirstLive { get; set; }

    /// <summary>Postings held, forgotten ones that no merge has met included.</summary>
    public long Count { get; private set; }

    public void Add(ulong hash, int article)
    {
        ref var partition = ref partitions[hash >> (64 - PartitionBits)];
        var limit = partition.Count == 0 ? BufferBeforeRun : Math.Clamp(partition.Count / BufferShare, BufferBeforeRun, MaxBuffer);
        if (partition.Buffered >= limit)
        {
            Merge(ref partition);
        }

        if (partition.BufferKeys is null || partition.Buffered == partition.BufferKeys.Length)
        {
            var size = Math.Max(MinBuffer, partition.Buffered * 2);
            Array.Resize(ref partition.BufferKeys, size);
            Array.Resize(ref partition.BufferTags, size);
            Array.Resize(ref partition.BufferArticles, size);
        }

        partition.BufferKeys[partition.Buffered] = Key(hash);
        partition.BufferTags![partition.Buffered] = (byte)Key(hash);
        partition.BufferArticles![partition.Buffered++] = article;
        Count++;
    }

    /// <summary>Asks the processor to fetch what <see cref="Find"/> will read: look-ups of one text then wait together.</summary>
    public void Fetch(ReadOnlySpan<ulong> hashes)
    {
        foreach (var hash in hashes)
        {
            ref var partition = ref partitions[hash >> (64 - PartitionBits)];
            Prefetch.At(partition.BufferTags, 0);
            Prefetch.At(partition.BufferTags, partition.Buffered / 2);
            Prefetch.At(partition.BucketEnds, (int)(Key(hash) >> RestBits));
        }

        // Where a bucket begins is known once the table of its ends is here.
        foreach (var hash in hashes)
        {
            ref var partition = ref partitions[hash >> (64 - PartitionBits)];
            if (partition.BucketEnds is not null)
            {
                var bucket = (int)(Key(hash) >> RestBits);
                Prefetch.At(partition.Rests, partition.Start(bucket));
            }
        }
    }

    /// <summary>Writes the live articles of a hash, newest first; returns how many.</summary>
    public int Find(ulong hash, Span<int> articles)
    {
        ref var partition = ref partitions[hash >> (64 - PartitionBits)];
        var key = Key(hash);
        var found = 0;
        if (partition.BufferTags is not null)
        {
            // A byte of each key, because the memory that is read is what a look-up costs; two in five hundred are alike.
            var tags = partition.BufferTags.AsSpan(0, partition.Buffered);
            for (var at = tags.LastIndexOf((byte)key); at >= 0 && found < articles.Length; at = tags[..at].LastIndexOf((byte)key))
            {
                if (partition.BufferKeys![at] == key && partition.BufferArticles![at] >= FirstLive)
                {
                    articles[found++] = partition.BufferArticles[at];
                }
            }
        }

        if (partition.BucketEnds is not null)
        {
            var bucket = (int)(key >> RestBits);
            int start = partition.Start(bucket), end = partition.End(bucket);
            var rest = (ushort)key;
            var first = partition.Rests.AsSpan(start, end - start).IndexOf(rest);
            for (var at = start + first; first >= 0 && at < end && partition.Rests![at] == rest && found < articles.Length; at++)
            {
                if (partition.Articles![at] < FirstLive)
                {
                    break;
                }

                articles[found++] = partition.Articles[at];
            }
        }

        return found;
    }

    // Sorts the buffer and weaves it into the run, dropping what is forgotten and what is beyond the newest 64 of a hash.
    private void Merge(ref Partition partition)
    {
        Grow(ref sorted, partition.Buffered);
        var fresh = sorted.AsSpan(0, partition.Buffered);
        for (var i = 0; i < fresh.Length; i++)
        {
            // Ascending by hash, and within one hash descending by article.
            fresh[i] = ((ulong)partition.BufferKeys![i] << 32) | ~(uint)partition.BufferArticles![i];
        }

        fresh.Sort();
        Grow(ref mergedRests, partition.Count + fresh.Length);
        Grow(ref mergedArticles, partition.Count + fresh.Length);
        var ends = partition.BucketEnds ??= new ushort[Buckets];
        var groups = partition.GroupStarts ??= new int[Buckets >> GroupBits];
        int written = 0, next = 0, old = 0, sameKey = 0, groupWas = 0, groupIs = 0;
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            if ((bucket & (GroupSize - 1)) == 0)
            {
                groupWas = groups[bucket >> GroupBits];
                groups[bucket >> GroupBits] = groupIs = written;
            }

            var end = groupWas + ends[bucket];
            var previous = -1;
            while (old < end || (next < fresh.Length && fresh[next] >> (32 + RestBits) == (ulong)bucket))
            {
                // The buffer's postings are newer than the run's, so of one hash they come first.
                var freshRest = next < fresh.Length && fresh[next] >> (32 + RestBits) == (ulong)bucket ? (int)(fresh[next] >> 32) & 0xFFFF : int.MaxValue;
                int rest, article;
                if (old < end && partition.Rests![old] < freshRest)
                {
                    rest = partition.Rests[old];
                    article = partition.Articles![old++];
                }
                else
                {
                    rest = freshRest;
                    article = (int)~(uint)fresh[next++];
                }

                sameKey = rest == previous ? sameKey + 1 : 1;
                previous = rest;
                if (sameKey <= MaxPostings && article >= FirstLive)
                {
                    mergedRests[written] = (ushort)rest;
                    mergedArticles[written++] = article;
                }
            }

            ends[bucket] = checked((ushort)(written - groupIs));
        }

        Count += written - partition.Count - partition.Buffered;
        if (partition.Rests is null || partition.Rests.Length < written || partition.Rests.Length > 2 * written + BufferBeforeRun)
        {
            // A twelfth of room: the run grows by a sixteenth a merge.
            partition.Rests = new ushort[written + (written / 12)];
            partition.Articles = new int[partition.Rests.Length];
        }

        mergedRests.AsSpan(0, written).CopyTo(partition.Rests);
        mergedArticles.AsSpan(0, written).CopyTo(partition.Articles);
        partition.Count = written;
        partition.Buffered = 0;
    }

    private static uint Key(ulong hash) => (uint)(hash >> KeyShift) & KeyMask;

    private static void Grow<T>(ref T[] array, int needed)
    {
        if (array.Length < needed)
        {
            array = new T[Math.Max(needed, array.Length * 2)];
        }
    }

    private struct Partition
    {
        public uint[]? BufferKeys;
        public byte[]? BufferTags;
        public int[]? BufferArticles;
        public int Buffered;

        /// <summary>Where each bucket of the run ends, counted from its group's start.</summary>
        public ushort[]? BucketEnds;
        public int[]? GroupStarts;
        public ushort[]? Rests;
        public int[]? Articles;
        public int Count;

        public readonly int Start(int bucket) => GroupStarts![bucket >> GroupBits] + ((bucket & (GroupSize - 1)) == 0 ? 0 : BucketEnds![bucket - 1]);

        public readonly int End(int bucket) => GroupStarts![bucket >> GroupBits] + BucketEnds![bucket];
    }
}
