using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using NewsPlatform.Ingestion.Inbox;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Ingestion.Tests.Inbox;

/// <summary>Nothing runs beside what weighs the whole process.</summary>
[CollectionDefinition(nameof(Weighing), DisableParallelization = true)]
public sealed class Weighing;

[Collection(nameof(Weighing))]
public sealed class Small_files_without_end : IDisposable
{
    // What the listing, the ready test and the claims may hold on to, however many files there are: the buffers of two open
    // listings and the bounded hints of what arrived take well under one of these.
    private const long MostMemory = 4 * 1024 * 1024;

    // In memory where the machine has such a place: what is measured is this program, not a disk's journal.
    private readonly DirectoryInfo place = Directory.Exists("/dev/shm")
        ? Directory.CreateDirectory(Path.Combine("/dev/shm", Path.GetRandomFileName()))
        : Directory.CreateTempSubdirectory();

    private readonly NewsFolders folders;
    private readonly InboxOptions options;

    public Small_files_without_end()
    {
        folders = new NewsFolders(place.FullName);
        options = new InboxOptions
        {
            Inbox = folders.Inbox, Work = folders.Work, Done = folders.Done, Failed = folders.Failed, Quiet = TimeSpan.FromMilliseconds(50),
        };
    }

    public void Dispose() => place.Delete(recursive: true);

    [Fact]
    public void Of_50_000_files_all_are_claimed_in_flat_memory_and_one_dropped_meanwhile_soon() => Claim(50_000);

    [Fact]
    [Trait("Category", "Slow")]
    public void Of_1_000_000_files_all_are_claimed_in_flat_memory_and_one_dropped_meanwhile_soon() => Claim(1_000_000);

    [Fact]
    public async Task What_the_watcher_lost_is_found_ahead_of_the_others()
    {
        const int Files = 20_000;
        var arrivals = new Arrivals();
        Fill(Files);
        var others = await OthersAsync(arrivals, () =>
        {
            arrivals.Missed();
            return Task.CompletedTask;
        });
        Assert.InRange(others, 1, (2 * Files / InboxRound.LooksPerNameWhenMissed) + 3);
        Assert.False(arrivals.TakeMissed());
    }

    // The watcher tells of a new folder, and watches it only then: of what was put there meanwhile it says nothing.
    [Fact]
    public async Task The_first_file_of_a_new_folder_is_found_ahead_of_the_others()
    {
        Fill(20_000);
        var arrivals = new Arrivals();
        using var watcher = new InboxWatcher(options, arrivals, new ReadyTest(options, TimeProvider.System), TimeProvider.System, NullLogger<InboxWatcher>.Instance);
        watcher.Start();
        var others = await OthersAsync(arrivals, () =>
        {
            for (var hint = 0; hint < 1000; hint++)
            {
                // A flood in the inbox itself takes no folder's place.
                arrivals.Add(Path.Combine(folders.Inbox, hint.ToString(CultureInfo.InvariantCulture)));
            }

            return watcher.WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
        });
        Assert.InRange(others, 1, 5);
    }

    // How many others are handed out before a file that was dropped into a new folder during a long round.
    private async Task<int> OthersAsync(Arrivals arrivals, Func<Task> told)
    {
        using var work = new WorkFolder(options, TimeProvider.System);
        work.RenewLease();
        var scanner = new InboxScanner(options, new ReadyTest(options, TimeProvider.System));
        var (handedOut, dropped) = (0, 0);
        foreach (var path in new InboxRound(scanner, work, arrivals, options, TimeProvider.System).Names())
        {
            handedOut++;
            if (path.EndsWith("new.txt", StringComparison.Ordinal))
            {
                break;
            }

            if (handedOut == 2000)
            {
                folders.Drop("source-new/new.txt", "خبر");
                await told();
                dropped = handedOut;
            }
        }

        return handedOut - dropped;
    }

    [Fact]
    public async Task What_is_not_ready_gets_its_turn_again_also_while_a_flood_comes_in()
    {
        Fill(5_000);
        options.PollInterval = TimeSpan.FromMilliseconds(50);
        using var work = new WorkFolder(options, TimeProvider.System);
        work.RenewLease();
        var arrivals = new Arrivals();
        var round = new InboxRound(new InboxScanner(options, new ReadyTest(options, TimeProvider.System)), work, arrivals, options, TimeProvider.System);
        string[] unready = [Path.Combine(folders.Inbox, "written/one.txt"), Path.Combine(folders.Inbox, "written/other.txt")];
        var offered = unready.ToDictionary(path => path, _ => new List<long>(), StringComparer.Ordinal);
        var number = 0;
        foreach (var path in round.Names())
        {
            if (offered.TryGetValue(path, out var times))
            {
                times.Add(Stopwatch.GetTimestamp());
                round.Later();
            }

            if (number++ == 1500)
            {
                Array.ForEach(unready, arrivals.Add);
            }

            // There is always one more that has just arrived.
            arrivals.Add(Path.Combine(folders.Inbox, "flood", number.ToString(CultureInfo.InvariantCulture)));
            if (offered.Values.All(offers => offers.Count >= 4))
            {
                break;
            }

            if (number % 10 == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            }
        }

        Assert.All(offered.Values, offers => Assert.True(offers.Count >= 4, $"offered {offers.Count} times"));
        Assert.All(offered.Values, offers => Assert.All(
            offers.Zip(offers.Skip(1)), pair => Assert.InRange(Stopwatch.GetElapsedTime(pair.First, pair.Second), options.PollInterval, TimeSpan.MaxValue)));
    }

    [Fact]
    public void Folders_take_turns_among_what_arrived_and_hints_are_bounded()
    {
        var arrivals = new Arrivals();
        for (var file = 0; file < 100_000; file++)
        {
            arrivals.Add($"/inbox/flood/{file}");
            arrivals.ToldOf($"/inbox/flood/told-{file}");
        }

        arrivals.Add("/inbox/agency/news.txt");

        Assert.True(arrivals.Count < 2000);
        Assert.StartsWith("/inbox/flood/", arrivals.Take(), StringComparison.Ordinal);
        Assert.Equal("/inbox/agency/news.txt", arrivals.Take());
    }

    // Ten folders of one source each; in the first and largest of them something new arrives.
    private void Fill(int files)
    {
        for (var file = 0; file < files; file++)
        {
            var folder = Path.Combine(folders.Inbox, string.Create(CultureInfo.InvariantCulture, $"source-{(file % 20 < 11 ? 0 : file % 20 - 10)}"));
            if (file < 20)
            {
                Directory.CreateDirectory(folder);
            }

            File.Create(Path.Combine(folder, file.ToString(CultureInfo.InvariantCulture)), 1).Dispose();
        }
    }

    private void Claim(int files)
    {
        Fill(files);
        using var work = new WorkFolder(options, TimeProvider.System);
        work.RenewLease();
        var arrivals = new Arrivals();
        var scanner = new InboxScanner(options, new ReadyTest(options, TimeProvider.System));

        // What was a moment too young in the first round is taken in the next.
        IEnumerable<string> Rounds() => Enumerable.Range(0, 10).SelectMany(_ => new InboxRound(scanner, work, arrivals, options, TimeProvider.System).Names());
        var clock = Stopwatch.StartNew();
        var (claimed, dropped, taken) = (0, 0, 0);
        var (before, most) = (0L, 0L);
        foreach (var path in Rounds())
        {
            if (!scanner.MayClaim(path, out _) || work.Claim(path) is not { } claim)
            {
                continue;
            }

            // What comes after a claim is not this test's: the file goes.
            File.Delete(claim.Path);
            WorkFolder.RemoveEmpty(claim.Folder);
            claimed++;
            if (claim.Name.EndsWith("new.txt", StringComparison.Ordinal))
            {
                taken = claimed;
            }

            if (claimed == files / 10)
            {
                folders.Drop("source-0/new.txt", "خبر");
                dropped = claimed;
                before = GC.GetTotalMemory(forceFullCollection: true);
            }
            else if (claimed % (files / 10) == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        var seconds = clock.Elapsed.TotalSeconds;
        Assert.Equal(files + 1, claimed);
        Assert.Empty(Directory.EnumerateFiles(folders.Inbox, "*", SearchOption.AllDirectories));
        Assert.InRange(taken - dropped, 1, (2 * files / InboxRound.LooksPerName) + 2);
        Assert.InRange(most, long.MinValue, MostMemory);
        Figures.Print("watched folder", string.Create(
            CultureInfo.InvariantCulture,
            $"{files:N0} files claimed at {claimed / seconds:N0}/s; managed memory grew by {Math.Max(0, most) / 1024.0:N0} KB (<= {MostMemory / 1024:N0} KB); a file dropped meanwhile waited for {taken - dropped:N0} others (<= {(2 * files / InboxRound.LooksPerName) + 2:N0})"));
    }
}
