namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// How this service itself puts files into the inbox: drafted in the work folder, then renamed. What waits in the inbox
/// survives any crash, and is claimed by whichever replica is free.
/// </summary>
internal sealed class InboxDoor(InboxOptions options, WorkFolder work, DiskSpace disk, InboxWatcher watcher)
{
    /// <summary>Puts the bytes under <c>source/name</c>; bytes that wait there already are the same.</summary>
    /// <exception cref="DiskFullException">Nothing was put.</exception>
    public void Put(string source, string name, ReadOnlySpan<byte> bytes)
    {
        using var draft = Open();
        try
        {
            draft.Stream.Write(bytes);
            draft.Stream.Dispose();
        }
        catch (IOException exception) when (disk.Noted(exception))
        {
            throw new DiskFullException($"{source}/{name} could not be put into the inbox: the disk is full.", exception);
        }

        Arrive(draft, source, name);
    }

    /// <summary>An open file for a body that is still arriving; <see cref="Arrive"/> makes it visible.</summary>
    public Draft Open()
    {
        var path = work.NewDraft();
        return new Draft(new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None), path);
    }

    /// <summary>Renames a finished draft to its name in the inbox.</summary>
    public void Arrive(Draft draft, string source, string name)
    {
        try
        {
            var folder = Directory.CreateDirectory(Path.Combine(options.Inbox, source)).FullName;
            Renaming.Move(draft.Path, Path.Combine(folder, name));
        }
        catch (IOException exception) when (disk.Noted(exception))
        {
            throw new DiskFullException($"{source}/{name} could not be put into the inbox: the disk is full.", exception);
        }

        watcher.Wake();
    }

    /// <summary>True while files that begin so wait to be claimed.</summary>
    public bool IsWaiting(string source, string prefix)
    {
        var folder = Path.Combine(options.Inbox, source);
        return Directory.Exists(folder) && Directory.EnumerateFiles(folder, prefix + "*").Any();
    }

    /// <summary>Something that is not in the inbox yet; disposed of without having arrived, it leaves nothing behind.</summary>
    internal sealed class Draft(FileStream stream, string path) : IDisposable
    {
        public FileStream Stream { get; } = stream;

        public string Path { get; } = path;

        public void Dispose()
        {
            Stream.Dispose();
            File.Delete(Path);
        }
    }
}
