using System.Globalization;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;
using Xunit.Abstractions;

namespace NewsPlatform.EndToEnd.Tests;

/// <summary>The disk of the four folders is full: files stay, nothing is lost, and all goes on by itself when there is room.</summary>
public sealed class Full_disk(MongoFixture mongo, ITestOutputHelper output) : PlatformTest(mongo)
{
    private const long Bytes = 16 * 1024 * 1024;
    private const int Names = 4000;
    private const int Files = 60;

    [Fact]
    public async Task Without_room_for_names_no_file_is_claimed_and_all_are_when_there_is()
    {
        if (!SmallDisk.TryMount(output, Bytes, Names, out var disk))
        {
            return;
        }

        using var mounted = disk;
        using var folders = new NewsFolders(disk.Path);
        await using var host = await StartAsync(folders, leastFree: 0);
        folders.Drop("before.txt", Story(1000));
        await SettledAsync(1);
        Drop(folders, temporary: true);
        disk.FillNames();
        Arrive(folders);

        await Eventually.TrueAsync("claiming pauses", () => host.Log.Contains("Claiming pauses: the disk of the inbox is full", StringComparison.Ordinal));
        Assert.Contains("the disk of the inbox is full", await HealthAsync(host), StringComparison.Ordinal);
        Assert.Equal(Files, NewsFolders.Names(folders.Inbox).Count + NewsFolders.Names(folders.Work).Count + NewsFolders.Names(folders.Done).Count - 1);
        disk.Empty();

        await GoesOnAsync(host, folders, Files + 1);
    }

    [Fact]
    public async Task Without_room_for_bytes_no_receipt_is_lost()
    {
        if (!SmallDisk.TryMount(output, Bytes, Names, out var disk))
        {
            return;
        }

        using var mounted = disk;
        using var folders = new NewsFolders(disk.Path);
        await using var host = await StartAsync(folders, leastFree: 0);
        Drop(folders, temporary: false);

        // In the middle: some files are done, some have their article on its way, some are claimed, some wait.
        await Eventually.TrueAsync("the flow has begun", () => NewsFolders.Names(folders.Done).Count > 3);
        disk.Fill();
        await Eventually.TrueAsync("claiming pauses", () => host.Log.Contains("Claiming pauses: the disk of the inbox is full", StringComparison.Ordinal));
        Assert.Equal(Files, NewsFolders.Names(folders.Inbox).Count + NewsFolders.Names(folders.Work).Count + NewsFolders.Names(folders.Done).Count);
        disk.Empty();

        await GoesOnAsync(host, folders, Files);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_gets_its_reason_when_there_is_room_for_one()
    {
        if (!SmallDisk.TryMount(output, Bytes, Names, out var disk))
        {
            return;
        }

        using var mounted = disk;
        using var folders = new NewsFolders(disk.Path);
        await using var host = await StartAsync(folders, leastFree: 0);
        folders.Drop("picture.png.part", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0, 0xff, 0xfe, 1, 2, 3]);
        disk.Fill();
        File.Move(Path.Combine(folders.Inbox, "picture.png.part"), Path.Combine(folders.Inbox, "picture.png"));

        await Eventually.TrueAsync("it waits", () => host.Log.Contains("picture.png waits and is tried again", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(folders.Failed));
        disk.Empty();

        await Eventually.TrueAsync("it has failed", () => NewsFolders.Names(folders.Failed).Count == 1);
        Assert.StartsWith("not text", folders.Receipt("picture.png")["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claiming_pauses_before_the_disk_is_full_and_goes_on_when_there_is_room_again()
    {
        if (!SmallDisk.TryMount(output, Bytes, Names, out var disk))
        {
            return;
        }

        using var mounted = disk;
        using var folders = new NewsFolders(disk.Path);
        await using var host = await StartAsync(folders, leastFree: Bytes / 4);
        disk.Fill(left: Bytes / 8);

        // The state is seen also while no file comes. One that does is looked at, and left.
        await Eventually.TrueAsync("claiming pauses", () => host.Log.Contains("Claiming pauses: the disk of the inbox is nearly full", StringComparison.Ordinal));
        Assert.Contains("nearly full", await HealthAsync(host), StringComparison.Ordinal);
        Drop(folders, temporary: false);
        Assert.Equal(Files, NewsFolders.Names(folders.Inbox).Count);
        disk.Empty();

        await GoesOnAsync(host, folders, Files);
    }

    private static void Drop(NewsFolders folders, bool temporary)
    {
        for (var number = 0; number < Files; number++)
        {
            folders.Drop($"{number}.txt{(temporary ? ".tmp" : "")}", Story(number));
        }
    }

    private static void Arrive(NewsFolders folders)
    {
        foreach (var file in Directory.GetFiles(folders.Inbox, "*.tmp"))
        {
            File.Move(file, Path.ChangeExtension(file, null));
        }
    }

    private async Task GoesOnAsync(ServiceProcess host, NewsFolders folders, int files)
    {
        var since = TimeProvider.System.GetTimestamp();
        var balance = await SettledAsync(files);

        Assert.Equal((files, files), (balance.Found, balance.Stored));
        Assert.Equal(files, NewsFolders.Names(folders.Done).Count);
        Assert.Empty(NewsFolders.Names(folders.Work));
        Assert.Empty(NewsFolders.Names(folders.Failed));
        Assert.All(NewsFolders.Names(folders.Done), name => Assert.Equal("complete", folders.Receipt(name)["state"]!.GetValue<string>()));
        await Eventually.TrueAsync("the state is well again", async () => !(await HealthAsync(host)).Contains("claiming pauses", StringComparison.Ordinal));
        Figures.Print("watched folder", string.Create(
            CultureInfo.InvariantCulture,
            $"after a full disk: {files} of {files} files stored with complete receipts {TimeProvider.System.GetElapsedTime(since).TotalSeconds:0.0} s after there was room"));
    }

    private static async Task<string> HealthAsync(ServiceProcess host)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(host.Address!, "/health/ready"));
    }

    private async Task<ServiceProcess> StartAsync(NewsFolders folders, long leastFree)
    {
        var settings = Settings;
        foreach (var (key, value) in folders.Settings)
        {
            settings[key] = value;
        }

        settings["Ingestion:LeastFreeDisk"] = leastFree.ToString(CultureInfo.InvariantCulture);
        var host = ServiceProcess.Start("Standalone", settings);
        await host.ReadyAsync();
        return host;
    }
}
