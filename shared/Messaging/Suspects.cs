namespace NewsPlatform.Messaging;

/// <summary>
/// Remembers, across processes and replicas, on which article a stage works: one that ends every process is known by the
/// work on it that began and never ended. Asked only about articles that came back, so that nobody else pays for it.
/// </summary>
public interface ISuspects
{
    /// <summary>How long an article stays suspect. One that is parked stays so: it may come once more, if the process ends for
    /// another one before that is acknowledged. A person who sends it again later finds it forgotten.</summary>
    static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    /// <summary>Work on an article begins; returns when that is kept for good.</summary>
    /// <param name="article">The stage's service, a slash, the article's id.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>How often work on it began before and never ended.</returns>
    Task<int> BeginAsync(string article, CancellationToken cancellationToken);

    /// <summary>The work has ended, well or not.</summary>
    Task EndAsync(string article, CancellationToken cancellationToken);
}
