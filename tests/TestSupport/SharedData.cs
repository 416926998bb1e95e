using Xunit.Abstractions;

namespace NewsPlatform.TestSupport;

/// <summary>The evaluation data beside the repository: <c>../shared/data</c>, or under <c>NEWS_SHARED</c>. Never committed.</summary>
public static class SharedData
{
    /// <summary>
    /// True when the named file or folder is there. Otherwise says loudly that the test proved nothing; the test then returns.
    /// </summary>
    public static bool TryFind(ITestOutputHelper output, string name, out string path)
    {
        var shared = Environment.GetEnvironmentVariable("NEWS_SHARED") is { Length: > 0 } given
            ? given
            : System.IO.Path.Combine(RepositoryRoot.Path, "..", "shared");
        path = System.IO.Path.GetFullPath(System.IO.Path.Combine(shared, "data", name));
        if (System.IO.Path.Exists(path))
        {
            return true;
        }

        Skipped(output, $"no {path}");
        return false;
    }

    /// <summary>Also to the console: a runner shows a passing test's own output to nobody.</summary>
    public static void Skipped(ITestOutputHelper output, string reason)
    {
        output.WriteLine($"SKIPPED: {reason}");
        Console.WriteLine($"SKIPPED: {reason}");
    }
}
