using System.Text.Json.Nodes;
using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Ingestion.Inbox;
using NewsPlatform.Ingestion.Receipts;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Ingestion.Tests.Inbox;

public sealed class Finishing_files : IDisposable
{
    private readonly NewsFolders folders = new();
    private readonly List<WorkFolder> replicas = [];

    public void Dispose()
    {
        replicas.ForEach(replica => replica.Dispose());
        folders.Dispose();
    }

    [Fact]
    public async Task Of_many_files_of_one_name_that_finish_at_once_all_are_kept_each_with_its_own_receipt()
    {
        const int files = 64, rounds = 10;
        var finished = Enumerable.Range(0, 8).Select(number => Finished(Replica(number))).ToList();
        for (var round = 0; round < rounds; round++)
        {
            var name = $"{round}.txt";
            using var together = new Barrier(8);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(replica => Task.Factory.StartNew(
                () =>
                {
                    for (var file = replica; file < files; file += 8)
                    {
                        var claimed = Claimed($"claim-{file}", name, $"{round}/{file}");
                        together.SignalAndWait();
                        string place;
                        do
                        {
                            place = finished[replica].ReserveInDoneAsync(claimed, ReceiptOf(name, $"{round}/{file}"), default).Result;
                        }
                        while (!finished[replica].TryMoveToDone(claimed, place));
                    }
                },
                TaskCreationOptions.LongRunning)));
        }

        var texts = Directory.EnumerateFiles(folders.Done, "*.txt", SearchOption.AllDirectories).ToList();
        Assert.Equal(files * rounds, texts.Count);
        Assert.Equal(files * rounds, texts.Select(File.ReadAllText).Distinct().Count());
        Assert.All(texts, text => Assert.Equal(File.ReadAllText(text), JsonNode.Parse(File.ReadAllText(text + ".receipt.json"))!["sha256"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_name_that_was_reserved_before_a_crash_is_taken_over_by_the_same_file()
    {
        var before = Finished(Replica(1));
        var after = Finished(Replica(2));
        var file = Claimed("1", "news.txt", "hash");
        var name = await before.ReserveInDoneAsync(file, ReceiptOf("news.txt", "hash"), default);

        Assert.Equal(name, await after.ReserveInDoneAsync(file with { Again = true }, ReceiptOf("news.txt", "hash"), default));
        Assert.NotEqual(name, await after.ReserveInDoneAsync(file with { Again = true }, ReceiptOf("news.txt", "other"), default));
        Assert.NotEqual(name, await after.ReserveInDoneAsync(file, ReceiptOf("news.txt", "hash"), default));
    }

    [Fact]
    public async Task A_name_as_long_as_the_file_system_takes_is_shortened_and_stands_whole_in_the_receipt()
    {
        var name = new string('خ', 125) + ".txt";
        var finished = Finished(Replica(1));
        var file = Claimed("1", name, "text");

        var place = await finished.ReserveInFailedAsync(file, ReceiptOf(name, "hash"), default);
        var second = await finished.ReserveInFailedAsync(Claimed("2", name, "text"), ReceiptOf(name, "other"), default);

        Assert.True(finished.TryMoveToFailed(file, place));
        Assert.EndsWith(".txt", place, StringComparison.Ordinal);
        Assert.NotEqual(place, second);
        Assert.Equal(name, folders.Receipt(place)["file"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_done_marker_goes_where_its_file_goes()
    {
        var finished = Finished(Replica(1), marker: ".ok");
        var first = Claimed("1", "news.txt", "one");
        File.WriteAllText(first.Path + ".ok", "");
        var place = await finished.ReserveInDoneAsync(first, ReceiptOf("news.txt", "hash"), default);

        Assert.True(finished.TryMoveToDone(first, place));

        Assert.True(File.Exists(Path.Combine(folders.Done, place) + ".ok"));
        Assert.False(Directory.Exists(first.Folder));
    }

    private FinishedFiles Finished(WorkFolder replica, string? marker = null)
    {
        var options = Options();
        options.DoneMarker = marker;
        return new FinishedFiles(options, replica, new DiskSpace(options, replica), TimeProvider.System);
    }

    private ClaimedFile Claimed(string claim, string name, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(folders.Work, claim)).FullName;
        File.WriteAllText(Path.Combine(folder, name), text);
        return new ClaimedFile(folder, name);
    }

    private static Receipt ReceiptOf(string name, string hash) =>
        new() { File = name, Sha256 = hash, Bytes = 1, State = DocumentState.Announced, ClaimedAt = DateTimeOffset.UnixEpoch };

    private WorkFolder Replica(int number)
    {
        replicas.Add(new WorkFolder(Options(), new Clock(DateTimeOffset.UnixEpoch.AddSeconds(number))));
        replicas[^1].RenewLease();
        return replicas[^1];
    }

    private InboxOptions Options() => new() { Inbox = folders.Inbox, Work = folders.Work, Done = folders.Done, Failed = folders.Failed };

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
