using System.Collections.Concurrent;
using System.IO.Enumeration;

namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// Decides whether a file in the inbox is complete. Nobody may hold it open for writing (where the file system tells),
/// and its size and time must have stood still: seen over two looks, or told by an old time stamp, or by a rename after
/// the last write, or by the watcher that saw the rename. Where the file system cannot tell about writers, only two looks count.
/// </summary>
internal sealed class ReadyTest(InboxOptions options, TimeProvider time)
{
    // Only files that were not ready at first look are remembered, and no more than this at a time: the others wait until
    // there is room. Forgetting the earlier ones instead would let none of them ever have its second look.
    private const int Remembered = 20_000;

    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Look> looks = new(StringComparer.Ordinal);

    // Some file systems keep times in steps of 4 ms: a file that is written and renamed within one step has one time for both.
    // What changed since the rename was told of is no longer what was renamed.
    private const int MostRenamed = 1_024;
    private readonly ConcurrentDictionary<string, DateTimeOffset> renamed = new(StringComparer.Ordinal);

    private long forgotAt;

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

    /// <summary>The watcher saw that a file got this name. May be called by any thread.</summary>
    public void ToldOfRename(string path)
    {
        if (renamed.Count >= MostRenamed)
        {
            // Names that another replica took, or that are none of ours. Who is forgotten with them waits for two looks.
            renamed.Clear();
        }

        if (FileFacts.Of(path) is { Kind: FileKind.Regular } facts)
        {
            renamed[path] = facts.Changed;
        }
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

        var sawRename = renamed.TryRemove(path, out var changed) && changed == facts.Changed;
        if (writer == false && (sawRename || facts.ArrivedByRename || time.GetUtcNow() - facts.Written > options.Quiet))
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

        if (looks.Count >= Remembered && !looks.ContainsKey(path))
        {
            ForgetGone(now);
            return false;
        }

        looks[path] = new Look(facts.Size, facts.Written, now);
        return false;
    }

    // Files that another replica took, or that were taken away, are never asked about again.
    private void ForgetGone(long now)
    {
        if (forgotAt != 0 && time.GetElapsedTime(forgotAt, now) < Forgotten)
        {
            return;
        }

        forgotAt = now;
        foreach (var path in looks.Keys.Where(path => FileFacts.Of(path) is null).ToList())
        {
            looks.Remove(path);
        }
    }
}
