namespace NewsPlatform.Storage.Search.Segments;

/// <summary>Finds what fits a question: a few blocks of every segment, fetched at once, then bits against bits.</summary>
internal sealed class Matching(SegmentReader reader)
{
    // Each time a merge must have finished and thirty seconds passed since the list of segments was read.
    private const int Attempts = 3;

    /// <param name="headlines">Those that have all words in the headline as a tier of their own, before the others.</param>
    public async Task<Matches> FindAsync(SearchQuery query, bool headlines, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(query, headlines, cancellationToken);
            }
            catch (SegmentGoneException) when (attempt < Attempts)
            {
                // The next look sees what took its place.
            }
        }
    }

    /// <summary>How often each value of one field stands in what matches.</summary>
    public async Task<Dictionary<string, int>> CountAsync(Matches matches, string field, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var columns = await reader.ColumnsAsync(matches.Segments, field, cancellationToken);
        for (var i = 0; i < columns.Count; i++)
        {
            foreach (var tier in matches.Tiers)
            {
                columns[i].Count(tier[i], counts);
            }
        }

        return counts;
    }

    private async Task<Matches> OnceAsync(SearchQuery query, bool headlines, CancellationToken cancellationToken)
    {
        var stems = query.Stems.Select(stem => TermKey.Of(stem)).ToList();
        List<Wanted> all =
        [
            .. stems.Concat(query.Filters.Select(filter => TermKey.Of(filter))).Select(hash => Wanted.Of(Family.Terms, hash)),
            .. query.Phrases.SelectMany(TermKey.OfPhrase).Select(hash => Wanted.Of(Family.Words, hash)),
        ];
        var none = query.Excluded.Select(stem => Wanted.Of(Family.Terms, TermKey.Of(stem))).ToList();
        var titled = headlines ? stems.Select(stem => Wanted.Of(Family.Terms, TermKey.InHeadline(stem))).ToList() : [];

        var segments = await reader.SnapshotAsync(cancellationToken);
        var blocks = await reader.BlocksAsync(
            segments.SelectMany(segment => all.Concat(none).Concat(titled).Select(wanted => wanted.Block(segment.Document))), cancellationToken);
        var tiers = Enumerable.Range(0, headlines ? 2 : 1).Select(_ => new ulong[segments.Count][]).ToList();
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            var found = new ulong[Postings.Words(segment.Articles)];
            Array.Fill(found, ulong.MaxValue);
            Matches.Keep(
                found,
                query.To is { } to ? segment.Entries.FirstBelow(Articles.SearchEntry.OrderOf(to)) : 0,
                query.From is { } from ? segment.Entries.FirstBelow(Articles.SearchEntry.OrderOf(from)) : segment.Articles);
            for (var word = 0; word < found.Length; word++)
            {
                found[word] &= ~segment.Dead[word];
            }

            foreach (var wanted in all)
            {
                And(found, Bits(wanted, segment), except: false);
            }

            foreach (var unwanted in none)
            {
                And(found, Bits(unwanted, segment), except: true);
            }

            tiers[^1][i] = found;
            if (headlines)
            {
                var first = (ulong[])found.Clone();
                foreach (var wanted in titled)
                {
                    And(first, Bits(wanted, segment), except: false);
                }

                tiers[0][i] = first;
                And(found, first, except: true);
            }
        }

        return new(segments, tiers);

        ulong[] Bits(Wanted wanted, Segment segment)
        {
            var bits = new ulong[Postings.Words(segment.Articles)];
            Postings.Mark(blocks[wanted.Block(segment.Document)], wanted.Start(segment.Document), wanted.Key, segment.Articles, bits);
            return bits;
        }
    }

    private static void And(ulong[] bits, ulong[] others, bool except)
    {
        for (var word = 0; word < bits.Length; word++)
        {
            bits[word] &= except ? ~others[word] : others[word];
        }
    }

    private readonly record struct Wanted(Family Family, ulong Key)
    {
        public static Wanted Of(Family family, ulong hash) => new(family, family.Key(hash));

        public string Block(SegmentDocument segment) => BlockDocument.IdOf(segment.Id, Family, Family.Bucket(Key, segment.Bits(Family)));

        public ulong Start(SegmentDocument segment) => Family.Start(Family.Bucket(Key, segment.Bits(Family)), segment.Bits(Family));
    }
}
