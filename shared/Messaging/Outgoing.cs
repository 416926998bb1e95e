using MassTransit;

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

    private readonly IBus bus;

    internal Outgoing(IBus bus) => this.bus = bus;

    /// <summary>
    /// Publishes one bundle; returns when the broker has confirmed it. The message is mandatory: a broker confirms a
    /// message that is routed to no queue as well, and it would be lost without a word.
    /// </summary>
    /// <exception cref="NobodyListensException">No queue takes this message yet: the service that reads it never ran here.</exception>
    public async Task PublishAsync<TBundle>(TBundle bundle, int articles, CancellationToken cancellationToken)
        where TBundle : class
    {
        try
        {
            await bus.Publish(
                bundle,
                context =>
                {
                    context.Mandatory = true;
                    context.Headers.Set(ArticlesHeader, articles);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (MessageReturnedException exception)
        {
            throw new NobodyListensException(typeof(TBundle).Name, exception);
        }
    }

    /// <summary>
    /// Sends one bundle back to a stage's queue, past all others that read this kind of message; returns when the broker has
    /// confirmed it.
    /// </summary>
    /// <param name="stageQueue">See <see cref="ErrorQueueReader.StageQueue"/>.</param>
    /// <param name="bundle">The message.</param>
    /// <param name="articles">How many are in it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task SendBackAsync<TBundle>(string stageQueue, TBundle bundle, int articles, CancellationToken cancellationToken)
        where TBundle : class
    {
        var endpoint = await bus.GetSendEndpoint(new Uri("queue:" + stageQueue)).ConfigureAwait(false);
        await endpoint.Send(bundle, context => context.Headers.Set(ArticlesHeader, articles), cancellationToken).ConfigureAwait(false);
    }

    internal async Task SendAloneAsync<TBundle>(Uri queue, TBundle bundle, int attempt, CancellationToken cancellationToken)
        where TBundle : class
    {
        var endpoint = await bus.GetSendEndpoint(queue).ConfigureAwait(false);
        await endpoint.Send(
            bundle,
            context =>
            {
                context.Headers.Set(ArticlesHeader, 1);
                context.Headers.Set(AloneHeader, attempt);
            },
            cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>A message was routed to no queue. It passes as soon as the service that reads it has started once.</summary>
public sealed class NobodyListensException : Exception
{
    public NobodyListensException()
    {
    }

    public NobodyListensException(string message)
        : base(message)
    {
    }

    public NobodyListensException(string messageName, Exception innerException)
        : base($"No queue takes {messageName} yet: start the service that reads it.", innerException)
    {
    }
}
