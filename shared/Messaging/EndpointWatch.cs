using System.Collections.Concurrent;
using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NewsPlatform.Messaging;

/// <summary>Starts an endpoint anew that has left its queue and does not come back by itself.</summary>
/// <remarks>
/// MassTransit 8.4.0 ends an endpoint's loop for good, with no more than a word in the debug log, when a try to reconnect
/// ends in a cancellation: its own, or the client's when a declaration is not answered within 20 s (ReceiveTransport.Run;
/// mended in 8.5.2). It ends it as well at an exception that is not on its list. Where it does go on, it pauses up to half a
/// minute between two tries, and one that is started anew tries at once. What ends before it was ready for the first time ends
/// without any word, so the bus is asked, too.
/// </remarks>
internal sealed partial class EndpointWatch(IServiceProvider services, TimeProvider time, ILogger<EndpointWatch> logger)
    : BackgroundService, IReceiveEndpointObserver
{
    // A broker that starts answers slowly, and who is always interrupted never gets there: the patience doubles.
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Uri, IReceiveEndpoint> known = new();
    private readonly ConcurrentDictionary<Uri, Absence> absent = new();
    private readonly Dictionary<Uri, long> notReady = [];

    /// <param name="Endpoint">Who does not read its queue.</param>
    /// <param name="Since">Since when, or since it was last started anew; a timestamp of <see cref="TimeProvider"/>.</param>
    /// <param name="Patience">How long it may stay away before it is started anew.</param>
    private sealed record Absence(IReceiveEndpoint Endpoint, long Since, TimeSpan Patience);

    public Task Ready(ReceiveEndpointReady ready)
    {
        known[ready.InputAddress] = ready.ReceiveEndpoint;
        absent.TryRemove(ready.InputAddress, out _);
        return Task.CompletedTask;
    }

    /// <summary>The connection that all endpoints read from has ended, and they may not have been told.</summary>
    public void ConnectionEnded()
    {
        foreach (var (address, endpoint) in known)
        {
            absent.TryAdd(address, new(endpoint, time.GetTimestamp(), FirstPatience));
        }
    }

    public Task Completed(ReceiveEndpointCompleted completed) => Missed(completed.InputAddress, completed.ReceiveEndpoint);

    public Task Faulted(ReceiveEndpointFaulted faulted) => Missed(faulted.InputAddress, faulted.ReceiveEndpoint);

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The bus is made with its observers, this one among them.
        var bus = services.GetServices<IBusInstance>().Single(bus => bus.InstanceType == typeof(IBus));
        using var timer = new PeriodicTimer(BetweenLooks, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                Look(bus.BusControl.CheckHealth().Endpoints.Values);
                await Task.WhenAll(absent
                    .Where(one => time.GetElapsedTime(one.Value.Since) > one.Value.Patience)
                    .Select(one => StartAnewAsync(one.Key, one.Value, stoppingToken))).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private void Look(IEnumerable<EndpointHealthResult> endpoints)
    {
        foreach (var endpoint in endpoints)
        {
            var now = time.GetTimestamp();
            if (endpoint.Status == BusHealthStatus.Healthy)
            {
                notReady.Remove(endpoint.InputAddress);
            }
            else if (!notReady.TryAdd(endpoint.InputAddress, now) && time.GetElapsedTime(notReady[endpoint.InputAddress]) > FirstPatience)
            {
                absent.TryAdd(endpoint.InputAddress, new(endpoint.ReceiveEndpoint, now, FirstPatience));
            }
        }
    }

    private Task Missed(Uri address, IReceiveEndpoint endpoint)
    {
        absent.TryAdd(address, new(endpoint, time.GetTimestamp(), FirstPatience));
        return Task.CompletedTask;
    }

    private async Task StartAnewAsync(Uri address, Absence absence, CancellationToken cancellationToken)
    {
        var queue = address.Segments[^1];
        LogStartsAnew(queue, time.GetElapsedTime(absence.Since).TotalSeconds);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestStop);
        try
        {
            await absence.Endpoint.Stop(limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);

            // Before the start: whoever is back at once takes its entry out.
            absent[address] = absence with { Since = time.GetTimestamp(), Patience = Longer(absence.Patience) };
            absence.Endpoint.Start(CancellationToken.None);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            absent[address] = absence with { Since = time.GetTimestamp(), Patience = Longer(absence.Patience) };
            LogNotStarted(exception, queue);
        }
    }

    private static TimeSpan Longer(TimeSpan patience) => patience * 2 < LongestPatience ? patience * 2 : LongestPatience;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Queue} was not read for {Seconds:0} s: its endpoint is started anew")]
    private partial void LogStartsAnew(string queue, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The endpoint of {Queue} could not be started anew; it is tried again, and a restart of this service does the same")]
    private partial void LogNotStarted(Exception exception, string queue);
}
