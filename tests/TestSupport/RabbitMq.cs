using System.Globalization;
using System.Net.Http.Headers;
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

    private readonly TemporaryFolder temporary = new("news-rabbit-");
    private int port;
    private int managementPort;
    private ServerProcess server = null!;

    private RabbitMq()
    {
    }

    /// <summary>amqp, with user and password, on the virtual host "/".</summary>
    public Uri Uri => new($"amqp://{User}:{Password}@127.0.0.1:{port}");

    /// <summary>The management pages and API, without user and password.</summary>
    public Uri ManagementUri => new($"http://127.0.0.1:{managementPort}");

    public static async Task<RabbitMq> StartAsync()
    {
        var broker = new RabbitMq();
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

    /// <summary>
    /// Waits until the broker would still know these quorum queues after a kill. It saves their names half a second after the
    /// last one was made and confirms messages before that (deploy/rabbitmq/README.md): await this between declaring and killing.
    /// </summary>
    public Task QueuesAreSavedAsync(params string[] queues)
    {
        var names = Path.Combine(temporary.Path, "data", "rabbit@localhost", "quorum", "rabbit@localhost", "names.dets");
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
        temporary.Dispose();
    }

    private async Task RunAsync()
    {
        var portFile = Path.Combine(temporary.Path, "test.port");
        File.Delete(portFile);
        server = await ServerProcess.StartAsync(
            "deploy/rabbitmq/start",
            ["--dir", temporary.Path, "--port", Text(port), "--management-port", Text(managementPort), "--port-file", portFile],
            () => File.Exists(portFile),
            Patience,
            new Dictionary<string, string> { ["NEWS_RABBIT_USER"] = User, ["NEWS_RABBIT_PASSWORD"] = Password });
        var ports = await File.ReadAllLinesAsync(portFile);
        (port, managementPort) = (Number(ports[0]), Number(ports[1]));

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }
}
