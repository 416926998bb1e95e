using System.Security.Cryptography;
using System.Text;
using NewsPlatform.Cli.Dropping;
using NewsPlatform.Ingestion.Inbox;

namespace NewsPlatform.Cli.Tests;

public sealed class Dropping_files : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public Dropping_files() => Directory.CreateDirectory(Inbox);

    private string Inbox => folder.File("inbox");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_gives_all_its_files_under_its_name()
    {
        folder.Write("archive/b.txt", "b");
        folder.Write("archive/2019/a.txt", "a");
        folder.Write("archive/.hidden/c.txt", "c");
        folder.Write("archive/d.tmp", "d");

        var items = DropList.Expand([folder.File("archive") + "/"], out var leftOut);

        Assert.Equal(["archive/2019/a.txt", "archive/b.txt"], items.Select(item => item.Name));
        Assert.Equal(2, leftOut);
    }

    [Fact]
    public void A_name_that_is_not_there_or_would_never_be_taken_fails_alone()
    {
        var good = folder.Write("good.txt", "x");
        var temporary = folder.Write("half.part", "x");

        var items = DropList.Expand([folder.File("none.txt"), temporary, good], out _);

        Assert.Equal([true, true, false], items.Select(item => item.Failure is not null));
    }

    [Fact]
    public void The_names_left_alone_are_those_that_ingestion_leaves_alone() =>
        Assert.Equal(new InboxOptions().TemporaryNames, DropList.TemporaryNames);

    [Fact]
    public async Task A_file_is_in_the_inbox_whole_or_not_at_all()
    {
        var item = DropList.Expand([folder.Write("خبر.txt", "عاجل")], out _).Single();
        var door = new InboxDoor(Inbox, TimeProvider.System);

        var draft = await door.CopyAsync(item, CancellationToken.None);

        Assert.All(Directory.GetFiles(Inbox), file => Assert.True(DropList.IsTemporary(Path.GetFileName(file))));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("عاجل"))), item.Id);

        door.Open(draft!);

        Assert.Equal("عاجل", await File.ReadAllTextAsync(Path.Combine(Inbox, "خبر.txt")));
        Assert.Single(Directory.GetFiles(Inbox));
    }

    [Fact]
    public async Task A_taken_name_gets_a_number_and_nothing_is_overwritten()
    {
        File.WriteAllText(Path.Combine(Inbox, "a.txt"), "waits");
        File.WriteAllText(Path.Combine(Inbox, "a-2.txt"), "waits too");
        var item = new DropItem(folder.Write("a.txt", "new"), "a.txt");

        await new Dropper(new InboxDoor(Inbox, TimeProvider.System), ledger: null).DropAsync([item], () => { }, CancellationToken.None);

        Assert.Equal("a-3.txt", item.Name);
        Assert.Equal("waits", File.ReadAllText(Path.Combine(Inbox, "a.txt")));
        Assert.Equal("new", File.ReadAllText(Path.Combine(Inbox, "a-3.txt")));
    }

    [Fact]
    public async Task The_same_bytes_twice_go_in_once()
    {
        var items = DropList.Expand([folder.Write("a.txt", "same"), folder.Write("b.txt", "same")], out _);

        await new Dropper(new InboxDoor(Inbox, TimeProvider.System), ledger: null).DropAsync(items, () => { }, CancellationToken.None);

        Assert.Equal("a.txt", Path.GetFileName(Directory.GetFiles(Inbox).Single()));
        Assert.Equal("a.txt", items[1].KnownAs);
    }

    [Fact]
    public async Task An_unreadable_file_fails_alone_and_the_others_go_in()
    {
        // A folder in the place of the file: reading it fails for root as well.
        Directory.CreateDirectory(folder.File("odd.txt"));
        DropItem[] items = [new(folder.File("odd.txt"), "odd.txt"), new(folder.Write("good.txt", "x"), "good.txt")];
        var counted = 0;

        await new Dropper(new InboxDoor(Inbox, TimeProvider.System), ledger: null).DropAsync(items, () => counted++, CancellationToken.None);

        Assert.NotNull(items[0].Failure);
        Assert.Equal(["good.txt"], Directory.GetFiles(Inbox).Select(Path.GetFileName));
        Assert.Equal(2, counted);
    }

    [Fact]
    public async Task Copies_of_a_killed_command_are_removed_and_those_of_a_living_one_stay()
    {
        // The highest number Linux gives is 4194304.
        File.WriteAllText(Path.Combine(Inbox, ".news-4999999-1.part"), "half");
        File.WriteAllText(Path.Combine(Inbox, ".news-1-1.part"), "of a process that runs");

        await new Dropper(new InboxDoor(Inbox, TimeProvider.System), ledger: null).DropAsync([], () => { }, CancellationToken.None);

        Assert.Equal([".news-1-1.part"], Directory.GetFiles(Inbox).Select(Path.GetFileName));
    }
}
