using System.Net;
using System.Net.Sockets;
using NewsPlatform.Cli.Processes;

namespace NewsPlatform.Cli.Tests;

public sealed class Free_ports
{
    [Fact]
    public void The_port_of_the_last_run_is_taken_again()
    {
        var port = FreePorts.Find(wanted: null, taken: []);

        Assert.Equal(port, FreePorts.Find(port, taken: []));
    }

    [Fact]
    public void A_port_somebody_listens_on_is_not_given_out()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var busy = ((IPEndPoint)listener.LocalEndpoint).Port;

        Assert.False(FreePorts.IsFree(busy));
        Assert.NotEqual(busy, FreePorts.Find(busy, taken: []));
    }

    [Fact]
    public void A_port_that_another_process_is_about_to_take_is_not_given_out()
    {
        var promised = FreePorts.Find(wanted: null, taken: []);

        Assert.NotEqual(promised, FreePorts.Find(promised, taken: [promised]));
    }

    [Fact]
    public void Ports_lie_below_those_of_outgoing_connections() =>
        Assert.All(Enumerable.Range(0, 50).Select(_ => FreePorts.Find(wanted: null, taken: [])), port => Assert.InRange(port, 20000, 31999));
}
