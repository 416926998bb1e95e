namespace NewsPlatform.Cli.Running;

/// <summary>Where things lie. Everything a run leaves behind is in <c>.news</c>, but the desk's three folders.</summary>
internal sealed class Places(string root, string ownFolder)
{
    public string Root { get; } = root;

    public string News => Path.Combine(Root, ".news");

    public string State => Path.Combine(News, "run.json");

    public string Lock => Path.Combine(News, "run.lock");

    public string Logs => Path.Combine(News, "logs");

    public string Mongo => Path.Combine(News, "mongo");

    public string RabbitMq => Path.Combine(News, "rabbitmq");

    /// <summary>Keys that sign the web console's cookies: a restart signs nobody out.</summary>
    public string ConsoleKeys => Path.Combine(News, "webconsole-keys");

    public string TestResults => Path.Combine(News, "test-results");

    public string Seeds => Path.Combine(Root, "seeds");

    /// <summary>Copies of builds, one folder each; services run from these, never from what the next build overwrites.</summary>
    public string Builds => Path.Combine(News, "bin");

    /// <summary>The build this command is part of; services it starts are of the same one.</summary>
    public string Build => IsCopy ? Path.GetFileName(Path.GetDirectoryName(Own)!) : "artifacts";

    private string Own { get; } = Path.TrimEndingDirectorySeparator(ownFolder);

    // .news/bin/<build>/Cli, or artifacts/bin/Cli/<configuration>.
    private bool IsCopy => Path.GetFileName(Own) == "Cli";

    /// <summary>Looks upwards from the running command for the folder that holds the solution.</summary>
    public static Places Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NewsPlatform.sln")))
            {
                return new Places(folder.FullName, AppContext.BaseDirectory);
            }
        }

        throw new NewsException($"No NewsPlatform.sln above {AppContext.BaseDirectory}: run ./news of a complete copy of the repository.");
    }

    /// <summary>The executable of a project, in the build this command is part of.</summary>
    public string Executable(string project)
    {
        var file = $"NewsPlatform.{project}.dll";
        return IsCopy
            ? Path.Combine(Path.GetDirectoryName(Own)!, project, file)
            : Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Own)!)!, project, Path.GetFileName(Own), file);
    }

    /// <summary>The executable of a project that no run keeps a copy of: tests and benchmarks.</summary>
    public string Built(string project) => Path.Combine(Root, "artifacts", "bin", project, "release", $"NewsPlatform.{project}.dll");

    public string Log(string name, int replica) => Path.Combine(Logs, $"{name}-{replica}.log");

    public string Script(string store) => Path.Combine(Root, "deploy", store, "start");
}
