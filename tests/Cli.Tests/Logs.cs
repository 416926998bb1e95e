using NewsPlatform.Cli.Processes;

namespace NewsPlatform.Cli.Tests;

public sealed class Logs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_start_begins_a_new_log_and_the_last_five_stay()
    {
        var log = folder.File("logs", "storage-1.log");
        for (var start = 1; start <= 8; start++)
        {
            LogFile.Rotate(log);
            File.WriteAllText(log, $"run {start}\n");
        }

        Assert.Equal("run 8\n", File.ReadAllText(log));
        Assert.Equal(["run 7\n", "run 6\n", "run 5\n", "run 4\n", "run 3\n"], Enumerable.Range(1, 5).Select(age => File.ReadAllText($"{log}.{age}")));
        Assert.False(File.Exists(log + ".6"));
    }

    [Fact]
    public void A_start_that_wrote_nothing_pushes_no_log_out()
    {
        var log = folder.File("storage-1.log");
        File.WriteAllText(log, "words\n");
        LogFile.Rotate(log);
        File.WriteAllText(log, "");

        LogFile.Rotate(log);

        Assert.Equal("words\n", File.ReadAllText(log + ".1"));
    }

    [Fact]
    public void The_tail_is_the_last_lines_of_a_log_of_any_size()
    {
        var log = folder.Write("big.log", string.Concat(Enumerable.Range(1, 100_000).Select(line => $"line {line} خبر\n")));

        Assert.Equal(["line 99999 خبر", "line 100000 خبر"], LogFile.Tail(log, 2));
        Assert.Empty(LogFile.Tail(folder.File("none.log"), 2));
    }

    [Fact]
    public void Following_gives_each_line_once_it_is_whole()
    {
        var log = folder.Write("a.log", "old\n");
        var follower = LogFollower.FromEnd(log);

        File.AppendAllText(log, "first\nsecond hal");
        Assert.Equal(["first"], follower.NewLines());
        Assert.Empty(follower.NewLines());
        File.AppendAllText(log, "f\n");
        Assert.Equal(["second half"], follower.NewLines());
    }

    [Fact]
    public void Following_reads_letters_whole_that_were_written_in_two_parts()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes("خبر\n");
        var log = folder.Write("a.log", "");
        var follower = LogFollower.FromStart(log);

        Append(log, bytes[..3]);
        Assert.Empty(follower.NewLines());
        Append(log, bytes[3..]);

        Assert.Equal(["خبر"], follower.NewLines());
    }

    [Fact]
    public void Following_goes_on_with_the_log_of_the_next_start()
    {
        var log = folder.Write("a.log", "a long line of the first run\n");
        var follower = LogFollower.FromEnd(log);
        LogFile.Rotate(log);
        File.WriteAllText(log, "next\n");

        Assert.Equal(["next"], follower.NewLines());
    }

    private static void Append(string log, byte[] bytes)
    {
        using var stream = new FileStream(log, FileMode.Append);
        stream.Write(bytes);
    }
}
