using System.IO.Enumeration;

namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// Decides whether a file in the inbox is complete. Nobody may hold it open for writing (where the file system tells),
/// and its size and time must have stood still: seen over two looks, or told by an old time stamp, or by a rename after
/// the last write. Where the file system cannot tell about writers, only two looks count.
/// </summary>
internal sealed class ReadyTest(InboxOptions options, TimeProvider time)
{
    // Only files that were not ready at first look are remembered. A folder that holds more unfinished files than this
    // starts its looks anew: slower, never wrong.
    private const int Remembered = 100_000;

    private readonly Dictionary<string, Look> looks = new(StringComparer.Ordinal);

    private readonly record struct Look(long Size, DateTimeOffset Written, long At);

    /// <summary>True for names of files that are still on their way.</summary>
    public bool IsTemporary(ReadOnlySpan<char> name)
    {
        foreach (var pattern in options.TemporaryNames)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, name))
            {
                return true;
            }
        }

        return options.DoneMarker is { Length: > 0 } marker && name.EndsWith(marker, StringComparison.Ordinal);
    }

    public bool IsReady(string path, FileFacts facts)
    {
        if (options.DoneMarker is { Length: > 0 } marker && !File.Exists(path + marker))
        {
            return false;
        }

        var writer = OperatingSystem.IsLinux() ? LinuxFiles.HasWriter(path) : null;
        if (writer == true)
        {
            looks.Remove(path);
            return false;
        }

        if (writer == false && (facts.ArrivedByRename || time.GetUtcNow() - facts.Written > options.Quiet))
        {
            looks.Remove(path);
            return true;
        }

        var now = time.GetTimestamp();
        if (looks.TryGetValue(path, out var look) && look.Size == facts.Size && look.Written == facts.Written)
        {
            if (time.GetElapsedTime(look.At, now) >= options.Quiet)
            {
                looks.Remove(path);
                return true;
            }

            return false;
        }

        if (looks.Count >= Remembered)
        {
            looks.Clear();
        }

        looks[path] = new Look(facts.Size, facts.Written, now);
        return false;
    }
}
