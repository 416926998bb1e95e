namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// How this service itself puts files into the inbox: under a name that the scanner passes over, then renamed. What
/// waits in the folder survives any crash, and is claimed by whichever replica is free.
/// </summary>
internal sealed class InboxDoor(InboxOptions options, InboxWatcher watcher)
{
    /// <summary>Puts the bytes under <c>source/name</c>; bytes that wait there already stay as they are.</summary>
    public void Put(string source, string name, ReadOnlySpan<byte> bytes)
    {
        var (draft, target) = Places(source, name);
        File.WriteAllBytes(draft, bytes);
        Arrive(draft, target);
    }

    /// <summary>An open file for a body that is still arriving; <see cref="Arrive"/> makes it visible.</summary>
    public (FileStream Draft, string Path) Open(string source, string draftName)
    {
        var (draft, _) = Places(source, draftName);
        return (new FileStream(draft, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None), draft);
    }

    /// <summary>Renames a finished draft to its name in the inbox.</summary>
    public void Arrive(string draft, string target)
    {
        File.Move(draft, target, overwrite: true);
        watcher.Wake();
    }

    public string Target(string source, string name) => Path.Combine(options.Inbox, source, name);

    /// <summary>True while files that begin so wait to be claimed.</summary>
    public bool IsWaiting(string source, string prefix)
    {
        var folder = Path.Combine(options.Inbox, source);
        return Directory.Exists(folder) && Directory.EnumerateFiles(folder, prefix + "*").Any();
    }

    private (string Draft, string Target) Places(string source, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Inbox, source)).FullName;

        // A leading dot and the ending are both among the names that the scanner passes over by default; the first is
        // checked for again here, because the list is a setting.
        return (Path.Combine(folder, $".{name}.part"), Path.Combine(folder, name));
    }
}
