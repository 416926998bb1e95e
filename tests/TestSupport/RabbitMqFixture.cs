using System.Globalization;
using Xunit;

namespace NewsPlatform.TestSupport;

/// <summary>
/// A fresh virtual host for one test class (<c>IClassFixture&lt;RabbitMqFixture&gt;</c>) on one broker shared by the whole test
/// run. Tests that kill their broker start a <see cref="RabbitMq"/> of their own.
/// </summary>
public sealed class RabbitMqFixture : IAsyncLifetime
{
    // Nobody disposes it: xunit 2 knows no end of a run. It stops when this process ends.
    private static readonly Lazy<Task<RabbitMq>> Shared = new(() => RabbitMq.StartAsync());
    private static int hosts;

    private RabbitMq shared = null!;

    public string VirtualHost { get; } = "test" + Interlocked.Increment(ref hosts).ToString(CultureInfo.InvariantCulture);

    /// <summary>amqp, with user, password and virtual host.</summary>
    public Uri Uri { get; private set; } = null!;

    public Uri ManagementUri { get; private set; } = null!;

    /// <summary>The management API, signed in.</summary>
    public HttpClient Management { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var broker = await Shared.Value;
        ManagementUri = broker.ManagementUri;
        Management = broker.Management();
        shared = broker;
        Uri = await broker.MakeVirtualHostAsync(VirtualHost);
    }

    /// <summary>One more virtual host, for a test that must find no queue of another. The broker ends with the test run.</summary>
    public async Task<(string Name, Uri Uri)> NewVirtualHostAsync()
    {
        var name = "test" + Interlocked.Increment(ref hosts).ToString(CultureInfo.InvariantCulture);
        return (name, await shared.MakeVirtualHostAsync(name));
    }

    public async Task DisposeAsync()
    {
        using var gone = await Management.DeleteAsync(new Uri($"api/vhosts/{VirtualHost}", UriKind.Relative));
        gone.EnsureSuccessStatusCode();
        Management.Dispose();
    }
}
