using System.Diagnostics;
using NewsPlatform.Cli.Processes;
using NewsPlatform.Cli.Screens;

namespace NewsPlatform.Cli.Running;

/// <summary>Stops processes as gently as they let it: SIGTERM, patience, and only then SIGKILL, which it says.</summary>
internal sealed class Stopper(RunFile run, Screen screen, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    // Most end within a second; a line for those would only be noise where there is no spinner.
    private static readonly TimeSpan BeforeSaying = TimeSpan.FromSeconds(2);

    /// <summary>Services end within 25 s by their own time limit: they finish the messages they hold.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>All of these at once; returns when none runs any more.</summary>
    public async Task StopAsync(IReadOnlyList<RunningProcess> processes, CancellationToken cancellationToken)
    {
        foreach (var process in processes)
        {
            Signals.AskToEnd(process.Identity);
        }

        var started = time.GetTimestamp();
        var open = processes.ToList();
        var said = false;
        await screen.WorkAsync("stopping", async tell =>
        {
            while (open.Count > 0)
            {
                foreach (var ended in open.Where(process => !process.Identity.IsAlive).ToList())
                {
                    open.Remove(ended);
                    Forget(ended);
                    screen.Done($"{ended.Title} stopped", time.GetElapsedTime(started));
                }

                if (open.Count > 0 && time.GetElapsedTime(started) > Patience)
                {
                    await KillAsync(open);
                    return;
                }

                if (open.Count > 0)
                {
                    var waiting = $"waiting for {string.Join(", ", open.Select(process => process.Title))} to finish, at most {Patience.TotalSeconds:0} s";
                    tell($"{waiting} ({time.GetElapsedTime(started).TotalSeconds:0} s)");
                    if (!screen.Live && !said && time.GetElapsedTime(started) > BeforeSaying)
                    {
                        said = true;
                        screen.Say(waiting);
                    }

                    await Task.Delay(Look, time, cancellationToken);
                }
            }
        });
    }

    private async Task KillAsync(List<RunningProcess> open)
    {
        foreach (var process in open)
        {
            Signals.EndAtOnce(process.Identity);
            screen.Warn($"{process.Title} did not end within {Patience.TotalSeconds:0} s and was killed; nothing is lost, what it held is delivered again");
        }

        // A killed process ends within milliseconds; one that hangs in the kernel (a dead disk) never does.
        var killed = Stopwatch.StartNew();
        while (open.Exists(process => process.Identity.IsAlive))
        {
            if (killed.Elapsed > TimeSpan.FromSeconds(5))
            {
                throw new NewsException($"{open.First(process => process.Identity.IsAlive).Title} survives SIGKILL: the system holds it, most likely for a disk.");
            }

            await Task.Delay(Look, time, CancellationToken.None);
        }

        open.ForEach(Forget);
    }

    private void Forget(RunningProcess process)
    {
        run.State.Processes.Remove(process);
        run.Save();
    }
}
