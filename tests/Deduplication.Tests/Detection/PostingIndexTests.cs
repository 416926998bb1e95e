using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Tests.Detection;

public sealed class PostingIndexTests
{
    [Fact]
    public void It_finds_what_a_plain_dictionary_of_lists_finds()
    {
        var random = new Random(1);
        var index = new PostingIndex();
        var model = new Dictionary<ulong, List<int>>();

        // One partition's worth of hashes, so that buffers fill and runs are merged many times.
        var hashes = Enumerable.Range(0, 3_000).Select(_ => (ulong)random.NextInt64() >> 13).ToArray();
        var found = new int[PostingIndex.MaxPostings];
        for (var article = 0; article < 60_000; article++)
        {
            // Some hashes are far more frequent than others.
            var hash = hashes[(int)(hashes.Length * Math.Pow(random.NextDouble(), 3))];
            index.Add(hash, article);
            (model.TryGetValue(hash, out var list) ? list : model[hash] = []).Add(article);
            if (article % 500 == 0)
            {
                index.FirstLive = Math.Max(0, article - 20_000);
                foreach (var asked in hashes)
                {
                    var expected = model.TryGetValue(asked, out var articles)
                        ? articles.Where(one => one >= index.FirstLive).Reverse().Take(PostingIndex.MaxPostings).ToArray()
                        : [];
                    Assert.Equal(expected, found.AsSpan(0, index.Find(asked, found)).ToArray());
                }
            }
        }

        Assert.True(index.Count < 60_000, "Merges drop what is forgotten and what is beyond the cap.");
    }

    [Fact]
    public void A_hash_that_was_never_added_is_not_found()
    {
        var random = new Random(2);
        var index = new PostingIndex();
        for (var article = 0; article < 200_000; article++)
        {
            index.Add((ulong)random.NextInt64() << 1, article);
        }

        var found = new int[PostingIndex.MaxPostings];
        var wrong = Enumerable.Range(0, 100_000).Count(_ => index.Find((ulong)random.NextInt64() << 1, found) > 0);

        // 39 bits of the hash count: 200,000 / 2^39 of 100,000.
        Assert.InRange(wrong, 0, 2);
    }
}
