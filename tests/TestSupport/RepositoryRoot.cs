namespace NewsPlatform.TestSupport;

/// <summary>The folder that holds NewsPlatform.sln, found upwards from the test assembly.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find();

    public static string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(System.IO.Path.Combine(folder.FullName, "NewsPlatform.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No NewsPlatform.sln above {AppContext.BaseDirectory}");
    }
}
