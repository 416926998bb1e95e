using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace NewsPlatform.Cli.Processes;

/// <summary>Ports on 127.0.0.1 that nobody listens on.</summary>
internal static class FreePorts
{
    // Below 32768, where Linux begins to hand out ports for outgoing connections: one of those may take a port between
    // this look and the service's start.
    private const int First = 20000;
    private const int Last = 31999;

    /// <param name="wanted">The port of the last run, taken again when it is free: addresses that people noted stay good.</param>
    /// <param name="taken">Ports given to processes that do not listen yet.</param>
    public static int Find(int? wanted, IReadOnlyCollection<int> taken)
    {
        if (wanted is { } known && !taken.Contains(known) && IsFree(known))
        {
            return known;
        }

        // Nearly all of the range is free on any machine, so a few tries do.
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last + 1);
            if (!taken.Contains(port) && IsFree(port))
            {
                return port;
            }
        }

        throw new NewsException($"No free port between {First} and {Last} on 127.0.0.1.");
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
