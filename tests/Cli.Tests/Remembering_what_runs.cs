using NewsPlatform.Cli.Processes;
using NewsPlatform.Cli.Running;

namespace NewsPlatform.Cli.Tests;

public sealed class Remembering_what_runs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Path => folder.File(".news", "run.json");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_saved_is_read_again()
    {
        var run = RunFile.Load(Path);
        run.State.Mode = RunMode.Distributed;
        run.State.Mongo = "mongodb://127.0.0.1:27017/";
        run.State.Replicas["storage"] = 3;
        run.State.Ports["storage-1"] = 20001;
        run.State.Folders = new("/a", "/b", "/c", "/خبر");
        run.State.Processes.Add(Process(Environment.ProcessId));
        run.Save();

        var again = RunFile.Load(Path).State;

        Assert.Equal(RunMode.Distributed, again.Mode);
        Assert.Equal("mongodb://127.0.0.1:27017/", again.Mongo);
        Assert.Equal(3, again.Replicas["storage"]);
        Assert.Equal(20001, again.Ports["storage-1"]);
        Assert.Equal(run.State.Folders, again.Folders);
        Assert.Equal(run.State.Processes, again.Processes);
    }

    [Fact]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public void Its_passwords_are_for_the_owner_alone()
    {
        RunFile.Load(Path).Save();
        RunFile.Load(Path).Save();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void Ended_processes_are_forgotten_and_named()
    {
        var run = RunFile.Load(Path);
        var alive = Process(Environment.ProcessId);
        var gone = alive with { Name = "storage", Identity = alive.Identity with { StartTicks = 1 } };
        run.State.Processes.AddRange([alive, gone]);

        Assert.Equal([gone], run.ForgetDead());

        Assert.Equal([alive], RunFile.Load(Path).State.Processes);
    }

    [Fact]
    public void A_file_that_is_no_run_file_is_refused_by_its_name()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, "{ \"mode\": ");

        Assert.Contains(Path, Assert.Throws<NewsException>(() => RunFile.Load(Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_one_command_at_a_time_starts_and_stops_processes()
    {
        var places = new Places(folder.Path, folder.Path);
        using (RunLock.Take(places))
        {
            Assert.Throws<NewsException>(() => RunLock.Take(places));
        }

        RunLock.Take(places).Dispose();
    }

    private static RunningProcess Process(int pid) => new()
    {
        Name = "ingestion",
        Replica = 1,
        Identity = ProcessIdentity.Of(pid)!.Value,
        Port = 20000,
        Log = "/tmp/log",
        StartedAt = DateTimeOffset.UnixEpoch,
        Settings = "abc",
        Build = "1",
    };
}
