namespace NewsPlatform.Contracts;

/// <summary>
/// A person said of two articles that one repeats the other, or that it does not, whatever the verdict says. Nothing has
/// followed from it yet. Storage, where people read verdicts, tells Deduplication, which keeps the pair as labelled data and
/// tells what the articles are now. Since the second release.
/// </summary>
public sealed record VerdictOverruled
{
    /// <summary>The article whose verdict the person looked at.</summary>
    public required string ArticleId { get; init; }

    /// <summary>The article it is, or is not, a repeat of; mostly the verdict's kept article.</summary>
    public required string OtherId { get; init; }

    /// <summary>True for "is a repeat", false for "is not".</summary>
    public required bool IsRepeat { get; init; }

    /// <summary>Who said it.</summary>
    public required string By { get; init; }

    /// <summary>When; of two words on one pair the later one holds.</summary>
    public required DateTimeOffset At { get; init; }

    public string? Reason { get; init; }

    public Journey? Journey { get; init; }

    /// <summary>
    /// With "is a repeat": the article it was a repeat of until now, and is not. Both are followed as one, so that the article
    /// is nothing in between. Since the third release.
    /// </summary>
    public string? InsteadOf { get; init; }

    /// <summary>
    /// The replay that was promoted by this: the rules of now say so, and nobody looked at the pair. It is followed as any
    /// word, and is no labelled data. Since the third release.
    /// </summary>
    public string? Replay { get; init; }
}
