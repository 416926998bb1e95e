using System.Numerics;

namespace NewsPlatform.Storage.Search.Segments;

/// <summary>Which articles of each segment fit a question: one bit for every entry, the newest first.</summary>
/// <param name="Segments">As they were when the question was asked.</param>
/// <param name="Tiers">For each tier of relevance the bits of each segment; in the last one those that are in no other.</param>
internal sealed record Matches(IReadOnlyList<Segment> Segments, IReadOnlyList<ulong[][]> Tiers)
{
    public long Count => Tiers.Sum(tier => tier.Sum(bits => bits.Sum(word => (long)BitOperations.PopCount(word))));

    /// <summary>A newer entry of the same article than this one is searched.</summary>
    public bool Searches(long origin) => Segments.Any(segment => segment.HasOrigin(origin));

    /// <summary>All that match, tier by tier, by their time.</summary>
    public IEnumerable<Hit> InOrder(SortOrder sort, SearchCursor? after)
    {
        for (var tier = after?.Tier ?? 0; tier < Tiers.Count; tier++)
        {
            foreach (var (segment, place) in InOrder(Tiers[tier], sort == SortOrder.Oldest, tier == after?.Tier ? after.Order : null))
            {
                var entries = Segments[segment].Entries;
                yield return new(entries.Id(place), entries.Order(place), entries.Origin(place), tier);
            }
        }
    }

    /// <summary>Leaves only the newest, or the oldest.</summary>
    public void Cut(int most, SortOrder sort)
    {
        if (Count <= most)
        {
            return;
        }

        var last = InOrder(sort, after: null).ElementAt(most - 1).Order;
        for (var segment = 0; segment < Segments.Count; segment++)
        {
            var entries = Segments[segment].Entries;
            foreach (var tier in Tiers)
            {
                if (sort == SortOrder.Oldest)
                {
                    Keep(tier[segment], entries.FirstBelow(last + 1), entries.Count);
                }
                else
                {
                    Keep(tier[segment], 0, entries.FirstBelow(last));
                }
            }
        }
    }

    /// <summary>Takes out all bits but those from the first to before the last.</summary>
    public static void Keep(ulong[] bits, int first, int last)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            var (from, to) = (Math.Clamp(first - (i << 6), 0, 64), Math.Clamp(last - (i << 6), 0, 64));
            bits[i] &= Below(to) & ~Below(from);
        }

        static ulong Below(int bit) => bit == 64 ? ulong.MaxValue : (1UL << bit) - 1;
    }

    private IEnumerable<(int Segment, int Place)> InOrder(ulong[][] tier, bool oldest, long? after)
    {
        var heads = new PriorityQueue<(int Segment, int Place), long>(Segments.Count);
        for (var segment = 0; segment < Segments.Count; segment++)
        {
            var entries = Segments[segment].Entries;
            var start = (oldest, after) switch
            {
                (false, null) => -1,
                (false, { } order) => entries.FirstBelow(order) - 1,
                (true, null) => entries.Count,
                (true, { } order) => entries.FirstBelow(order + 1),
            };
            Advance(segment, start);
        }

        while (heads.TryDequeue(out var head, out _))
        {
            yield return head;
            Advance(head.Segment, head.Place);
        }

        void Advance(int segment, int place)
        {
            place = oldest ? Before(tier[segment], place) : After(tier[segment], place);
            if (place >= 0)
            {
                var order = Segments[segment].Entries.Order(place);

                // ~ turns the order around, the smallest number too.
                heads.Enqueue((segment, place), oldest ? order : ~order);
            }
        }
    }

    private static int After(ulong[] bits, int place)
    {
        place++;
        for (var word = place >> 6; word < bits.Length; word++)
        {
            var rest = word == place >> 6 ? bits[word] >> place << place : bits[word];
            if (rest != 0)
            {
                return (word << 6) + BitOperations.TrailingZeroCount(rest);
            }
        }

        return -1;
    }

    private static int Before(ulong[] bits, int place)
    {
        place--;
        for (var word = place >> 6; place >= 0 && word >= 0; word--)
        {
            var rest = word == place >> 6 ? bits[word] & (ulong.MaxValue >> (63 - (place & 63))) : bits[word];
            if (rest != 0)
            {
                return (word << 6) + 63 - BitOperations.LeadingZeroCount(rest);
            }
        }

        return -1;
    }
}

/// <param name="Id">The article's.</param>
/// <param name="Order">Its place in lists as it was indexed.</param>
/// <param name="Origin">The segment its entry was made in.</param>
/// <param name="Tier">See <see cref="SearchCursor.Tier"/>.</param>
internal readonly record struct Hit(string Id, long Order, long Origin, int Tier);
