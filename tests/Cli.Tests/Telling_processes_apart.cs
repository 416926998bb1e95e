using System.Diagnostics;
using NewsPlatform.Cli.Processes;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Cli.Tests;

public sealed class Telling_processes_apart
{
    [Theory]
    [InlineData("4242 (dotnet) S 1 4242 4242 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 30 0 987654 100 200", 'S', 987654UL)]
    [InlineData("7 (a name) with) Z 1 (x) R 1 7 7 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 30 0 55 100 200", 'R', 55UL)]
    public void State_and_start_are_found_behind_any_name(string stat, char state, ulong ticks) =>
        Assert.Equal((state, ticks), ProcessIdentity.Parse(stat));

    [Fact]
    public void A_running_process_is_itself()
    {
        var identity = ProcessIdentity.Of(Environment.ProcessId);

        Assert.True(identity!.Value.IsAlive);
        Assert.Equal(identity, ProcessIdentity.Of(Environment.ProcessId));
    }

    [Fact]
    public void A_reused_number_is_another_process()
    {
        var now = ProcessIdentity.Of(Environment.ProcessId)!.Value;

        Assert.False((now with { StartTicks = now.StartTicks - 1 }).IsAlive);
        Assert.False((now with { Boot = "an earlier boot" }).IsAlive);
    }

    [Fact]
    public async Task A_reused_number_is_never_sent_a_signal()
    {
        using var innocent = Process.Start("sleep", "60");
        var earlier = ProcessIdentity.Of(innocent.Id)!.Value with { StartTicks = 1 };

        Signals.EndAtOnce(earlier);
        Signals.AskToEnd(earlier);

        Assert.True(ProcessIdentity.Of(innocent.Id)!.Value.IsAlive);
        innocent.Kill();
        await innocent.WaitForExitAsync();
    }

    [Fact]
    public async Task A_process_that_has_ended_is_not_alive_though_its_parent_has_not_noticed()
    {
        // The shell starts a child that ends at once, and never waits for it.
        using var parent = Process.Start(new ProcessStartInfo("sh", ["-c", "sleep 0 & echo $!; exec sleep 60"]) { RedirectStandardOutput = true })!;
        var child = int.Parse((await parent.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture);

        await Eventually.TrueAsync("the ended child does not count as running", () => ProcessIdentity.Of(child) is null);

        parent.Kill();
        await parent.WaitForExitAsync();
    }
}
