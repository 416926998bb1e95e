using System.Globalization;
using System.Text;
using NewsPlatform.Cli.Running;

namespace NewsPlatform.Cli.Processes;

/// <summary>
/// Processes that this folder's <c>up</c> started and its run file has lost: they carry its mark in their environment.
/// Nothing without the mark is touched.
/// </summary>
internal static class Strays
{
    public static List<RunningProcess> Of(Places places, IReadOnlyCollection<RunningProcess> known)
    {
        var mark = $"{Detached.Mark}={places.News}";
        var strays = new List<RunningProcess>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid)
                || pid == Environment.ProcessId
                || known.Any(process => process.Identity.Pid == pid)
                || !Strings(folder, "environ").Contains(mark, StringComparer.Ordinal)
                || Name(Strings(folder, "cmdline")) is not { } name
                || ProcessIdentity.Of(pid) is not { } identity)
            {
                continue;
            }

            strays.Add(new RunningProcess
            {
                Name = name,
                Replica = pid,
                Identity = identity,
                Port = 0,
                Log = places.Log(name, 1),
                StartedAt = default,
                Settings = "",
                Build = "",
            });
        }

        return strays;
    }

    // What a store starts beside itself ends with it, and has none of these in its command line.
    private static string? Name(string[] commandLine)
    {
        if (Array.Exists(commandLine, word => word.EndsWith("/embedded-mongo/server.mjs", StringComparison.Ordinal)))
        {
            return Parts.Mongo;
        }

        if (commandLine is [var program, ..] && program.Contains("beam", StringComparison.Ordinal))
        {
            return Parts.RabbitMq;
        }

        var project = Array.Find(commandLine, word => Path.GetFileName(word) is ['N', ..] file && file.StartsWith("NewsPlatform.", StringComparison.Ordinal));
        return project is null ? null
            : Path.GetFileNameWithoutExtension(project) == "NewsPlatform.Standalone" ? Parts.Standalone
            : Parts.Distributed.FirstOrDefault(part => Path.GetFileNameWithoutExtension(project) == "NewsPlatform." + part.Project).Name;
    }

    private static string[] Strings(string folder, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, file))).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception others) when (others is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
