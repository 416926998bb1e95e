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

    private readonly InboxOptions options;
    private readonly string own;
    private readonly string leasePath;
    private readonly FileStream lease;
    private long claims;

    public WorkFolder(InboxOptions options, TimeProvider time)
    {
        this.options = options;
        var started = time.GetUtcNow().ToUnixTimeMilliseconds();
        own = Path.Combine(options.Work, string.Create(CultureInfo.InvariantCulture, $"{Replica.Current.Name.Replace(':', '-')}-{started}"));
        Directory.CreateDirectory(own);
        leasePath = Path.Combine(own, LeaseName);
        lease = new FileStream(leasePath, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        lease.Write(Encoding.UTF8.GetBytes(Environment.MachineName));
        lease.Flush();
    }

    public void RenewLease() => File.SetLastWriteTimeUtc(leasePath, FileSystemNow());

    /// <returns>The claimed file, or null when another replica was faster or the file went away.</returns>
    public ClaimedFile? Claim(string path)
    {
        var relative = Path.GetRelativePath(options.Inbox, path);
        var folder = NextFolder();
        var target = Path.Combine(folder, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            File.Move(path, target, overwrite: false);
        }
        catch (Exception lost) when (lost is FileNotFoundException or DirectoryNotFoundException)
        {
            RemoveEmpty(folder);
            return null;
        }

        if (options.DoneMarker is { Length: > 0 } marker && File.Exists(path + marker))
        {
            File.Move(path + marker, target + marker, overwrite: false);
        }

        return new ClaimedFile(folder, relative);
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

            foreach (var left in Directory.EnumerateDirectories(other))
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
                    yield return claimed;
                }
                else
                {
                    RemoveEmpty(folder);
                }
            }

            RemoveIfEmpty(other);
        }
    }

    public void Dispose()
    {
        lease.Dispose();

        // What is still claimed stays for the next replica: the folder goes only when nothing is in it but the lease.
        if (!Directory.EnumerateDirectories(own).Any())
        {
            File.Delete(leasePath);
            RemoveIfEmpty(own);
        }
    }

    /// <summary>The one file in a claim's folder, or null when the claim died before its rename.</summary>
    internal static ClaimedFile? Find(string folder)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", Everything))
        {
            if (FileFacts.Of(path) is { Kind: not FileKind.Folder })
            {
                return new ClaimedFile(folder, Path.GetRelativePath(folder, path));
            }
        }

        return null;
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

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true };

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

    // The clock of the file system: what a file written now gets. Replicas on several machines share no other.
    private DateTime FileSystemNow()
    {
        var probe = Path.Combine(own, ".clock");
        File.WriteAllBytes(probe, []);
        var now = File.GetLastWriteTimeUtc(probe);
        File.Delete(probe);
        return now;
    }

    private static void RemoveIfEmpty(string folder)
    {
        try
        {
            if (!Directory.EnumerateDirectories(folder).Any())
            {
                File.Delete(Path.Combine(folder, LeaseName));
                Directory.Delete(folder);
            }
        }
        catch (IOException)
        {
            // Somebody else is removing it, or it is not empty: both are fine.
        }
    }

    private string NextFolder()
    {
        var folder = Path.Combine(own, Interlocked.Increment(ref claims).ToString(CultureInfo.InvariantCulture));
        return folder;
    }
}

/// <summary>A file that this replica has claimed.</summary>
/// <param name="Folder">The claim's own folder.</param>
/// <param name="Name">The file's path in the inbox, relative to it.</param>
internal sealed record ClaimedFile(string Folder, string Name)
{
    public string Path { get; } = System.IO.Path.Combine(Folder, Name);

    /// <summary>The first sub-folder of the inbox, or <c>inbox</c> for files that lie in it directly.</summary>
    public string Source { get; } = Name.IndexOf(System.IO.Path.DirectorySeparatorChar) is > 0 and var end ? Name[..end] : "inbox";
}
