namespace NewsPlatform.Contracts;

/// <summary>
/// What these articles would be under the rules of now; nothing has changed by it, and nothing follows from it. Deduplication
/// tells Storage, which asked by sending them once more and compares. Since the third release.
/// </summary>
public sealed record ArticlesJudged
{
    public required IReadOnlyList<JudgedArticle> Articles { get; init; }
}

/// <summary>One article of the bundle.</summary>
public sealed record JudgedArticle
{
    public required string ArticleId { get; init; }

    /// <summary>The replay it was judged for.</summary>
    public required string Replay { get; init; }

    /// <summary>The verdict under the rules of now; none where <see cref="Unjudged"/> says why.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>One of <see cref="Contracts.Unjudged"/>.</summary>
    public string? Unjudged { get; init; }

    /// <summary>The articles that have a text in common with it under the rules of now: its copies, and those it has a pair with.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];

    /// <summary>
    /// Whether a word on two articles says the same as the verdict, see <see cref="VerdictOverruled"/>: it is new, or repeats
    /// an article that came before it.
    /// </summary>
    public bool IsSayable { get; init; }

    public required Journey Journey { get; init; }
}

/// <summary>Why an article was not judged again.</summary>
public static class Unjudged
{
    /// <summary>It has left the window: what it would be compared with is not there.</summary>
    public const string LeftWindow = "left-window";

    /// <summary>The article that the stored verdict names has left the window.</summary>
    public const string KeptLeftWindow = "kept-left-window";

    /// <summary>More articles hang together with it than are looked at for one verdict.</summary>
    public const string Crowded = "crowded";

    /// <summary>
    /// A person's word stands on it that was not known where it was judged, because one of the two articles has left the window
    /// or the word is fresh. Storage says so, which has the word with the verdict.
    /// </summary>
    public const string Overruled = "overruled";
}
