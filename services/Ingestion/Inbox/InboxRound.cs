namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// One pass over the inbox in the order in which the file system gives the names. A pass over a million files takes
/// hours, and a folder has no end to which new names are put: so a second listing runs along, looks at many names for
/// each that is handed out, and puts forward what has arrived since. Among <c>n</c> files a new one waits for at most
/// <c>n / 8</c> others, and for a few where the watcher tells of it. Memory does not grow with the folder.
/// </summary>
internal sealed class InboxRound(InboxScanner scanner, WorkFolder work, Arrivals arrivals, InboxOptions options, TimeProvider time)
{
    /// <summary>Names looked at for each name handed out. Measured: a claim with its 16 looks takes 0.2 ms, of which they are a third.</summary>
    internal const int LooksPerName = 16;

    // A round that ends soon needs no second listing: the next round finds everything.
    private const int Short = 1000;

    // A file that is still being written, or too large for its lane just now, gets its turn again so often.
    private const int MostLater = 256;
    private const int MostTurns = 30;

    private readonly Queue<(string Path, int Turns)> later = new();
    private long offeredLater = time.GetTimestamp();
    private (string Path, int Turns) handedOut;

    public IEnumerable<string> Names()
    {
        using var looks = Looks().GetEnumerator();
        var number = 0;
        foreach (var path in scanner.Names())
        {
            handedOut = (path, 0);
            yield return path;
            if (++number < Short)
            {
                continue;
            }

            for (var look = 0; look < LooksPerName; look++)
            {
                looks.MoveNext();
            }

            if (arrivals.Take() is { } arrived && scanner.IsWanted(arrived))
            {
                handedOut = (arrived, 0);
                yield return arrived;
            }
            else if (later.Count > 0 && time.GetElapsedTime(offeredLater) >= options.PollInterval)
            {
                handedOut = later.Dequeue();
                offeredLater = later.Count == 0 ? time.GetTimestamp() : offeredLater;
                yield return handedOut.Path;
            }
        }
    }

    /// <summary>The name handed out last may not be claimed yet: it is handed out again, in this round if that is long.</summary>
    public void Later()
    {
        if (later.Count < MostLater && handedOut.Turns < MostTurns)
        {
            later.Enqueue((handedOut.Path, handedOut.Turns + 1));
        }
    }

    // One name a step, over and over, each time for what changed since the time before began.
    private IEnumerable<bool> Looks()
    {
        DateTimeOffset since = work.FileSystemNow();
        while (true)
        {
            DateTimeOffset started = work.FileSystemNow();
            foreach (var path in scanner.Names())
            {
                if (FileFacts.Of(path) is { } facts && facts.Changed >= since)
                {
                    arrivals.Add(path);
                }

                yield return true;
            }

            since = started;
            yield return false;
        }
    }
}
