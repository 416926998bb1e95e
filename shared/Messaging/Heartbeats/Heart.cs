using System.Globalization;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NewsPlatform.Messaging.Heartbeats;

/// <summary>Tells every second that this replica is alive, and how it is.</summary>
internal sealed partial class Heart(
    string service,
    Outgoing outgoing,
    StageWatch stages,
    MeterTotals meters,
    IServiceProvider services,
    IOptions<MessagingOptions> options,
    TimeProvider time,
    ILogger<Heart> logger) : BackgroundService
{
    // A heartbeat that is heard later than this says nothing about now.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    // While the broker is away a publish waits for it; the next beat says more.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan BetweenChecks = TimeSpan.FromSeconds(2);

    // Whoever watches a service come back wants to see it at once.
    private static readonly TimeSpan BetweenChecksOfTrouble = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(5);

    private readonly DateTimeOffset startedAt = time.GetUtcNow();
    private volatile Findings findings = new(ReplicaHealth.NotReady, [new("start", ReplicaHealth.NotReady, "it has just started")]);
    private long number;

    private sealed record Findings(string Health, IReadOnlyList<HealthNote> Notes);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await BeatAsync(leaving: true, cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var checking = CheckAsync(stoppingToken);
        using var timer = new PeriodicTimer(options.Value.Heartbeat, time);
        try
        {
            do
            {
                await BeatAsync(leaving: false, stoppingToken).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await checking.ConfigureAwait(false);
        }
    }

    private async Task BeatAsync(bool leaving, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await outgoing.TellAsync(Now(leaving), Lifetime, limit.Token).ConfigureAwait(false);
        }
        catch (Exception unheard) when (!cancellationToken.IsCancellationRequested)
        {
            // Said once more in a second anyway, by then with newer figures: no try is worth repeating.
            LogUnheard(unheard);
        }
    }

    private ReplicaBeat Now(bool leaving)
    {
        var totals = meters.Totals();
        var now = findings;
        return new()
        {
            Service = service,
            Version = Replica.Current.Version,
            Replica = Replica.Current.Name,
            Host = Environment.MachineName,
            ProcessId = Environment.ProcessId,
            StartedAt = startedAt,
            At = time.GetUtcNow(),
            Number = Interlocked.Increment(ref number),
            IntervalSeconds = options.Value.Heartbeat.TotalSeconds,
            Health = now.Health,
            Notes = now.Notes,
            Stages = stages.Now(totals),
            Totals = totals,
            Distributions = meters.Distributions(),
            Leaving = leaving,
        };
    }

    // Beside the beats: a store that does not answer keeps a check waiting, and must not stop the heart.
    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<HealthCheckService>() is not { } health)
        {
            return;
        }

        using var timer = new PeriodicTimer(BetweenChecks, time);
        try
        {
            do
            {
                findings = await LookAsync(health, cancellationToken).ConfigureAwait(false);
                timer.Period = findings.Health == ReplicaHealth.Ready ? BetweenChecks : BetweenChecksOfTrouble;
            }
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private static async Task<Findings> LookAsync(HealthCheckService health, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestCheck);
        try
        {
            var report = await health.CheckHealthAsync(check => check.Tags.Contains("ready"), limit.Token).ConfigureAwait(false);
            return new(
                Word(report.Status),
                [
                    .. report.Entries
                        .Where(entry => entry.Value.Status != HealthStatus.Healthy)
                        .Select(entry => new HealthNote(entry.Key, Word(entry.Value.Status), entry.Value.Description ?? entry.Value.Exception?.Message)),
                ]);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(
                ReplicaHealth.NotReady,
                [new("health", ReplicaHealth.NotReady, string.Create(CultureInfo.InvariantCulture, $"its checks give no answer within {LongestCheck.TotalSeconds:0} s"))]);
        }
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => ReplicaHealth.Ready,
        HealthStatus.Degraded => ReplicaHealth.Degraded,
        _ => ReplicaHealth.NotReady,
    };

    [LoggerMessage(Level = LogLevel.Debug, Message = "A heartbeat was not told")]
    private partial void LogUnheard(Exception exception);
}

/// <summary>How heartbeats are heard on this service's bus, where somebody wants to.</summary>
internal static class Hearing
{
    public static void Configure<TEndpoint>(IBusFactoryConfigurator<TEndpoint> bus, IServiceProvider services)
        where TEndpoint : IReceiveEndpointConfigurator
    {
        if (services.GetService<IReplicaBeats>() is not { } listener)
        {
            return;
        }

        bus.ReceiveEndpoint(new TemporaryEndpointDefinition("heartbeats", concurrentMessageLimit: 1, prefetchCount: 64), endpointNameFormatter: null, endpoint =>
        {
            if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
            {
                // Of this connection alone: it goes with it, whatever becomes of the process, and comes back with the next.
                rabbit.Durable = false;
                rabbit.AutoDelete = true;
                rabbit.Exclusive = true;
            }

            endpoint.Handler<ReplicaBeat>(context =>
            {
                listener.Hear(context.Message);
                return Task.CompletedTask;
            });
        });
    }
}
