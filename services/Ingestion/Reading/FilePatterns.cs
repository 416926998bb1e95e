namespace NewsPlatform.Ingestion.Reading;

/// <summary>From what a person types to the files meant.</summary>
internal static class FilePatterns
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.System,
        // A link to a folder above would have no end.
        MaxRecursionDepth = 64,
    };

    /// <summary>The files, lazily. Empty when there are none.</summary>
    public static IEnumerable<string> Files(string pattern)
    {
        if (File.Exists(pattern))
        {
            return [pattern];
        }

        if (Directory.Exists(pattern))
        {
            return Directory.EnumerateFiles(pattern, "*", Everything).Order(StringComparer.Ordinal);
        }

        var wild = pattern.IndexOfAny(['*', '?']);
        if (wild < 0)
        {
            return [];
        }

        var slash = pattern.LastIndexOf('/', wild);
        var folder = slash < 0 ? "." : slash == 0 ? "/" : pattern[..slash];
        var rest = pattern[(slash + 1)..];
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", Everything)
                .Where(file => Matches(Path.GetRelativePath(folder, file).Split('/'), rest.Split('/')))
                .Select(file => slash < 0 ? Path.GetRelativePath(folder, file) : file)
                .Order(StringComparer.Ordinal)
            : [];
    }

    private static bool Matches(ReadOnlySpan<string> path, ReadOnlySpan<string> pattern)
    {
        while (true)
        {
            if (pattern.IsEmpty)
            {
                return path.IsEmpty;
            }

            if (pattern[0] == "**")
            {
                for (var skip = 0; skip <= path.Length; skip++)
                {
                    if (Matches(path[skip..], pattern[1..]))
                    {
                        return true;
                    }
                }

                return false;
            }

            if (path.IsEmpty || !System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern[0], path[0], ignoreCase: false))
            {
                return false;
            }

            path = path[1..];
            pattern = pattern[1..];
        }
    }
}
