using System.Net.Sockets;
using System.Threading.Channels;
using MassTransit;
using NewsPlatform.Messaging.Heartbeats;
using RabbitMQ.Client.Exceptions;

namespace NewsPlatform.Messaging;

/// <summary>
/// Everything a service says to the others. On RabbitMQ it has a connection of its own: a broker under a memory or disk
/// alarm stops reading from connections that publish, and acknowledgements must not stand in that queue.
/// </summary>
public sealed class Outgoing
{
    /// <summary>Header with the number of articles in a bundle: depth and rates are shown in articles, not in messages.</summary>
    public const string ArticlesHeader = "news-articles";

    /// <summary>Header with the number of times an article was set aside from its bundle to be tried alone.</summary>
    public const string AloneHeader = "news-alone";

    // Under a broker's alarm nothing is confirmed for minutes, and each further try is one more copy when the alarm ends.
    private static readonly TimeSpan LongestConfirm = TimeSpan.FromSeconds(20);

    private readonly IBus bus;
    private readonly StageWatch stages;

    internal Outgoing(IBus bus, StageWatch stages)
    {
        this.bus = bus;
        this.stages = stages;
    }

    /// <summary>
    /// Publishes one bundle; returns when the broker has confirmed it. The message is mandatory: a broker confirms a
    /// message that is routed to no queue as well, and it would be lost without a word.
    /// </summary>
    /// <exception cref="NobodyListensException">No queue takes this message yet: the service that reads it never ran here.</exception>
    /// <exception cref="NotPublishedException">The broker is away, or refused: its queue is full.</exception>
    public async Task PublishAsync<TBundle>(TBundle bundle, int articles, CancellationToken cancellationToken)
        where TBundle : class
    {
        await ConfirmedAsync(typeof(TBundle).Name, token => bus.Publish(
            bundle,
            context =>
            {
                context.Mandatory = true;
                context.Headers.Set(ArticlesHeader, articles);
            },
            token), cancellationToken).ConfigureAwait(false);
        stages.Published(typeof(TBundle).Name, articles);
    }

    /// <summary>
    /// Sends one bundle back to a stage's queue, past all others that read this kind of message; returns when the broker has
    /// confirmed it.
    /// </summary>
    /// <remarks>
    /// By the exchange that stands before each queue and bears its name: an address of the queue itself would declare it
    /// anew, as a plain queue, and the broker refuses that.
    /// </remarks>
    /// <exception cref="NobodyListensException">There is no such queue: the service that reads it never ran here.</exception>
    /// <exception cref="NotPublishedException">The broker is away, or refused: its queue is full.</exception>
    /// <param name="stageQueue">See <see cref="ErrorQueueReader.StageQueue"/>.</param>
    /// <param name="bundle">The message.</param>
    /// <param name="articles">How many are in it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task SendBackAsync<TBundle>(string stageQueue, TBundle bundle, int articles, CancellationToken cancellationToken)
        where TBundle : class
    {
        var endpoint = await bus.GetSendEndpoint(new Uri("exchange:" + stageQueue)).ConfigureAwait(false);
        await ConfirmedAsync(typeof(TBundle).Name, token => endpoint.Send(
            bundle,
            context =>
            {
                if (context.TryGetPayload(out RabbitMqSendContext? sent))
                {
                    sent.Mandatory = true;
                }

                context.Headers.Set(ArticlesHeader, articles);
            },
            token), cancellationToken).ConfigureAwait(false);
        stages.Sent(stageQueue, articles);
    }

    /// <summary>Tells whoever listens, and nobody if nobody does: not kept, not tried again.</summary>
    internal Task TellAsync<TWord>(TWord word, TimeSpan lifetime, CancellationToken cancellationToken)
        where TWord : class =>
        bus.Publish(
            word,
            context =>
            {
                context.Durable = false;
                context.TimeToLive = lifetime;
            },
            cancellationToken);

    internal async Task SendAloneAsync<TBundle>(Uri queue, TBundle bundle, int attempt, CancellationToken cancellationToken)
        where TBundle : class
    {
        var endpoint = await bus.GetSendEndpoint(queue).ConfigureAwait(false);
        await ConfirmedAsync(typeof(TBundle).Name, token => endpoint.Send(
            bundle,
            context =>
            {
                context.Headers.Set(ArticlesHeader, 1);
                context.Headers.Set(AloneHeader, attempt);
            },
            token), cancellationToken).ConfigureAwait(false);
        stages.Sent(queue.Segments[^1], 1);
    }

    // What the broker refuses or never confirms is no fault of the articles in it: without this they would be tried a few
    // times and set aside, one by one, because a queue was full for a minute. The client may wait for ever for the confirm
    // of what was on its way when the broker was killed (rabbitmq-dotnet-client, issue 1930), and whoever waits with it
    // keeps its whole queue from being read again. What is sent twice for that is known by its id.
    private static async Task ConfirmedAsync(string message, Func<CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestConfirm);
        try
        {
            await send(patience.Token).WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NotPublishedException(message, new TimeoutException($"it was not confirmed within {LongestConfirm.TotalSeconds} s", exception));
        }
        catch (MessageReturnedException exception)
        {
            throw new NobodyListensException(message, exception);
        }
        catch (Exception exception) when (IsBrokers(exception))
        {
            throw new NotPublishedException(message, exception);
        }
    }

    // A channel that dies in the middle of a declaration is told by whatever of it was disposed first, one that dies in the middle
    // of a write by the queue before its socket.
    internal static bool IsBrokers(Exception exception) =>
        exception is ConnectionException or TransportException or TransportUnavailableException or RabbitMQClientException or BrokerUnreachableException
            or IOException or SocketException or ObjectDisposedException or ChannelClosedException
        || (exception.InnerException is { } inner && IsBrokers(inner));
}
