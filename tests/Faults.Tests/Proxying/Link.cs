using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;

namespace NewsPlatform.Faults.Tests.Proxying;

/// <summary>One connection through a proxy: two sockets and the frames between them.</summary>
internal sealed class Link(TcpProxy proxy, Socket client, IFraming framing) : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private readonly Socket server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public async Task RunAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        try
        {
            client.NoDelay = true;
            await server.ConnectAsync(address, cancellationToken);
            await Task.WhenAny(
                PassAsync(client, server, Direction.ToServer, cancellationToken),
                PassAsync(server, client, Direction.ToClient, cancellationToken));
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            // A connection that breaks is what this is for.
        }

        Dispose();
    }

    /// <summary>Both ends see a reset.</summary>
    public void Dispose()
    {
        foreach (var socket in new[] { client, server })
        {
            try
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }
            catch (Exception broken) when (IsBroken(broken))
            {
                // Gone already.
            }

            socket.Dispose();
        }
    }

    private async Task PassAsync(Socket from, Socket to, Direction direction, CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(new NetworkStream(from), new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken);
                var bytes = read.Buffer;
                while (framing.TryTake(direction, ref bytes, out var frame, out var word))
                {
                    await WaitAsync(frame.Length, cancellationToken);
                    var passage = proxy.Watch?.Invoke(new Passing(direction, word)) ?? Passage.Forward;
                    if (passage == Passage.Cut)
                    {
                        Dispose();
                        return;
                    }

                    foreach (var part in frame)
                    {
                        await to.SendAsync(part, cancellationToken);
                    }

                    if (passage == Passage.ForwardThenCut)
                    {
                        Dispose();
                        return;
                    }
                }

                reader.AdvanceTo(bytes.Start, bytes.End);
                if (read.IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            // As above.
        }
    }

    private async Task WaitAsync(long bytes, CancellationToken cancellationToken)
    {
        var thin = proxy.BytesPerSecond > 0 ? TimeSpan.FromSeconds((double)bytes / proxy.BytesPerSecond) : TimeSpan.Zero;
        if (proxy.Delay + thin > TimeSpan.Zero)
        {
            await Task.Delay(proxy.Delay + thin, cancellationToken);
        }

        while (proxy.Silent)
        {
            await Task.Delay(Glance, cancellationToken);
        }
    }

    private static bool IsBroken(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException;
}
