using System.Collections.Concurrent;
using System.Text;
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
        var replicas = Enumerable.Range(0, 8).Select(Replica).ToList();
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

    [Fact]
    public void Of_many_replicas_that_find_a_dead_one_each_of_its_claims_goes_to_one()
    {
        var dead = Replica(100);
        for (var file = 0; file < 100; file++)
        {
            folders.Drop($"{file}.txt", "خبر");
            Assert.NotNull(dead.Claim(Path.Combine(folders.Inbox, $"{file}.txt")));
        }

        dead.Dispose();
        var replicas = Enumerable.Range(0, 8).Select(Replica).ToList();
        var taken = new ConcurrentBag<ClaimedFile>();
        Parallel.ForEach(replicas, new ParallelOptions { MaxDegreeOfParallelism = 8 }, replica =>
        {
            // A replica that looks while another holds the dead one's lock sees it alive, and looks again.
            for (var look = 0; look < 5; look++)
            {
                foreach (var claim in replica.TakeBack())
                {
                    taken.Add(claim);
                }
            }
        });

        Assert.Equal(Enumerable.Range(0, 100).Select(file => $"{file}.txt").Order(), taken.Select(claim => claim.Name).Order());
        Assert.All(taken, claim => Assert.True(claim.Again && File.Exists(claim.Path)));
        Assert.Equal(8, Directory.GetDirectories(folders.Work).Length);
        replicas.ForEach(replica => replica.Dispose());
    }

    [Fact]
    public void A_replica_of_another_machine_is_dead_when_its_lease_has_run_out_and_not_before()
    {
        using var here = Replica(1);
        var there = Path.Combine(folders.Work, "elsewhere-1");
        var lease = Path.Combine(there, ".lease");
        Directory.CreateDirectory(Path.Combine(there, "1"));
        File.WriteAllText(Path.Combine(there, "1", "news.txt"), "خبر");
        File.WriteAllText(lease, "elsewhere");

        Assert.Empty(here.TakeBack());
        File.SetLastWriteTimeUtc(lease, File.GetLastWriteTimeUtc(lease) - Options().Lease + TimeSpan.FromSeconds(5));
        Assert.Empty(here.TakeBack());
        File.SetLastWriteTimeUtc(lease, File.GetLastWriteTimeUtc(lease) - TimeSpan.FromSeconds(6));

        Assert.Equal("news.txt", Assert.Single(here.TakeBack()).Name);
        Assert.False(Directory.Exists(there));
    }

    [Fact]
    public void A_replica_that_was_taken_for_dead_takes_a_new_lease()
    {
        using var slow = Replica(1);
        using var other = Replica(2);
        Directory.Delete(Directory.GetDirectories(folders.Work).Order(StringComparer.Ordinal).First(), recursive: true);

        slow.RenewLease();
        folders.Drop("news.txt", "خبر");

        Assert.NotNull(slow.Claim(Path.Combine(folders.Inbox, "news.txt")));
        Assert.Empty(other.TakeBack());
    }

    [Fact]
    public void What_a_dead_replica_had_only_drafted_goes_with_it()
    {
        var dead = Replica(1);
        File.WriteAllText(dead.NewDraft(), "half a receipt");
        dead.Dispose();
        Directory.CreateDirectory(Path.Combine(folders.Work, "killed"));
        File.WriteAllText(Path.Combine(folders.Work, "killed", ".draft-7"), "half a receipt");
        File.WriteAllText(Path.Combine(folders.Work, "killed", ".lease"), Environment.MachineName);
        using var other = Replica(2);

        Assert.Empty(other.TakeBack());

        Assert.Single(Directory.GetDirectories(folders.Work));
    }

    [Fact]
    public void A_file_whose_name_is_too_long_to_claim_stays_and_its_claim_leaves_nothing()
    {
        // The path fits below the inbox, and no longer below the work folder, whose names are longer.
        var deep = folders.Inbox;
        while (Encoding.UTF8.GetByteCount(deep) < 4095 - 60)
        {
            deep = Path.Combine(deep, new string('d', Math.Min(200, 4095 - 55 - Encoding.UTF8.GetByteCount(deep))));
        }

        Directory.CreateDirectory(deep);
        var path = Path.Combine(deep, new string('n', 4095 - 1 - Encoding.UTF8.GetByteCount(deep)));
        File.WriteAllText(path, "خبر");
        using var replica = Replica(1);

        Assert.ThrowsAny<IOException>(() => replica.Claim(path));

        Assert.True(File.Exists(path));
        Assert.Empty(Directory.GetDirectories(Assert.Single(Directory.GetDirectories(folders.Work))));
    }

    private WorkFolder Replica(int number)
    {
        var replica = new WorkFolder(Options(), new Clock(DateTimeOffset.UnixEpoch.AddSeconds(number)));
        replica.RenewLease();
        return replica;
    }

    private InboxOptions Options() => new() { Inbox = folders.Inbox, Work = folders.Work, Done = folders.Done, Failed = folders.Failed };

    // Replicas in one process differ by the moment they started.
    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
