using System.Globalization;
using System.Net.Http.Json;
using Xunit;

namespace NewsPlatform.TestSupport;

/// <summary>
/// A fresh virtual host for one test class (<c>IClassFixture&lt;RabbitMqFixture&gt;</c>) on one broker shared by the whole test
/// run. Tests that kill their broker start a <see cref="RabbitMq"/> of their own.
/// </summary>
public sealed class RabbitMqFixture : IAsyncLifetime
{
    // Nobody disposes it: xunit 2 knows no end of a run. It stops when this process ends.
    private static readonly Lazy<Task<RabbitMq>> Shared = new(RabbitMq.StartAsync);
    private static int hosts;

    public string VirtualHost { get; } = "test" + Interlocked.Increment(ref hosts).ToString(CultureInfo.InvariantCulture);

    /// <summary>amqp, with user, password and virtual host.</summary>
    public Uri Uri { get; private set; } = null!;

    public Uri ManagementUri { get; private set; } = null!;

    /// <summary>The management API, signed in.</summary>
    public HttpClient Management { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var broker = await Shared.Value;
        Uri = new Uri(broker.Uri, VirtualHost);
        ManagementUri = broker.ManagementUri;
        Management = broker.Management();
        await MakeAsync(VirtualHost);
    }

    /// <summary>One more virtual host, for a test that must find no queue of another. The broker ends with the test run.</summary>
    public async Task<(string Name, Uri Uri)> NewVirtualHostAsync()
    {
        var name = "test" + Interlocked.Increment(ref hosts).ToString(CultureInfo.InvariantCulture);
        await MakeAsync(name);
        return (name, new Uri(Uri, name));
    }

    public async Task DisposeAsync()
    {
        using var gone = await Management.DeleteAsync(new Uri($"api/vhosts/{VirtualHost}", UriKind.Relative));
        gone.EnsureSuccessStatusCode();
        Management.Dispose();
    }

    private async Task MakeAsync(string name)
    {
        using var made = await Management.PutAsync(new Uri($"api/vhosts/{name}", UriKind.Relative), null);
        made.EnsureSuccessStatusCode();
        using var allowed = await Management.PutAsJsonAsync(
            $"api/permissions/{name}/{RabbitMq.User}", new { configure = ".*", write = ".*", read = ".*" });
        allowed.EnsureSuccessStatusCode();
    }
}
