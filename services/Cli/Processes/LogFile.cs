using System.Globalization;
using System.Text;

namespace NewsPlatform.Cli.Processes;

/// <summary>What a process wrote: <c>name-1.log</c>, and of its earlier runs <c>name-1.log.1</c> (the last) to <c>.5</c>.</summary>
internal static class LogFile
{
    internal const int Kept = 5;

    /// <summary>Makes room for a new run; the oldest run's log goes.</summary>
    public static void Rotate(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            return;
        }

        for (var age = Kept - 1; age >= 1; age--)
        {
            if (File.Exists(Aged(path, age)))
            {
                File.Move(Aged(path, age), Aged(path, age + 1), overwrite: true);
            }
        }

        File.Move(path, Aged(path, 1), overwrite: true);
    }

    /// <summary>The last lines, read from the end: a log may be large.</summary>
    public static IReadOnlyList<string> Tail(string path, int lines)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        // 400 bytes a line is generous for these logs; a longer line is shown from its middle on.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var start = Math.Max(0, stream.Length - (lines * 400L) - 4096);
        stream.Seek(start, SeekOrigin.Begin);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var all = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return all.Length <= lines ? all : all[^lines..];
    }

    private static string Aged(string path, int age) => string.Create(CultureInfo.InvariantCulture, $"{path}.{age}");
}
