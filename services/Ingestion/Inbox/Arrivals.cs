using System.Collections.Concurrent;

namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// Files that arrived while a long round is under way, so that a file dropped among a million others does not wait for
/// all of them. The folders take turns. A hint and nothing more: what does not fit in here is found by the next round.
/// </summary>
internal sealed class Arrivals
{
    /// <summary>Paths held of a folder. A few are enough to give every folder its turn; more would be the backlog once more.</summary>
    internal const int PerFolder = 32;

    private const int MostFolders = 256;
    private const int MostToldOf = 1024;

    private readonly ConcurrentQueue<string> toldOf = new();
    private readonly ConcurrentQueue<string> newFolders = new();
    private readonly Dictionary<string, Queue<string>> folders = new(StringComparer.Ordinal);
    private readonly Queue<string> turns = new();

    private int missed;

    /// <summary>Paths held at the moment.</summary>
    public int Count => toldOf.Count + folders.Values.Sum(folder => folder.Count);

    /// <summary>The watcher saw this name of a file. May be called by any thread.</summary>
    public void ToldOf(string path)
    {
        if (toldOf.Count < MostToldOf)
        {
            toldOf.Enqueue(path);
        }
    }

    /// <summary>The watcher saw this new folder; what lies in it already it may not tell of. May be called by any thread.</summary>
    public void ToldOfFolder(string path)
    {
        if (newFolders.Count < MostFolders)
        {
            newFolders.Enqueue(path);
        }
        else
        {
            Missed();
        }
    }

    /// <returns>The next new folder, or null. It may be gone meanwhile.</returns>
    public string? TakeFolder() => newFolders.TryDequeue(out var folder) ? folder : null;

    /// <summary>Something arrived whose name nobody told of. May be called by any thread.</summary>
    public void Missed() => Interlocked.Exchange(ref missed, 1);

    /// <returns>True once for whatever was missed since it was asked before.</returns>
    public bool TakeMissed() => Interlocked.Exchange(ref missed, 0) == 1;

    public void Add(string path)
    {
        var name = Path.GetDirectoryName(path)!;
        if (!folders.TryGetValue(name, out var folder))
        {
            if (folders.Count >= MostFolders)
            {
                return;
            }

            folders[name] = folder = new Queue<string>();
            turns.Enqueue(name);
        }

        if (folder.Count < PerFolder)
        {
            folder.Enqueue(path);
        }
    }

    /// <returns>The next in turn, or null. It may have been claimed meanwhile.</returns>
    public string? Take()
    {
        while (toldOf.TryDequeue(out var told))
        {
            Add(told);
        }

        if (!turns.TryDequeue(out var name))
        {
            return null;
        }

        var folder = folders[name];
        var path = folder.Dequeue();
        if (folder.Count > 0)
        {
            turns.Enqueue(name);
        }
        else
        {
            folders.Remove(name);
        }

        return path;
    }
}
