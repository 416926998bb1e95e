namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// Whether there is room on the disk that holds the four folders. Free bytes say it beforehand; a write that failed says
/// it where they do not (no inodes left, a quota), and then only a write that succeeds says that it is over.
/// </summary>
internal sealed class DiskSpace(InboxOptions options, WorkFolder work)
{
    // As much as a receipt of a thousand articles takes.
    private const int Probe = 256 * 1024;

    private const int NoSpace = 28, OverQuota = 122;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    private volatile bool full;

    /// <summary>True when a write failed because there is no room. Claiming then pauses until there is.</summary>
    public bool Noted(Exception exception)
    {
        if (exception is not IOException { HResult: NoSpace or OverQuota or NoSpaceOnWindows })
        {
            return false;
        }

        full = true;
        return true;
    }

    /// <summary>Why claiming should wait, or null. A claim itself is a rename and takes no bytes; receipts do.</summary>
    public string? Shortage()
    {
        if (new DriveInfo(options.Inbox).AvailableFreeSpace < options.LeastFreeDisk)
        {
            return "the disk of the inbox is nearly full";
        }

        if (full)
        {
            full = !CanWrite();
        }

        return full ? "the disk of the inbox is full" : null;
    }

    private bool CanWrite()
    {
        var draft = work.NewDraft();
        try
        {
            File.WriteAllBytes(draft, new byte[Probe]);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
