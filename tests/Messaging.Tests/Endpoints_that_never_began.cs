using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Messaging.Tests;

/// <summary>
/// A first start that ends in a cancellation ends without any event, and no broker can be made to do that at will: the bus
/// and its endpoint are stand-ins here.
/// </summary>
public sealed class Endpoints_that_never_began
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task One_that_does_not_get_ready_is_started_anew_and_one_that_is_ready_is_left_alone()
    {
        var (stuck, ready) = (new Endpoint("stuck"), new Endpoint("ready"));
        var bus = StandIn.Make<IBusControl>(call => call.Name == nameof(IBusControl.CheckHealth)
            ? BusHealthResult.Unhealthy("starting", new InvalidOperationException("not started"), new Dictionary<string, EndpointHealthResult>
            {
                ["stuck"] = stuck.Starts == 0 ? EndpointHealthResult.Unhealthy(stuck.Face, "not started", null) : EndpointHealthResult.Healthy(stuck.Face, "ready"),
                ["ready"] = EndpointHealthResult.Healthy(ready.Face, "ready"),
            })
            : null);
        var instance = StandIn.Make<IBusInstance>(call => call.Name switch
        {
            "get_InstanceType" => typeof(IBus),
            "get_BusControl" => bus,
            _ => null,
        });
        await using var services = new ServiceCollection().AddSingleton(instance).BuildServiceProvider();
        using var watch = new EndpointWatch(services, TimeProvider.System, NullLogger<EndpointWatch>.Instance);

        await watch.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync("it is started anew", () => stuck.Starts > 0, TimeSpan.FromSeconds(60));
        await watch.StopAsync(CancellationToken.None);

        Assert.Equal((1, 1), (stuck.Stops, stuck.Starts));
        Assert.Equal((0, 0), (ready.Stops, ready.Starts));
    }

    private sealed class Endpoint
    {
        private int starts;
        private int stops;

        public Endpoint(string queue) => Face = StandIn.Make<IReceiveEndpoint>(call =>
        {
            switch (call.Name)
            {
                case "get_InputAddress":
                    return new Uri($"rabbitmq://127.0.0.1/{queue}");
                case nameof(IReceiveEndpoint.Stop):
                    Interlocked.Increment(ref stops);
                    return Task.CompletedTask;
                case nameof(IReceiveEndpoint.Start):
                    Interlocked.Increment(ref starts);
                    return null;
                default:
                    return null;
            }
        });

        public IReceiveEndpoint Face { get; }

        public int Starts => Volatile.Read(ref starts);

        public int Stops => Volatile.Read(ref stops);
    }
}
