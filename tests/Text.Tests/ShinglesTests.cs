namespace NewsPlatform.Text.Tests;

public sealed class ShinglesTests
{
    [Fact]
    public void A_shingle_is_the_same_wherever_its_four_words_stand()
    {
        // 61 words reach the wide and the narrow path of the loop at every alignment.
        var random = new Random(1);
        var words = Enumerable.Range(0, 61).Select(_ => (ulong)random.NextInt64()).ToArray();
        var all = new ulong[words.Length];
        var count = Shingles.Hash(words, all);

        Assert.Equal(58, count);
        for (var i = 0; i < count; i++)
        {
            var one = new ulong[1];
            Assert.Equal(1, Shingles.Hash(words.AsSpan(i, 4), one));
            Assert.Equal(one[0], all[i]);
        }
    }

    [Fact]
    public void The_order_of_words_counts()
    {
        var first = new ulong[1];
        var second = new ulong[1];
        Shingles.Hash([1, 2, 3, 4], first);
        Shingles.Hash([2, 1, 3, 4], second);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Fewer_than_four_words_make_no_shingle(int words) =>
        Assert.Equal(0, Shingles.Hash(new ulong[words], []));

    [Fact]
    public void A_half_of_the_lead_and_an_eighth_of_the_body_are_sampled()
    {
        var random = new Random(2);
        int lead = 0, body = 0;
        for (var text = 0; text < 200; text++)
        {
            var words = Enumerable.Range(0, 1_003).Select(_ => (ulong)random.NextInt64()).ToArray();
            var shingles = new ulong[1_000];
            var sample = new ulong[1_000];
            Shingles.Hash(words, shingles);
            var all = Shingles.Sample(shingles, sample);
            var opening = Shingles.Sample(shingles.AsSpan(0, Shingles.DenseLead), sample);
            lead += opening;
            body += all - opening;
        }

        Assert.InRange(lead / (200.0 * 64), 0.47, 0.53);
        Assert.InRange(body / (200.0 * 936), 0.12, 0.13);
    }

    [Fact]
    public void What_the_body_samples_the_lead_samples_too()
    {
        var random = new Random(3);
        var words = Enumerable.Range(0, 1_003).Select(_ => (ulong)random.NextInt64()).ToArray();
        var shingles = new ulong[1_000];
        var whole = new ulong[1_000];
        var opening = new ulong[64];
        Shingles.Hash(words, shingles);
        var sampled = whole.AsSpan(0, Shingles.Sample(shingles, whole)).ToArray();
        for (var at = 64; at <= 900; at += 64)
        {
            var dense = opening.AsSpan(0, Shingles.Sample(shingles.AsSpan(at, 64), opening)).ToArray();
            Assert.Subset(dense.ToHashSet(), sampled.Where(hash => shingles.AsSpan(at, 64).Contains(hash)).ToHashSet());
        }
    }
}
