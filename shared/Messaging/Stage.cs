namespace NewsPlatform.Messaging;

/// <summary>What the bus must know of a stage to handle its bundles: one constant beside each consumer.</summary>
public sealed record Stage<TMessage, TArticle>
    where TMessage : class
{
    /// <summary>The service's name in lower case, as it stands in queue names and journeys.</summary>
    public required string Service { get; init; }

    /// <summary>What the stage does to an article, as a verb: the name of its spans.</summary>
    public required string Operation { get; init; }

    public required Func<TMessage, IReadOnlyList<TArticle>> Articles { get; init; }

    /// <summary>A message with this one article.</summary>
    public required Func<TArticle, TMessage> Alone { get; init; }

    public required Func<TArticle, string> ArticleId { get; init; }

    /// <summary>W3C <c>traceparent</c> of the article's last span.</summary>
    public required Func<TArticle, string?> TraceParent { get; init; }
}
