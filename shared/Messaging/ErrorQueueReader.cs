using System.Globalization;
using MassTransit;

namespace NewsPlatform.Messaging;

/// <summary>A message as it lay in an error queue.</summary>
public sealed record ParkedMessage
{
    /// <summary>The stage's queue it was on its way through.</summary>
    public required string Queue { get; init; }

    /// <summary>As it was sent: the bus's envelope around the message.</summary>
    public required byte[] Body { get; init; }

    /// <summary>Why: the exception's words, or what the broker says.</summary>
    public required string Reason { get; init; }

    public string? ExceptionType { get; init; }

    public string? StackTrace { get; init; }

    /// <summary>Where it happened: host and process.</summary>
    public string? Replica { get; init; }

    /// <summary>Whether the bus told a fault when it parked the message; the broker, giving up a message that kills its process, tells nobody.</summary>
    public required bool FaultWasTold { get; init; }
}

/// <summary>Keeps what lay in an error queue where people can look at it.</summary>
public interface IParkedMessages
{
    /// <summary>The message leaves its queue when this returns. Whatever it throws leaves it there, to be handed over again.</summary>
    Task KeepAsync(ParkedMessage message, CancellationToken cancellationToken);
}

/// <summary>
/// Reads the error queues of the named stages. A stage's queue NAME has NAME_error (tried and failed, or given up by the
/// broker) and NAME_skipped (understood by nobody). A service that registers one reads them through its own bus and hands
/// everything to its <see cref="IParkedMessages"/>.
/// </summary>
/// <remarks>
/// Taken out and not looked at in place: a look is a delivery that comes back, and after as many of them as its limit allows
/// a quorum queue drops the message. Messages are taken as bytes: what nobody can read must be kept as well.
/// </remarks>
/// <param name="StageQueues">See <see cref="StageQueue"/>.</param>
public sealed record ErrorQueueReader(IReadOnlyList<string> StageQueues)
{
    private const string Errors = "_error";
    private const string Skipped = "_skipped";
    private const int PrefetchCount = 8;

    // Of MassTransit and of RabbitMQ, as they stand on parked messages.
    private const string FaultMessage = "MT-Fault-Message";
    private const string FaultType = "MT-Fault-ExceptionType";
    private const string FaultStack = "MT-Fault-StackTrace";
    private const string HostMachine = "MT-Host-MachineName";
    private const string HostProcess = "MT-Host-ProcessId";
    private const string DeathReason = "x-first-death-reason";

    /// <summary>The queue of a service's consumer, by the same rule as <see cref="MessagingHosting.AddStage{TConsumer}"/>.</summary>
    /// <param name="service">Its name in lower case.</param>
    /// <param name="message">The message's type name.</param>
    public static string StageQueue(string service, string message) => $"{service}-{KebabCaseEndpointNameFormatter.Instance.SanitizeName(message)}";

    internal void Configure<TEndpoint>(IBusFactoryConfigurator<TEndpoint> bus, IParkedMessages kept)
        where TEndpoint : IReceiveEndpointConfigurator
    {
        foreach (var stage in StageQueues)
        {
            foreach (var suffix in new[] { Errors, Skipped })
            {
                bus.ReceiveEndpoint(stage + suffix, endpoint =>
                {
                    endpoint.ConfigureConsumeTopology = false;
                    endpoint.PrefetchCount = PrefetchCount;
                    if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
                    {
                        // As the stage itself declares them: whoever comes first makes the queue.
                        rabbit.SetQuorumQueue();
                        rabbit.SetQueueArgument("x-dead-letter-exchange", stage + Errors);
                    }

                    // The pipe ends here, before anything is deserialised.
                    endpoint.ConfigureReceive(pipe => pipe.UseFilter(new Keep(context => kept.KeepAsync(Read(stage, suffix, context), context.CancellationToken))));
                });
            }
        }
    }

    private static ParkedMessage Read(string stage, string suffix, ReceiveContext context)
    {
        var headers = context.TransportHeaders;
        var told = Text(headers, FaultMessage);
        var reason = told
            ?? (suffix == Skipped ? "No consumer of this queue understands the message."
                : Text(headers, DeathReason) is { } death ? $"The broker gave it up ({death.Replace('_', ' ')}): it was delivered again and again, and whoever took it ended."
                : "No reason was given.");
        return new()
        {
            Queue = stage,
            Body = context.Body.GetBytes(),
            Reason = reason,
            ExceptionType = Text(headers, FaultType),
            StackTrace = Text(headers, FaultStack),
            Replica = Text(headers, HostMachine) is { } machine ? $"{machine}:{Text(headers, HostProcess)}" : null,
            FaultWasTold = told is not null,
        };
    }

    private static string? Text(Headers headers, string name) => headers.TryGetHeader(name, out var value) switch
    {
        false => null,
        _ when value is byte[] bytes => System.Text.Encoding.UTF8.GetString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private sealed class Keep(Func<ReceiveContext, Task> keep) : IFilter<ReceiveContext>
    {
        public Task Send(ReceiveContext context, IPipe<ReceiveContext> next) => keep(context);

        public void Probe(ProbeContext context)
        {
        }
    }
}
