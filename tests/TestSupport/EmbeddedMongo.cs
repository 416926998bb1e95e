using System.Globalization;
using NewsPlatform.TestSupport.Servers;

namespace NewsPlatform.TestSupport;

/// <summary>The embedded MongoDB of <c>deploy/embedded-mongo</c> on a free port, for tests that also kill it.</summary>
public sealed class EmbeddedMongo : IAsyncDisposable
{
    // A fresh machine installs node and fetches the engine first.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly TemporaryFolder? temporary;
    private readonly string directory;
    private ServerProcess server = null!;

    private EmbeddedMongo(string? directory)
    {
        temporary = directory is null ? new("news-mongo-") : null;
        this.directory = directory ?? temporary!.Path;
    }

    public int Port { get; private set; }

    /// <summary>The engine's own, also after a restart.</summary>
    public int ProcessId => server.ProcessId;

    public string ConnectionString => $"mongodb://127.0.0.1:{Port}";

    /// <param name="directory">Where the data lies and stays; a temporary folder, deleted at the end, when absent.</param>
    public static async Task<EmbeddedMongo> StartAsync(string? directory = null)
    {
        var mongo = new EmbeddedMongo(directory);
        await mongo.RunAsync();
        return mongo;
    }

    /// <summary>SIGKILL. <see cref="RestartAsync"/> brings it back.</summary>
    public Task KillAsync() => server.KillAsync();

    /// <summary>Starts it again on the same directory and port.</summary>
    public async Task RestartAsync()
    {
        await server.DisposeAsync();
        await RunAsync();
    }

    /// <summary>SIGSTOP: connections stay open and nothing is answered, as with a store that hangs.</summary>
    public void Pause() => server.Pause();

    public void Resume() => server.Resume();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        temporary?.Dispose();
    }

    private async Task RunAsync()
    {
        var portFile = Path.Combine(directory, "test.port");
        File.Delete(portFile);
        server = await ServerProcess.StartAsync(
            "deploy/embedded-mongo/start",
            ["--dir", directory, "--port", Port.ToString(CultureInfo.InvariantCulture), "--port-file", portFile],
            () => ServerProcess.ReadPort(portFile) is not null,
            Patience);
        Port = ServerProcess.ReadPort(portFile)!.Value;
    }
}
