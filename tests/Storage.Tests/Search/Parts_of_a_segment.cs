using NewsPlatform.Storage.Search.Segments;

namespace NewsPlatform.Storage.Tests.Search;

public sealed class Parts_of_a_segment
{
    [Fact]
    public void A_column_counts_the_marked_articles_and_no_other()
    {
        var random = new Random(11);
        string[][] articles = [.. Enumerable.Range(0, 300).Select(_ => Enumerable.Range(0, random.Next(4)).Select(_ => $"قيمة {random.Next(20)}").Distinct().ToArray())];
        var marked = new ulong[Postings.Words(articles.Length)];
        for (var place = 0; place < articles.Length; place += 1 + random.Next(5))
        {
            marked[place >> 6] |= 1UL << place;
        }

        var column = FacetColumn.Read(FacetColumn.Write(articles), articles.Length);
        var counts = new Dictionary<string, int>();
        column.Count(marked, counts);

        var wanted = articles.Where((_, place) => (marked[place >> 6] >> place & 1) == 1).SelectMany(values => values).CountBy(value => value);
        Assert.Equal(wanted.OrderBy(pair => pair.Key, StringComparer.Ordinal), counts.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.All(articles.Index(), article => Assert.Equal(article.Item, column[article.Index]));
    }

    [Fact]
    public void A_segment_takes_in_every_mark_whenever_it_was_loaded_and_however_often_the_book_was_begun_anew()
    {
        const int count = 4_000;
        var book = new MarkBook();
        var standing = new List<MarkDocument>();
        Segment early = Of(count), late = Of(count);
        for (var i = 0; i < count; i++)
        {
            // As in the store: the older marks go, one after the other.
            standing.Add(Mark(i));
            if (standing.Count > 10)
            {
                standing.RemoveAt(0);
            }

            var page = book.Take(standing);
            early.Bury(page);
            if (i >= count - 5)
            {
                late.Bury(page);
            }
        }

        Assert.Equal(count, early.DeadCount);
        Assert.True(late.DeadCount >= standing.Count, $"{late.DeadCount} of the {standing.Count} that stand");
        Assert.True(book.Take(standing).Count < count, "the book forgets what stands no more");
    }

    private static MarkDocument Mark(int article) => new() { Id = $"{article}/1", Article = $"{article}", Origin = 1, At = DateTimeOffset.UnixEpoch };

    private static Segment Of(int articles) => new(
        new SegmentDocument { Id = 1, State = SegmentState.Live, At = DateTimeOffset.UnixEpoch, Articles = articles },
        SegmentEntries.Read(SegmentEntries.Write([.. Enumerable.Range(0, articles).Select(article => ($"{article}", (long)(articles - article), 1L))])));
}
