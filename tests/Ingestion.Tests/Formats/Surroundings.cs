namespace NewsPlatform.Ingestion.Tests.Formats;

/// <summary>Where the tests find the seeds, and the larger data that is not part of the tree.</summary>
internal static class Surroundings
{
    public static string Root { get; } = FindRoot();

    public static string Seeds { get; } = Path.Combine(Root, "seeds");

    /// <summary>The folder with the larger data, or null where there is none: such a test says so and returns.</summary>
    public static string? Data { get; } = FindData();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NewsPlatform.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("NewsPlatform.sln is in no folder above the tests.");
    }

    private static string? FindData()
    {
        var given = Environment.GetEnvironmentVariable("NEWS_SHARED");
        var shared = given ?? Path.Combine(Root, "..", "shared");
        var data = Path.GetFullPath(Path.Combine(shared, "data"));
        return Directory.Exists(data) ? data : null;
    }
}
