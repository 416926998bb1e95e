namespace NewsPlatform.Enrichment.Dictionaries;

/// <summary>The dictionaries are files embedded in this assembly: lines of fields between tabs, # before a comment.</summary>
internal static class DictionaryFile
{
    public static IEnumerable<string[]> Rows(string name)
    {
        using var reader = new StreamReader(Open(name));
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split('\t');
            }
        }
    }

    public static Stream Open(string name) =>
        typeof(DictionaryFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The dictionary {name} is not in the assembly.");
}
