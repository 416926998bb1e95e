namespace NewsPlatform.Messaging;

/// <summary>The broker did not take a message: it is away, or its queue is full. It passes, and nothing is wrong with the message.</summary>
public class NotPublishedException : Exception
{
    public NotPublishedException()
    {
    }

    public NotPublishedException(string message)
        : base(message)
    {
    }

    public NotPublishedException(string messageName, Exception innerException)
        : base($"The broker did not take {messageName}: {innerException?.Message}", innerException)
    {
    }

    protected NotPublishedException(Exception innerException, string sentence)
        : base(sentence, innerException)
    {
    }
}

/// <summary>A message was routed to no queue. It passes as soon as the service that reads it has started once.</summary>
public sealed class NobodyListensException : NotPublishedException
{
    public NobodyListensException()
    {
    }

    public NobodyListensException(string message)
        : base(message)
    {
    }

    public NobodyListensException(string messageName, Exception innerException)
        : base(innerException, $"No queue takes {messageName} yet: start the service that reads it.")
    {
    }
}
