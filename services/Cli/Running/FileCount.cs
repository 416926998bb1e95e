using NewsPlatform.Cli.Dropping;

namespace NewsPlatform.Cli.Running;

/// <summary>Counts the files of a folder that people put there: no receipts, no leases, nothing still on its way.</summary>
internal static class FileCount
{
    /// <summary>Counting ends here: a person asks for the state, and the names of a million files take seconds to read.</summary>
    public const int Most = 100_000;

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true };

    public static int In(string folder) => !Directory.Exists(folder)
        ? 0
        : Directory.EnumerateFiles(folder, "*", Everything)
            .Where(file => !file.EndsWith(".receipt.json", StringComparison.Ordinal) && !DropList.IsTemporary(Path.GetFileName(file)))
            .Take(Most)
            .Count();
}
