using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using NewsPlatform.TestSupport.Servers;

namespace NewsPlatform.TestSupport;

/// <summary>A RabbitMQ of <c>deploy/rabbitmq</c> on free ports, for tests that also kill it.</summary>
public sealed class RabbitMq : IAsyncDisposable
{
    public const string User = "test";

    // It guards nothing: the broker listens on loopback and lives as long as the tests.
    public const string Password = "test";

    // A fresh machine installs the broker and Erlang first.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly TemporaryFolder? temporary;
    private readonly string directory;
    private int port;
    private int managementPort;
    private ServerProcess server = null!;

    private readonly TimeSpan? ackTimeout;

    private RabbitMq(string? directory, TimeSpan? ackTimeout)
    {
        this.ackTimeout = ackTimeout;
        temporary = directory is null ? new("news-rabbit-") : null;
        this.directory = directory ?? temporary!.Path;
    }

    /// <summary>amqp, with user and password, on the virtual host "/".</summary>
    public Uri Uri => new($"amqp://{User}:{Password}@127.0.0.1:{port}");

    /// <summary>The management pages and API, without user and password.</summary>
    public Uri ManagementUri => new($"http://127.0.0.1:{managementPort}");

    /// <summary>The broker's own, also after a restart.</summary>
    public int ProcessId => server.ProcessId;

    /// <param name="directory">Where its data lies and stays; a temporary folder, deleted at the end, when absent.</param>
    /// <param name="ackTimeout">How long a delivery may stay unacknowledged, in whole seconds; RabbitMQ's 30 minutes when absent.</param>
    public static async Task<RabbitMq> StartAsync(string? directory = null, TimeSpan? ackTimeout = null)
    {
        var broker = new RabbitMq(directory, ackTimeout);
        await broker.RunAsync();
        return broker;
    }

    /// <summary>A client of the management API that is already signed in; the caller disposes it.</summary>
    public HttpClient Management()
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
        var client = new HttpClient { BaseAddress = ManagementUri };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        return client;
    }

    /// <summary>Makes a virtual host and gives its address: queues outlive what declared them, so each test takes its own.</summary>
    public async Task<Uri> MakeVirtualHostAsync(string name)
    {
        using var management = Management();
        using var made = await management.PutAsync(new Uri($"api/vhosts/{name}", UriKind.Relative), null);
        made.EnsureSuccessStatusCode();
        using var allowed = await management.PutAsJsonAsync($"api/permissions/{name}/{User}", new { configure = ".*", write = ".*", read = ".*" });
        allowed.EnsureSuccessStatusCode();
        return new Uri(Uri, name);
    }

    /// <summary>
    /// Waits until the broker would still know these quorum queues after a kill. It saves their names half a second after the
    /// last one was made and confirms messages before that (deploy/rabbitmq/README.md): await this between declaring and killing.
    /// </summary>
    public Task QueuesAreSavedAsync(params string[] queues)
    {
        var names = Path.Combine(directory, "data", "rabbit@localhost", "quorum", "rabbit@localhost", "names.dets");
        return Eventually.TrueAsync($"the broker has saved the names of {string.Join(", ", queues)}", () =>
        {
            using var file = new FileStream(names, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var saved = new byte[file.Length];
            file.ReadExactly(saved);
            return queues.All(queue => saved.AsSpan().IndexOf(Encoding.UTF8.GetBytes("_" + queue)) >= 0);
        });
    }

    /// <summary>SIGKILL. <see cref="RestartAsync"/> brings it back.</summary>
    public Task KillAsync() => server.KillAsync();

    /// <summary>Starts it again on the same directory and ports.</summary>
    public async Task RestartAsync()
    {
        await server.DisposeAsync();
        await RunAsync();
    }

    /// <summary>SIGSTOP: connections stay open and nothing is answered.</summary>
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
            "deploy/rabbitmq/start",
            [
                "--dir", directory, "--port", Text(port), "--management-port", Text(managementPort), "--port-file", portFile,
                .. ackTimeout is { } longest ? new[] { "--ack-timeout", Text((int)longest.TotalSeconds) } : [],
            ],
            () => File.Exists(portFile),
            Patience,
            new Dictionary<string, string> { ["NEWS_RABBIT_USER"] = User, ["NEWS_RABBIT_PASSWORD"] = Password });
        var ports = await File.ReadAllLinesAsync(portFile);
        (port, managementPort) = (Number(ports[0]), Number(ports[1]));

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }
}
