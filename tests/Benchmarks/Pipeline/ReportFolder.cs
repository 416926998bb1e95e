using NewsPlatform.TestSupport;

namespace NewsPlatform.Benchmarks.Pipeline;

internal static class ReportFolder
{
    /// <summary>Beside everything else that a run leaves behind.</summary>
    public static string Default => RepositoryRoot.File(".news", "bench");
}
