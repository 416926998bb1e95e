namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// One pass over the inbox in the order in which the file system gives the names. A pass over a million files takes
/// hours, and a folder has no end to which new names are put: so a second listing runs along, looks at many names for
/// each that is handed out, and puts forward what has arrived since. Among <c>n</c> files a new one waits for at most
/// <c>n / 8</c> others, and for a few where the watcher tells of it. Where the watcher says that it lost names, the second
/// listing goes through the whole folder ahead of the others. Memory does not grow with the folder.
/// </summary>
internal sealed class InboxRound(InboxScanner scanner, WorkFolder work, Arrivals arrivals, InboxOptions options, TimeProvider time)
{
    /// <summary>Names looked at for each name handed out. Measured: a claim with its 16 looks takes 0.2 ms, of which they are a third.</summary>
    internal const int LooksPerName = 16;

    /// <summary>
    /// Looks for each name handed out while the folder is searched for what the watcher lost: some 20 ms, so that a claim, a
    /// lease and a stop wait no longer than that.
    /// </summary>
    internal const int LooksPerNameWhenMissed = 4096;

    // A flood makes the watcher lose names again and again: searching for them takes a tenth of the time at most.
    private const int RestsTimesItsCost = 10;

    // A round that ends soon needs no second listing: the next round finds everything.
    private const int Short = 1000;

    // A file that is still being written, or too large for its lane just now, gets its turn again so often, each time after
    // the poll interval.
    private const int MostLater = 256;
    private const int MostTurns = 30;

    private readonly Queue<(string Path, int Turns, long Since)> later = new();
    private bool isLaterFirst;
    private (string Path, int Turns) handedOut;

    private int passesToGo;
    private long searchedAt;
    private TimeSpan searchCost;
    private TimeSpan searchRests;

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

            Look(looks);
            if (Next() is { } next)
            {
                handedOut = next;
                yield return next.Path;
            }
        }
    }

    /// <summary>The name handed out last may not be claimed yet: it is handed out again, in this round if that is long.</summary>
    public void Later()
    {
        if (later.Count < MostLater && handedOut.Turns < MostTurns)
        {
            later.Enqueue((handedOut.Path, handedOut.Turns + 1, time.GetTimestamp()));
        }
    }

    // In turn: while a flood comes in something has always arrived, and what was not ready would wait for its end.
    private (string Path, int Turns)? Next()
    {
        isLaterFirst = !isLaterFirst;
        return isLaterFirst ? NextLater() ?? NextArrived() : NextArrived() ?? NextLater();
    }

    private (string Path, int Turns)? NextArrived()
    {
        if (arrivals.TakeFolder() is { } folder && scanner.IsWanted(folder))
        {
            LookInto(folder);
        }

        return arrivals.Take() is { } arrived && scanner.IsWanted(arrived) ? (arrived, 0) : null;
    }

    // What was put into a new folder before the watcher watched it too is told by nobody.
    private void LookInto(string folder)
    {
        try
        {
            foreach (var path in scanner.Names(folder).Take(Arrivals.PerFolder))
            {
                arrivals.Add(path);
            }
        }
        catch (DirectoryNotFoundException)
        {
            // It was removed again meanwhile.
        }
    }

    private (string Path, int Turns)? NextLater()
    {
        if (!later.TryPeek(out var next) || time.GetElapsedTime(next.Since) < options.PollInterval)
        {
            return null;
        }

        later.Dequeue();
        return (next.Path, next.Turns);
    }

    private void Look(IEnumerator<bool> looks)
    {
        if (passesToGo == 0 && (searchedAt == 0 || time.GetElapsedTime(searchedAt) >= searchRests) && arrivals.TakeMissed())
        {
            // The pass under way may be past the name that was lost: that one to its end, and then a whole one.
            passesToGo = 2;
            searchCost = TimeSpan.Zero;
        }

        var isSearching = passesToGo > 0;
        var began = isSearching ? time.GetTimestamp() : 0;
        var left = isSearching ? LooksPerNameWhenMissed : LooksPerName;
        while (left-- > 0 && isSearching == passesToGo > 0)
        {
            looks.MoveNext();
            if (isSearching && !looks.Current)
            {
                passesToGo--;
            }
        }

        if (isSearching)
        {
            searchedAt = time.GetTimestamp();
            searchCost += time.GetElapsedTime(began, searchedAt);
            searchRests = RestsTimesItsCost * searchCost;
        }
    }

    // One name a step, and false where a pass ends; over and over, each time for what changed since the time before began.
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
