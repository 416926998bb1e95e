using System.Globalization;
using System.Text;
using NewsPlatform.Messaging;

namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// This replica's part of the work folder: <c>work/&lt;replica&gt;/&lt;number&gt;/&lt;path in the inbox&gt;</c>.
/// A file is claimed by renaming it in here: of several replicas that see it, the file system lets one win.
/// </summary>
/// <remarks>
/// The replica holds a lock on its lease file and renews the file's time. Claims of a replica whose lock is free go to
/// the others at once when it ran on this machine, else when its lease has run out by the clock of the file system,
/// which all replicas share.
/// </remarks>
internal sealed class WorkFolder : IDisposable
{
    private const string LeaseName = ".lease";
    private const string DraftPrefix = ".draft-";

    private static readonly byte[] Machine = Encoding.UTF8.GetBytes(Environment.MachineName);
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true };

    private readonly InboxOptions options;
    private readonly string own;
    private readonly string leasePath;
    private readonly Lock guard = new();
    private FileStream? lease;
    private long claims;
    private long drafts;

    public WorkFolder(InboxOptions options, TimeProvider time)
    {
        this.options = options;
        var started = time.GetUtcNow().ToUnixTimeMilliseconds();
        own = Path.Combine(options.Work, string.Create(CultureInfo.InvariantCulture, $"{Replica.Current.Name.Replace(':', '-')}-{started}"));
        leasePath = Path.Combine(own, LeaseName);
    }

    /// <summary>
    /// Takes the lease or renews it. Must have succeeded once before anything is claimed. A replica that stood still for
    /// longer than a lease finds its folder gone, and takes a new one.
    /// </summary>
    /// <exception cref="IOException">The disk is full, or the work folder is gone.</exception>
    public void RenewLease()
    {
        lock (guard)
        {
            if (lease is not null && File.Exists(leasePath))
            {
                // The same bytes in the same place: this needs no room, so a full disk costs nobody his claims.
                lease.Position = 0;
                lease.Write(Machine);
                return;
            }

            // It is locked before it has its name: whoever looks for a lease finds it held.
            lease?.Dispose();
            var draft = NewDraft();
            lease = new FileStream(draft, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            lease.Write(Machine);
            Renaming.Move(draft, leasePath);
        }
    }

    /// <summary>
    /// A path for something of this service's own that is not finished: a receipt, a feed, a pushed document. On the file
    /// system of all four folders, so that finishing it is a rename; what a crash leaves goes with the folder of the dead.
    /// </summary>
    public string NewDraft()
    {
        Directory.CreateDirectory(own);
        return Path.Combine(own, DraftPrefix + Interlocked.Increment(ref drafts).ToString(CultureInfo.InvariantCulture));
    }

    /// <returns>The claimed file, or null when another replica was faster or the file went away.</returns>
    /// <exception cref="IOException">The file cannot be claimed now: no room, another file system, a name too long. It stays where it is.</exception>
    /// <exception cref="UnauthorizedAccessException">The file's folder may not be written by this service.</exception>
    public ClaimedFile? Claim(string path)
    {
        var claimed = new ClaimedFile(NextFolder(), Path.GetRelativePath(options.Inbox, path));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(claimed.Path)!);
            Renaming.Move(path, claimed.Path);
        }
        catch (FileNotFoundException)
        {
            RemoveEmpty(claimed.Folder);
            return null;
        }
        catch
        {
            RemoveEmpty(claimed.Folder);
            throw;
        }

        if (options.DoneMarker is { Length: > 0 } marker && File.Exists(path + marker))
        {
            try
            {
                Renaming.Move(path + marker, claimed.Path + marker);
            }
            catch (Exception left) when (left is IOException or UnauthorizedAccessException)
            {
                // The file is claimed, and that counts. A marker that stays behind is passed over like all markers.
            }
        }

        return claimed;
    }

    /// <summary>Claims that a dead replica left, and those that a failed move left to this one.</summary>
    public IEnumerable<ClaimedFile> TakeBack()
    {
        foreach (var other in Directory.EnumerateDirectories(options.Work))
        {
            if (string.Equals(other, own, StringComparison.Ordinal) || !IsDead(other))
            {
                continue;
            }

            foreach (var left in Claims(other))
            {
                var folder = NextFolder();
                try
                {
                    Directory.Move(left, folder);
                }
                catch (Exception lost) when (lost is IOException or UnauthorizedAccessException)
                {
                    // Another replica took this claim back first.
                    continue;
                }

                if (Find(folder) is { } claimed)
                {
                    yield return claimed with { Again = true };
                }
                else
                {
                    RemoveEmpty(folder);
                }
            }

            RemoveIfEmpty(other);
        }
    }

    /// <summary>The clock of the file system: what a file written now gets. Replicas on several machines share no other.</summary>
    public DateTime FileSystemNow()
    {
        RenewLease();
        return File.GetLastWriteTimeUtc(leasePath);
    }

    public void Dispose()
    {
        lease?.Dispose();

        // What is still claimed stays for the next replica.
        RemoveIfEmpty(own);
    }

    /// <summary>The one file in a claim's folder, or null when the claim died before its rename.</summary>
    internal static ClaimedFile? Find(string folder)
    {
        // A marker's name is the longer one, so the file itself comes first.
        var left = Directory.EnumerateFileSystemEntries(folder, "*", Everything)
            .Where(path => FileFacts.Of(path) is { Kind: not FileKind.Folder })
            .MinBy(path => path.Length);
        return left is null ? null : new ClaimedFile(folder, Path.GetRelativePath(folder, left));
    }

    /// <summary>Removes a claim's folders once its file has left. A file that is still in there keeps them.</summary>
    internal static void RemoveEmpty(string folder)
    {
        try
        {
            foreach (var inner in Directory.EnumerateDirectories(folder))
            {
                RemoveEmpty(inner);
            }

            Directory.Delete(folder);
        }
        catch (IOException)
        {
            // Not empty: something of the user's lies in it, and stays.
        }
    }

    private static string[] Claims(string replica)
    {
        try
        {
            return Directory.GetDirectories(replica);
        }
        catch (DirectoryNotFoundException)
        {
            // Another replica has taken everything back and cleared up.
            return [];
        }
    }

    private bool IsDead(string replica)
    {
        var path = Path.Combine(replica, LeaseName);
        string machine;
        try
        {
            using var theirs = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            using var reader = new StreamReader(theirs);
            machine = reader.ReadToEnd();
        }
        catch (FileNotFoundException)
        {
            // It is being made or being removed; a folder without a lease and with claims is a crash in between.
            return FileSystemNow() - Directory.GetLastWriteTimeUtc(replica) > options.Lease;
        }
        catch (Exception alive) when (alive is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        return machine == Environment.MachineName || FileSystemNow() - File.GetLastWriteTimeUtc(path) > options.Lease;
    }

    private static void RemoveIfEmpty(string folder)
    {
        try
        {
            if (Directory.EnumerateDirectories(folder).Any())
            {
                return;
            }

            foreach (var draft in Directory.EnumerateFiles(folder, DraftPrefix + "*"))
            {
                File.Delete(draft);
            }

            File.Delete(Path.Combine(folder, LeaseName));
            Directory.Delete(folder);
        }
        catch (IOException)
        {
            // Somebody else is removing it, or it is not empty: both are fine.
        }
    }

    private string NextFolder() => Path.Combine(own, Interlocked.Increment(ref claims).ToString(CultureInfo.InvariantCulture));
}

/// <summary>A file that this replica has claimed.</summary>
/// <param name="Folder">The claim's own folder.</param>
/// <param name="Name">The file's path in the inbox, relative to it.</param>
internal sealed record ClaimedFile(string Folder, string Name)
{
    public string Path { get; } = System.IO.Path.Combine(Folder, Name);

    /// <summary>It was begun before: its process died, or a try failed. It may be known already, as itself.</summary>
    public bool Again { get; init; }

    /// <summary>The first sub-folder of the inbox, or <c>inbox</c> for files that lie in it directly.</summary>
    public string Source { get; } = Name.IndexOf(System.IO.Path.DirectorySeparatorChar) is > 0 and var end ? Name[..end] : "inbox";
}
