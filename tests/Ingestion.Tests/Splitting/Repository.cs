namespace NewsPlatform.Ingestion.Tests.Splitting;

/// <summary>Finds the root of the repository from wherever the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Seed(string name) => Path.Combine(Root, "seeds", name);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NewsPlatform.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No NewsPlatform.sln above the tests.");
    }
}
