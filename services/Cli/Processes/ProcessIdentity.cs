using System.Globalization;

namespace NewsPlatform.Cli.Processes;

/// <summary>
/// One process for ever: the number alone is given to another process some day, so it is told apart by its start, in
/// clock ticks since the boot named beside it.
/// </summary>
internal readonly record struct ProcessIdentity(int Pid, ulong StartTicks, string Boot)
{
    private const string BootFile = "/proc/sys/kernel/random/boot_id";

    public bool IsAlive => Of(Pid) == this;

    /// <returns>Null when no such process runs; one that has ended and waits for its parent to notice does not run.</returns>
    public static ProcessIdentity? Of(int pid)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            return Parse(stat) is (not ('Z' or 'X'), var ticks) ? new(pid, ticks, File.ReadAllText(BootFile).Trim()) : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>State and start time from <c>/proc/PID/stat</c> (proc(5), fields 3 and 22).</summary>
    internal static (char State, ulong StartTicks) Parse(string stat)
    {
        // The name stands in parentheses and may hold spaces and parentheses itself: count from the last one.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (fields[0][0], ulong.Parse(fields[19], CultureInfo.InvariantCulture));
    }
}
