using System.IO.Enumeration;

namespace NewsPlatform.Cli.Dropping;

/// <summary>Which files a person means by the names they typed.</summary>
internal static class DropList
{
    /// <summary>
    /// Names that the inbox leaves alone, since they mean "still on its way": the defaults of Ingestion's
    /// <c>TemporaryNames</c>. A test holds the two together.
    /// </summary>
    internal static readonly string[] TemporaryNames =
        ["*.tmp", "*.temp", "*.part", "*.partial", "*.filepart", "*.crdownload", "*.download", "*.swp", "*~", "~*", ".*"];

    /// <summary>Files in the order given; of a folder all files below it, under the folder's name, which becomes their source.</summary>
    /// <param name="paths">Relative to the current folder.</param>
    /// <param name="leftOut">Files of a folder that the inbox would leave alone.</param>
    public static List<DropItem> Expand(IEnumerable<string> paths, out int leftOut)
    {
        var items = new List<DropItem>();
        leftOut = 0;
        foreach (var path in paths)
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            if (!Directory.Exists(full))
            {
                items.Add(new DropItem(full, Path.GetFileName(full)) { Failure = Refusal(full) });
                continue;
            }

            var below = Directory.EnumerateFiles(full, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
                .Order(StringComparer.Ordinal);
            foreach (var file in below)
            {
                var name = Path.GetRelativePath(full, file);
                if (Array.Exists(name.Split(Path.DirectorySeparatorChar), IsTemporary))
                {
                    leftOut++;
                }
                else
                {
                    items.Add(new DropItem(file, Path.Combine(Path.GetFileName(full), name)));
                }
            }
        }

        return items;
    }

    private static string? Refusal(string file) =>
        !File.Exists(file) ? "there is no such file"
        : IsTemporary(Path.GetFileName(file)) ? "the inbox leaves names like this alone, since they mean that the file is still on its way: rename it"
        : null;

    internal static bool IsTemporary(string name) => Array.Exists(TemporaryNames, pattern => FileSystemName.MatchesSimpleExpression(pattern, name));
}
