using System.Diagnostics;

namespace NewsPlatform.TestSupport.Servers;

/// <summary>
/// A server's folder that is gone after the tests however they end: a runner ends its process without waiting for clean-up, so a
/// shell beside it waits for that end (its standard input closes), then for the server's (its lock comes free), and deletes.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Sweep = """cat >/dev/null; flock -w 30 "$1/start.lock" true 2>/dev/null; rm -rf "$1" """;
    private readonly Process sweeper;

    public TemporaryFolder(string prefix)
    {
        Path = Directory.CreateTempSubdirectory(prefix).FullName;
        sweeper = Process.Start(new ProcessStartInfo("sh", ["-c", Sweep, "sweeper", Path]) { RedirectStandardInput = true })!;
    }

    public string Path { get; }

    /// <summary>Once the server has ended.</summary>
    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
        sweeper.StandardInput.Close();
        sweeper.Dispose();
    }
}
