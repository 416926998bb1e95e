namespace NewsPlatform.Messaging;

/// <summary>
/// This article cannot succeed, however often it is tried: the bus does not retry it, and it waits in the error queue
/// with this reason. Anything else that a stage throws may pass and is tried again.
/// </summary>
public sealed class UnprocessableArticleException : Exception
{
    public UnprocessableArticleException()
    {
    }

    public UnprocessableArticleException(string reason)
        : base(reason)
    {
    }

    public UnprocessableArticleException(string reason, Exception innerException)
        : base(reason, innerException)
    {
    }
}
