namespace NewsPlatform.Messaging.Heartbeats;

/// <summary>
/// How values are distributed: counts in buckets that grow by a twelfth (eight to a doubling) from a thousandth on. Those of
/// several replicas, or of two moments of one, are added and subtracted; a percentile is within 5 % of the value.
/// </summary>
public sealed record Distribution
{
    private const double Smallest = 0.001;
    private const int PerDoubling = 8;

    // A thousandth doubled 40 times: thirty years, in seconds.
    private const int Most = 40 * PerDoubling;

    public static Distribution Empty { get; } = new() { Buckets = new Dictionary<int, long>(), Sum = 0 };

    /// <summary>How many values fell into each bucket; a bucket without any is left out.</summary>
    public required IReadOnlyDictionary<int, long> Buckets { get; init; }

    /// <summary>Of all values.</summary>
    public required double Sum { get; init; }

    public long Count() => Buckets.Values.Sum();

    /// <summary>The bucket of a value.</summary>
    public static int BucketOf(double value) =>
        value <= Smallest ? 0 : Math.Min(Most, 1 + (int)Math.Floor(Math.Log2(value / Smallest) * PerDoubling));

    public Distribution Plus(Distribution other) => Combined(other, 1);

    /// <summary>What came after an earlier moment of the same process.</summary>
    public Distribution Since(Distribution earlier) => Combined(earlier, -1);

    /// <param name="share">0.5 for the median.</param>
    /// <returns>None when there is no value.</returns>
    public double? Percentile(double share)
    {
        var left = (long)Math.Ceiling(share * Count());
        foreach (var (bucket, count) in Buckets.OrderBy(bucket => bucket.Key))
        {
            left -= count;
            if (left <= 0)
            {
                return bucket == 0 ? Smallest : Smallest * Math.Pow(2, (bucket - 0.5) / PerDoubling);
            }
        }

        return null;
    }

    private Distribution Combined(Distribution other, int sign)
    {
        var buckets = new Dictionary<int, long>(Buckets);
        foreach (var (bucket, count) in other.Buckets)
        {
            buckets[bucket] = buckets.GetValueOrDefault(bucket) + (sign * count);
        }

        foreach (var (bucket, count) in buckets.ToList())
        {
            if (count <= 0)
            {
                buckets.Remove(bucket);
            }
        }

        return new() { Buckets = buckets, Sum = Sum + (sign * other.Sum) };
    }
}
