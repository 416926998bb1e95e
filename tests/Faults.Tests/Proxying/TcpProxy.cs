using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace NewsPlatform.Faults.Tests.Proxying;

/// <summary>
/// A network between a service and a server, on loopback: it can be slow, thin, silent or cut, and it sees the frames that
/// pass, so that an attack can be placed between any two of them.
/// </summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Link, Task> links = new();
    private readonly CancellationTokenSource end = new();
    private readonly IPEndPoint server;
    private readonly Func<IFraming> framing;
    private readonly Task accepting;

    public TcpProxy(int port, Func<IFraming> framing)
    {
        server = new IPEndPoint(IPAddress.Loopback, port);
        this.framing = framing;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Asked about each frame before it goes on; any frame may come, from any connection, at any time.</summary>
    public Func<Passing, Passage>? Watch { get; set; }

    /// <summary>How long each frame is held.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How much passes, in bytes a second and direction; 0 is without bound.</summary>
    public int BytesPerSecond { get; set; }

    /// <summary>Half-open: connections stand and nothing passes.</summary>
    public bool Silent { get; set; }

    /// <summary>New connections are closed at once.</summary>
    public bool Refusing { get; set; }

    /// <summary>Resets all connections.</summary>
    /// <returns>How many there were.</returns>
    public int CutAll()
    {
        var cut = links.Keys.ToList();
        cut.ForEach(link => link.Dispose());
        return cut.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        CutAll();
        await accepting;
        await Task.WhenAll(links.Values);
        listener.Dispose();
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!end.IsCancellationRequested)
            {
                var client = await listener.AcceptSocketAsync(end.Token);
                if (Refusing)
                {
                    client.Dispose();
                    continue;
                }

                var link = new Link(this, client, framing());
                links[link] = RunAsync(link);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy ends.
        }
    }

    private async Task RunAsync(Link link)
    {
        // Into the table first, out of it last.
        await Task.Yield();
        await link.RunAsync(server, end.Token);
        links.TryRemove(link, out _);
    }
}
