using System.Runtime.InteropServices;
using NewsPlatform.Ingestion.Inbox;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Ingestion.Tests.Inbox;

public sealed partial class Is_a_file_complete : IDisposable
{
    private readonly NewsFolders folders = new();
    private readonly Clock clock = new();

    public void Dispose() => folders.Dispose();

    [Theory]
    [InlineData("news.txt.tmp", true)]
    [InlineData("news.part", true)]
    [InlineData(".hidden", true)]
    [InlineData("news.txt~", true)]
    [InlineData("news.txt", false)]
    [InlineData("خبر.txt", false)]
    public void Names_of_files_on_their_way_are_left_alone(string name, bool temporary) =>
        Assert.Equal(temporary, new ReadyTest(new InboxOptions(), clock).IsTemporary(name));

    [Fact]
    public void A_file_that_somebody_writes_is_never_complete()
    {
        var path = Path.Combine(folders.Inbox, "slow.txt");
        using var writer = File.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
        writer.Write("خبر"u8);
        writer.Flush();
        var ready = new ReadyTest(new InboxOptions(), clock);

        for (var look = 0; look < 10; look++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            Assert.False(ready.IsReady(path, FileFacts.Of(path)!.Value));
        }
    }

    [Theory]
    [InlineData("above", "..", false)]
    [InlineData("loop.txt", "loop.txt", true)]
    [InlineData("nowhere.txt", "nothing", true)]
    public void A_link_to_a_folder_is_left_alone_and_any_other_is_claimed_to_be_refused(string name, string target, bool claimed)
    {
        var options = new InboxOptions { Inbox = folders.Inbox };
        var path = Path.Combine(folders.Inbox, name);
        File.CreateSymbolicLink(path, target);

        Assert.Equal(claimed, new InboxScanner(options, new ReadyTest(options, clock)).MayClaim(path, out _));
    }

    [Fact]
    public void A_file_that_arrived_by_rename_is_complete_at_first_look()
    {
        folders.Drop("whole.txt", "خبر");
        var path = Path.Combine(folders.Inbox, "whole.txt");

        Assert.True(new ReadyTest(new InboxOptions(), clock).IsReady(path, FileFacts.Of(path)!.Value));
    }

    [Fact]
    public void A_rename_that_the_watcher_saw_counts_where_the_times_do_not_tell_it_and_only_for_what_was_renamed()
    {
        var path = Path.Combine(folders.Inbox, "step.txt");
        File.WriteAllText(path, "خبر");
        clock.Now = File.GetLastWriteTimeUtc(path);
        var facts = FileFacts.Of(path)!.Value with { Changed = File.GetLastWriteTimeUtc(path) };
        var ready = new ReadyTest(new InboxOptions(), clock);

        Assert.False(ready.IsReady(path, facts));
        ready.ToldOfRename(path);
        Assert.False(ready.IsReady(path, facts with { Changed = facts.Changed.AddSeconds(1), Written = facts.Written.AddSeconds(1) }));
        ready.ToldOfRename(path);
        Assert.True(ready.IsReady(path, FileFacts.Of(path)!.Value));
    }

    [Fact]
    public void A_file_written_in_place_is_complete_when_it_stood_still_over_two_looks()
    {
        var path = Path.Combine(folders.Inbox, "plain.txt");
        File.WriteAllText(path, "خبر");
        clock.Now = File.GetLastWriteTimeUtc(path);
        var ready = new ReadyTest(new InboxOptions { Quiet = TimeSpan.FromSeconds(1) }, clock);
        var facts = FileFacts.Of(path)!.Value;

        Assert.False(ready.IsReady(path, facts));
        clock.AdvanceTimestamp(TimeSpan.FromSeconds(0.5));
        Assert.False(ready.IsReady(path, facts));
        clock.AdvanceTimestamp(TimeSpan.FromSeconds(0.6));
        Assert.True(ready.IsReady(path, facts));
    }

    [Fact]
    public void A_done_marker_is_waited_for_when_one_is_configured()
    {
        folders.Drop("marked.txt", "خبر");
        var path = Path.Combine(folders.Inbox, "marked.txt");
        var ready = new ReadyTest(new InboxOptions { DoneMarker = ".ok" }, clock);

        Assert.False(ready.IsReady(path, FileFacts.Of(path)!.Value));
        File.WriteAllText(path + ".ok", "");
        Assert.True(ready.IsReady(path, FileFacts.Of(path)!.Value));
        Assert.True(ready.IsTemporary("marked.txt.ok"));
    }

    [Fact]
    public void A_pipe_is_seen_for_what_it_is_without_being_opened()
    {
        var path = Path.Combine(folders.Inbox, "pipe");
        Assert.Equal(0, MakePipe(path, 0x1b6));

        Assert.Equal(FileKind.Special, FileFacts.Of(path)!.Value.Kind);
    }

    [Fact]
    public void A_link_is_seen_for_what_it_is_and_links_to_folders_are_not_followed()
    {
        folders.Drop("real.txt", "خبر");
        File.CreateSymbolicLink(Path.Combine(folders.Inbox, "link.txt"), Path.Combine(folders.Inbox, "real.txt"));
        Directory.CreateSymbolicLink(Path.Combine(folders.Inbox, "loop"), folders.Inbox);
        var options = new InboxOptions { Inbox = folders.Inbox };

        var names = new InboxScanner(options, new ReadyTest(options, clock)).Names().Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();

        Assert.Contains("link.txt", names);
        Assert.Contains("real.txt", names);
        Assert.DoesNotContain(names, name => name!.Contains("loop/", StringComparison.Ordinal));
        Assert.Equal(FileKind.Link, FileFacts.Of(Path.Combine(folders.Inbox, "link.txt"))!.Value.Kind);
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, int mode);

    private sealed class Clock : TimeProvider
    {
        private long timestamp;

        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => timestamp;

        public void Advance(TimeSpan by)
        {
            Now += by;
            AdvanceTimestamp(by);
        }

        public void AdvanceTimestamp(TimeSpan by) => timestamp += by.Ticks;
    }
}
