using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Tests.Detection;

public sealed class ShingleSamplerTests
{
    [Fact]
    public void A_half_of_the_lead_and_an_eighth_of_the_body_are_sampled()
    {
        var random = new Random(1);
        var sample = new List<ulong>();
        int lead = 0, all = 0;
        for (var n = 0; n < 300; n++)
        {
            var words = Words(random, 1_003);
            ShingleSampler.Sample(words.AsSpan(0, ShingleSampler.DenseLead + 3), sample);
            lead += sample.Count;
            ShingleSampler.Sample(words, sample);
            all += sample.Count;
        }

        Assert.InRange(lead / (300.0 * 64), 0.48, 0.52);
        Assert.InRange((all - lead) / (300.0 * 936), 0.12, 0.13);
    }

    [Fact]
    public void Every_length_is_sampled_as_word_by_word()
    {
        // The block path takes 16 shingles at once and the rest one by one: both must choose alike.
        var random = new Random(2);
        var words = Words(random, 400);
        var sample = new List<ulong>();
        var before = new HashSet<ulong>();
        for (var length = 0; length <= words.Length; length++)
        {
            ShingleSampler.Sample(words.AsSpan(0, length), sample);
            Assert.True(before.IsSubsetOf(sample));
            Assert.InRange(sample.Count - before.Count, 0, 1);
            Assert.Equal(sample.Order(), sample);
            before = [.. sample];
        }
    }

    [Fact]
    public void A_passage_is_sampled_alike_wherever_it_stands_behind_the_lead()
    {
        // Whatever stands before it, the same hashes of the passage are taken: any two of the samples share just those.
        var random = new Random(3);
        var passage = Words(random, 300);
        var first = new List<ulong>();
        var sample = new List<ulong>();
        ShingleSampler.Sample([.. Words(random, 100), .. passage], first);
        ShingleSampler.Sample([.. Words(random, 117), .. passage], sample);
        var expected = first.Intersect(sample).ToList();
        Assert.InRange(expected.Count, 297 / 8 / 2, 297 / 8 * 2);
        for (var shift = 0; shift < 40; shift++)
        {
            ShingleSampler.Sample([.. Words(random, 100 + shift), .. passage], sample);
            Assert.Equal(expected, first.Intersect(sample));
        }
    }

    [Fact]
    public void A_repeated_shingle_counts_once_and_a_huge_text_is_capped()
    {
        var sample = new List<ulong>();
        ShingleSampler.Sample(new ushort[10_000], sample);
        Assert.True(sample.Count <= 1);
        ShingleSampler.Sample(Words(new Random(4), 50_000), sample);
        Assert.Equal(ShingleSampler.MaxSample, sample.Count);
    }

    private static ushort[] Words(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (ushort)random.Next(65_536))];
}
