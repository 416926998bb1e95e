using NewsPlatform.Cli.Processes;
using NewsPlatform.Cli.Screens;

namespace NewsPlatform.Cli.Running;

/// <summary>Waits until processes are ready, and tells how it goes; one that dies ends the waiting with its last words.</summary>
internal sealed class Readiness(Screen screen, TimeProvider time)
{
    private const int LastWords = 15;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <exception cref="NewsException">One ended, or took longer than it may.</exception>
    public async Task WaitAsync(IReadOnlyList<Awaited> parts, CancellationToken cancellationToken)
    {
        if (parts.Count == 0)
        {
            return;
        }

        var started = time.GetTimestamp();
        var open = parts.ToList();
        await screen.WorkAsync("starting", async tell =>
        {
            while (true)
            {
                foreach (var part in open.ToList())
                {
                    // Alive first: a process that ends after this look is seen at the next one, with all its words.
                    var alive = part.IsAlive;
                    foreach (var note in part.News())
                    {
                        screen.Say(note);
                    }

                    if (!alive)
                    {
                        throw Ended(part);
                    }

                    if (await part.IsReadyAsync(cancellationToken))
                    {
                        open.Remove(part);
                        screen.Done($"{part.Process.Title} on 127.0.0.1:{part.Process.Port}, pid {part.Process.Identity.Pid}", time.GetElapsedTime(started));
                    }
                    else if (time.GetElapsedTime(started) > part.Patience)
                    {
                        throw Late(part);
                    }
                }

                if (open.Count == 0)
                {
                    return;
                }

                tell($"starting {string.Join(", ", open.Select(part => part.Process.Title))} ({time.GetElapsedTime(started).TotalSeconds:0} s)");
                await Task.Delay(Look, time, cancellationToken);
            }
        });
    }

    private NewsException Ended(Awaited part)
    {
        foreach (var line in LogFile.Tail(part.Process.Log, LastWords))
        {
            screen.LogLine(part.Process.Title, line);
        }

        return new($"{part.Process.Title} {part.Ending} while it started; its last words are above, all of them in {part.Process.Log}");
    }

    private static NewsException Late(Awaited part)
    {
        var why = part.Last.Detail is { } detail ? $": {part.Last.Word} ({detail})" : "";
        return new($"{part.Process.Title} is not ready after {part.Patience.TotalSeconds:0} s{why}. It goes on trying; its log is {part.Process.Log}");
    }
}
