namespace NewsPlatform.Benchmarks.WebConsole;

/// <summary>
/// Gives articles to stories as they come: most stories stay small, some grow, those of the last hours go on, and one never
/// ends, so that it has more articles than a page shows.
/// </summary>
internal sealed class Stories(Random random, int seed)
{
    private const double NewShare = 0.3, LongShare = 0.01;
    private const int Alive = 300;

    private readonly List<string> alive = [];
    private int made;

    /// <summary>The one that never ends.</summary>
    public const string Long = "5707000000000000000000000000ffff";

    public string Next()
    {
        if (random.NextDouble() < LongShare)
        {
            return Long;
        }

        if (alive.Count > 0 && random.NextDouble() >= NewShare)
        {
            // The younger a story, the more is still told of it.
            return alive[^(1 + (int)(alive.Count * Math.Pow(random.NextDouble(), 2)))];
        }

        if (alive.Count == Alive)
        {
            alive.RemoveAt(0);
        }

        alive.Add(new UInt128((ulong)seed, (ulong)++made).ToString("x32", null));
        return alive[^1];
    }
}
