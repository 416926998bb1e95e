using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.RabbitMqTransport.Configuration;
using MassTransit.Transports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NewsPlatform.Messaging;

/// <summary>Lets go of a connection to the broker that has ended without a word, so that the bus makes a new one.</summary>
/// <remarks>
/// The bus keeps its connection until the client tells its end. RabbitMQ.Client 7.1.2 tells it to one listener after the
/// other, the channels among them, and a channel waits there for the lock of its confirms; where somebody holds that lock who
/// never lets go, the bus is never told. What it makes of the dead connection fails from then on, and it swallows those
/// failures (SupervisorExtensions.CreateAgentPipe), until the process ends. Found by killing the broker under load: in one run
/// of ten a service published nothing any more. What fails in a pipe of our own is not swallowed, and takes the connection with it.
/// </remarks>
internal sealed partial class ConnectionWatch(IEnumerable<IBusInstance> buses, EndpointWatch endpoints, TimeProvider time, ILogger<ConnectionWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    // Where a connection is just being made the look waits for it. It must not be cancelled: that would end the making.
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(buses.Where(bus => bus.HostConfiguration is IRabbitMqHostConfiguration).Select(bus => WatchAsync(bus, stoppingToken)));

    private async Task WatchAsync(IBusInstance bus, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenLooks, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await LookAsync(bus, (IRabbitMqHostConfiguration)bus.HostConfiguration, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task LookAsync(IBusInstance bus, IRabbitMqHostConfiguration host, CancellationToken stoppingToken)
    {
        try
        {
            await host.ConnectionContextSupervisor.Send(new OpenOnly(), CancellationToken.None).WaitAsync(LongestLook, time, stoppingToken).ConfigureAwait(false);
        }
        catch (DeadConnectionException)
        {
            LogLetGo(host.Settings.ClientProvidedName);
            if (bus.InstanceType == typeof(IBus))
            {
                endpoints.ConnectionEnded();
            }
        }
        catch (Exception) when (!stoppingToken.IsCancellationRequested)
        {
            // There is no connection, or it is not made yet: whoever needs it says so.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The connection \"{Connection}\" had ended and nobody was told; a new one is made")]
    private partial void LogLetGo(string connection);

    private sealed class OpenOnly : IPipe<ConnectionContext>
    {
        public Task Send(ConnectionContext context) => context.Connection.IsOpen ? Task.CompletedTask : throw new DeadConnectionException();

        public void Probe(ProbeContext context) => context.CreateScope("openOnly");
    }

    private sealed class DeadConnectionException() : Exception("The connection has ended.");
}
