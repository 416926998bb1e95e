using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client.Exceptions;

namespace NewsPlatform.Messaging;

/// <summary>
/// Lets a delivery end whose channel broke while it was worked on. Its acknowledgement has nowhere to go; the broker
/// delivers it again.
/// </summary>
/// <remarks>
/// MassTransit 8.4.0 answers that exception by closing the channel from within the delivery (RabbitMqBasicConsumer, its issue
/// 6001, mended in 8.5.0). RabbitMQ.Client 7 closes a channel only when all its deliveries have ended, so that waits for
/// itself; the end of the connection waits with it and is never told, and the bus goes on with a dead connection until its
/// process ends. Found by killing the broker under load: in four runs of five a queue was never read again. What an observer
/// throws takes the place of the exception, and MassTransit only logs it.
/// </remarks>
internal sealed class LostDeliveries : IReceiveObserver
{
    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public async Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        if (exception is not (OperationInterruptedException or EndOfStreamException))
        {
            return;
        }

        // Another channel broke: this one lives, and would hold the delivery for ever.
        if (context is RabbitMqBasicConsumeContext delivery && context.TryGetPayload(out ChannelContext? channel) && channel.Channel.IsOpen)
        {
            await channel.BasicNack(delivery.DeliveryTag, multiple: false, requeue: true).ConfigureAwait(false);
        }

        throw new LostDeliveryException(exception);
    }
}

/// <summary>A delivery ended without its acknowledgement, and comes again.</summary>
internal sealed class LostDeliveryException : Exception
{
    public LostDeliveryException()
    {
    }

    public LostDeliveryException(string message)
        : base(message)
    {
    }

    public LostDeliveryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public LostDeliveryException(Exception innerException)
        : base("The connection to the broker broke while this was worked on; it is delivered again.", innerException)
    {
    }
}
