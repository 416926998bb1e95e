using NewsPlatform.Ingestion.Inbox;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Ingestion.Tests.Inbox;

public sealed class Claiming_files : IDisposable
{
    private readonly NewsFolders folders = new();

    public void Dispose() => folders.Dispose();

    [Fact]
    public void Of_many_replicas_one_wins_a_file()
    {
        var replicas = Enumerable.Range(0, 8).Select(number => Replica(number)).ToList();
        for (var file = 0; file < 200; file++)
        {
            folders.Drop($"{file}.txt", "خبر");
        }

        var paths = Directory.GetFiles(folders.Inbox);
        var claims = replicas.AsParallel().WithDegreeOfParallelism(8).SelectMany(replica => paths.Select(replica.Claim).OfType<ClaimedFile>()).ToList();

        Assert.Equal(200, claims.Count);
        Assert.Equal(200, claims.Select(claim => claim.Name).Distinct().Count());
        Assert.All(claims, claim => Assert.True(File.Exists(claim.Path)));
        replicas.ForEach(replica => replica.Dispose());
    }

    [Fact]
    public void Claims_of_a_dead_replica_are_taken_back_and_those_of_a_living_one_are_not()
    {
        var dead = Replica(1);
        using var alive = Replica(2);
        using var other = Replica(3);
        folders.Drop("agency/lost.txt", "خبر");
        folders.Drop("kept.txt", "خبر");
        dead.Claim(Path.Combine(folders.Inbox, "agency", "lost.txt"));
        alive.Claim(Path.Combine(folders.Inbox, "kept.txt"));

        Assert.Empty(other.TakeBack());
        dead.Dispose();
        var taken = Assert.Single(other.TakeBack());

        Assert.Equal(Path.Combine("agency", "lost.txt"), taken.Name);
        Assert.Equal("agency", taken.Source);
        Assert.True(File.Exists(taken.Path));
        Assert.Empty(other.TakeBack());
    }

    [Fact]
    public void A_replica_that_stops_with_nothing_claimed_leaves_no_folder()
    {
        Replica(1).Dispose();

        Assert.Empty(Directory.GetFileSystemEntries(folders.Work));
    }

    private WorkFolder Replica(int number) => new(Options(), new Clock(DateTimeOffset.UnixEpoch.AddSeconds(number)));

    private InboxOptions Options() => new() { Inbox = folders.Inbox, Work = folders.Work, Done = folders.Done, Failed = folders.Failed };

    // Replicas in one process differ by the moment they started.
    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
