using System.Diagnostics;
using System.Globalization;
using NewsPlatform.Cli.Processes;
using NewsPlatform.Cli.Running;
using NewsPlatform.Cli.Screens;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Cli.Tests;

public sealed class Starting_and_stopping_processes : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter output = new();
    private readonly Places places;
    private readonly RunFile run;

    public Starting_and_stopping_processes()
    {
        places = new Places(folder.Path, folder.Path);
        run = RunFile.Load(places.State);
    }

    public void Dispose()
    {
        foreach (var process in run.State.Processes)
        {
            Signals.EndAtOnce(process.Identity);
        }

        folder.Dispose();
        output.Dispose();
    }

    [Fact]
    public async Task A_process_runs_by_itself_and_ends_when_it_is_asked_to()
    {
        var started = Start("echo \"$GREETING\"; trap 'echo leaving; exit 0' TERM; while true; do sleep 0.05; done");
        await Eventually.TrueAsync("it has written", () => Log(started).Contains("good morning", StringComparison.Ordinal));

        Assert.True(RunFile.Load(places.State).State.Processes.Single().Identity.IsAlive);
        Assert.Equal(started.Process.Identity.Pid, Session(started));

        await Stopper(TimeSpan.FromSeconds(30)).StopAsync([started.Process], CancellationToken.None);

        Assert.False(started.Process.Identity.IsAlive);
        Assert.Contains("leaving", Log(started), StringComparison.Ordinal);
        Assert.Empty(RunFile.Load(places.State).State.Processes);
        Assert.DoesNotContain("killed", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_does_not_listen_is_killed_and_that_is_said()
    {
        var started = Start("trap '' TERM; echo deaf; while true; do sleep 0.05; done");
        await Eventually.TrueAsync("it is deaf", () => Log(started).Contains("deaf", StringComparison.Ordinal));

        await Stopper(TimeSpan.FromMilliseconds(300)).StopAsync([started.Process], CancellationToken.None);

        Assert.False(started.Process.Identity.IsAlive);
        Assert.Contains("killed", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_fails_shows_the_last_words_and_the_exit_code()
    {
        var started = Start("echo Mongo:ConnectionString is missing; exit 78");
        var awaited = new Awaited(started.Process, started, TimeSpan.FromSeconds(30), _ => Task.FromResult(Health.Silent));

        var refused = await Assert.ThrowsAsync<NewsException>(() => new Readiness(Screen, TimeProvider.System).WaitAsync([awaited], CancellationToken.None));

        Assert.Contains("78", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Mongo:ConnectionString is missing", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_start_script_tells_the_person_is_shown_and_the_rest_is_not()
    {
        var started = Start("echo 'RabbitMQ: installing rabbitmq-server with apt-get'; echo chatter; echo now > ready; exec sleep 60");
        var ready = folder.File("ready");
        var awaited = new Awaited(
            started.Process, started, TimeSpan.FromSeconds(30), _ => Task.FromResult(File.Exists(ready) ? Health.Well : Health.Silent));

        await new Readiness(Screen, TimeProvider.System).WaitAsync([awaited], CancellationToken.None);

        Assert.Contains("RabbitMQ: installing", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("chatter", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_of_this_folder_is_found_though_nothing_remembers_it()
    {
        // What tells a service in the list of processes is the executable in its command line.
        var forgotten = new Starter(places, run, TimeProvider.System).Start(Launch("storage") with
        {
            Program = "sh",
            Arguments = ["-c", "while true; do sleep 0.05; done", folder.File("NewsPlatform.Storage.dll")],
        });
        run.State.Processes.Clear();
        using var stranger = Process.Start("sleep", "60");

        await Eventually.TrueAsync("it is found", () => Strays.Of(places, []).Exists(stray => stray.Identity == forgotten.Process.Identity));
        Assert.DoesNotContain(Strays.Of(places, []), stray => stray.Identity.Pid == stranger.Id);
        Assert.Empty(Strays.Of(new Places("/elsewhere", "/elsewhere"), []));

        run.State.Processes.Add(forgotten.Process);
        stranger.Kill();
        await stranger.WaitForExitAsync();
    }

    private Screen Screen => Screen.To(output, output);

    private Stopper Stopper(TimeSpan patience) => new(run, Screen, TimeProvider.System) { Patience = patience };

    private Started Start(string script) =>
        new Starter(places, run, TimeProvider.System).Start(Launch("fake") with { Program = "sh", Arguments = ["-c", script] });

    private Launch Launch(string name) => new()
    {
        Name = name,
        Program = "",
        Folder = folder.Path,
        Log = places.Log(name, 1),
        Port = 0,
        Settings = new Dictionary<string, string> { ["GREETING"] = "good morning" },
    };

    private static string Log(Started started) => File.Exists(started.Process.Log) ? File.ReadAllText(started.Process.Log) : "";

    // Field 6 of /proc/PID/stat: a process that leads its session gets no hang-up from the terminal.
    private static int Session(Started started)
    {
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{started.Process.Identity.Pid}/stat"));
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3], CultureInfo.InvariantCulture);
    }
}
