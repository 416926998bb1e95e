namespace NewsPlatform.LabelledData;

/// <summary>The folder of the public sets: <c>../shared/data</c> beside a repository, or under <c>NEWS_SHARED</c>.</summary>
public static class SharedFolder
{
    /// <summary>Where it lies, or nothing when this machine does not have it.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("NEWS_SHARED") is { Length: > 0 } given)
        {
            return Path.Combine(given, "data");
        }

        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder?.Parent is not null; folder = folder.Parent)
            {
                var data = Path.Combine(folder.Parent.FullName, "shared", "data");
                if (Directory.Exists(Path.Combine(data, "dedup")))
                {
                    return data;
                }
            }
        }

        return null;
    }
}
