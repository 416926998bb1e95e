namespace NewsPlatform.Cli.Running;

/// <summary>One command at a time starts and stops processes.</summary>
internal static class RunLock
{
    /// <exception cref="NewsException">Another command holds it.</exception>
    public static IDisposable Take(Places places)
    {
        Directory.CreateDirectory(places.News);
        try
        {
            return new FileStream(places.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new NewsException("Another './news' is starting or stopping something here: wait for it, then try again.");
        }
    }
}
