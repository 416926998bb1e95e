using NewsPlatform.TestSupport;

namespace NewsPlatform.Deploy.Tests;

/// <summary>Programs that some machines have: on the search path, or where <c>./news test</c> unpacked them.</summary>
internal static class Tools
{
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Append(RepositoryRoot.File(".news", "cache", "promtool"))
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
