using NewsPlatform.Messaging.Heartbeats;
using NewsPlatform.WebConsole.Flow;

namespace NewsPlatform.WebConsole.Tests.Flow;

public sealed class What_heartbeats_tell
{
    private const string Near = "news.articles.decided{verdict=near}";
    private const string New = "news.articles.decided{verdict=new}";

    private readonly HandClock clock = new();
    private readonly ReplicaBook book;

    public What_heartbeats_tell() => book = new(clock);

    [Fact]
    public void A_replica_whose_beat_is_missing_three_times_is_lost_and_one_that_says_goodbye_is_gone()
    {
        book.Hear(A.Beat("storage", 1, 1, A.Noon));
        book.Hear(A.Beat("storage", 2, 1, A.Noon));
        clock.Pass(3);
        book.Hear(A.Beat("storage", 2, 4, A.Noon));
        Assert.All(book.Now().Beats, heard => Assert.False(heard.Lost));
        clock.Pass(0.5);

        Assert.Equal([(1, true), (2, false)], book.Now().Beats.Select(heard => (heard.Beat.ProcessId, heard.Lost)).Order());
        book.Hear(A.Beat("storage", 2, 5, A.Noon) with { Leaving = true });
        Assert.Equal(1, Assert.Single(book.Now().Beats).Beat.ProcessId);
    }

    [Fact]
    public void A_replica_that_was_killed_and_started_again_is_one_replica()
    {
        book.Hear(A.Beat("storage", 1, 1, A.Noon));
        book.Hear(A.Beat("storage", 2, 1, A.Noon));
        clock.Pass(1);
        book.Hear(A.Beat("storage", 3, 1, clock.GetUtcNow())); // Starts in the place of the first, before it is known to be lost.
        clock.Pass(3);
        book.Hear(A.Beat("storage", 3, 4, A.Noon.AddSeconds(1)));
        book.Hear(A.Beat("storage", 2, 5, A.Noon));

        Assert.Equal([2, 3], book.Now().Beats.Select(heard => heard.Beat.ProcessId).Order());
        clock.Pass(4);
        book.Hear(A.Beat("storage", 3, 8, A.Noon.AddSeconds(1)));

        // The newcomer stands for one, and not for another that dies later.
        Assert.Equal([(2, true), (3, false)], book.Now().Beats.Select(heard => (heard.Beat.ProcessId, heard.Lost)).Order());
    }

    [Fact]
    public void Sums_are_of_what_was_done_lately_whoever_died_meanwhile()
    {
        book.Hear(A.Beat("deduplication", 1, 500, A.Noon.AddHours(-1), (New, 1_000_000))); // Long before anybody listened.
        clock.Pass(1);
        book.Hear(A.Beat("deduplication", 1, 501, A.Noon.AddHours(-1), (New, 1_000_006), (Near, 2)));
        book.Hear(A.Beat("deduplication", 2, 1, clock.GetUtcNow(), (New, 1), (Near, 1)));
        clock.Pass(60);

        var verdicts = book.Now().Verdicts!;

        Assert.Equal((7, 3), (verdicts.ByVerdict["new"], verdicts.ByVerdict["near"]));
        Assert.Equal(0.3, verdicts.Ratio!.Value, 6);
        Assert.Equal(0, book.Now().Grown(New)); // A minute is no "lately" for a rate.
    }

    [Fact]
    public void Percentiles_are_those_of_all_replicas_together()
    {
        book.Hear(Timed(1, 1, [.. Enumerable.Repeat(0.1, 98)]));
        book.Hear(Timed(2, 1, [10, 10]));

        var latency = book.Now().Latency!;

        Assert.Equal(100, latency.Articles);
        Assert.InRange(latency.P50!.Value, 0.095, 0.105);
        Assert.InRange(latency.P99!.Value, 9.5, 10.5);
    }

    [Fact]
    public void A_late_or_doubled_beat_counts_for_nothing()
    {
        book.Hear(A.Beat("deduplication", 1, 2, A.Noon, (New, 5)));
        book.Hear(A.Beat("deduplication", 1, 2, A.Noon, (New, 5)));
        book.Hear(A.Beat("deduplication", 1, 1, A.Noon, (New, 3)));

        Assert.Equal(5, book.Now().Grown(New));
    }

    private static ReplicaBeat Timed(int pid, long number, double[] seconds) => A.Beat("storage", pid, number, A.Noon, ("news.articles.stored{fate=stored}", seconds.Length)) with
    {
        Distributions = new Dictionary<string, Distribution>
        {
            ["news.article.duration"] = new() { Buckets = seconds.CountBy(Distribution.BucketOf).ToDictionary(bucket => bucket.Key, bucket => (long)bucket.Value), Sum = seconds.Sum() },
        },
    };
}
