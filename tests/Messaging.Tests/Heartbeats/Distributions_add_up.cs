using NewsPlatform.Messaging.Heartbeats;

namespace NewsPlatform.Messaging.Tests.Heartbeats;

public sealed class Distributions_add_up
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_percentile_is_within_five_percent_however_many_replicas_share_the_values(int seed)
    {
        var random = new Random(seed);
        var values = Enumerable.Range(0, 5_000).Select(_ => Math.Exp((random.NextDouble() * 16) - 6)).ToList();
        var replicas = values.Select((value, index) => (value, Replica: random.Next(4), index)).GroupBy(pair => pair.Replica, pair => pair.value).Select(Of);

        var sum = replicas.Aggregate(Distribution.Empty, (one, other) => one.Plus(other));

        var sorted = values.Order().ToList();
        foreach (var share in new[] { 0.01, 0.5, 0.95, 0.99, 1 })
        {
            var exact = sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
            Assert.InRange(sum.Percentile(share)!.Value / exact, 0.95, 1.05);
        }

        Assert.Equal(5_000, sum.Count());
        Assert.Equal(values.Sum(), sum.Sum, 3);
    }

    [Fact]
    public void What_came_since_an_earlier_moment_is_what_came_in_between()
    {
        double[] first = [0.2, 3, 3, 50], later = [0.01, 7000];

        var since = Of(first.Concat(later)).Since(Of(first));

        Assert.Equal(Of(later).Buckets.OrderBy(bucket => bucket.Key), since.Buckets.OrderBy(bucket => bucket.Key));
        Assert.Null(Distribution.Empty.Percentile(0.5));
    }

    private static Distribution Of(IEnumerable<double> values)
    {
        var all = values.ToList();
        return new() { Buckets = all.CountBy(Distribution.BucketOf).ToDictionary(bucket => bucket.Key, bucket => (long)bucket.Value), Sum = all.Sum() };
    }
}
