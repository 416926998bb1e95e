namespace NewsPlatform.Ingestion.Feeds;

/// <summary>When a feed is asked again.</summary>
internal static class FeedSchedule
{
    // A server may ask to be left alone; for longer than this it is a mistake, and the feed would never come back.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);

    /// <summary>Twice as late after every failure, up to the longest interval; never sooner than the server asks for.</summary>
    /// <param name="options">The intervals.</param>
    /// <param name="now">The moment of the look.</param>
    /// <param name="failures">Failed looks since the last good one.</param>
    /// <param name="wait">What the server asked for, if it did.</param>
    public static DateTimeOffset Next(FeedOptions options, DateTimeOffset now, int failures, TimeSpan? wait)
    {
        var pause = options.Interval;
        if (failures > 0)
        {
            var later = pause * Math.Pow(2, Math.Min(failures, 20));
            pause = later < options.LongestInterval ? later : Longer(pause, options.LongestInterval);
        }

        var asked = wait > LongestWait ? LongestWait : wait ?? TimeSpan.Zero;
        return now + Longer(pause, asked);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
