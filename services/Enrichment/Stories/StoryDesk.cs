using NewsPlatform.Contracts;

namespace NewsPlatform.Enrichment.Stories;

/// <summary>
/// This replica's stories, kept level with the log. Bundles take turns: the engine is one thread's, and a replica's log
/// entries are numbered without a hole.
/// </summary>
internal sealed partial class StoryDesk(
    IStoryLog log, IStoryBook book, EnrichmentMetrics metrics, TimeProvider time, ILogger<StoryDesk> logger, StoryRules? rules = null) : IDisposable
{
    private static readonly TimeSpan BetweenExpiries = TimeSpan.FromMinutes(10);

    // Replicas learn of an article at different moments, and their clocks differ.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(30);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly JoinModel model = JoinModel.Default;
    private readonly StoryRules rules = rules ?? StoryRules.Default;
    private StoryEngine engine = null!;
    private bool loaded;
    private DateTimeOffset expired;

    // What followed here from others' changes and is not in the log yet.
    private readonly List<StoryChange> following = [];

    public void Dispose() => turn.Dispose();

    /// <summary>
    /// Puts the articles of a bundle into stories. Asked again, here or on another replica, the answer is the story they are
    /// in by then.
    /// </summary>
    public async Task<IReadOnlyList<StoryMembership>> AssignAsync(IReadOnlyList<StoryArticle> articles, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await LoadAsync(cancellationToken);
            await log.WriteAsync(articles, [], cancellationToken);
            foreach (var entry in await log.CatchUpAsync(cancellationToken))
            {
                Take(entry);
            }

            // All are known before the first is decided; a bundle that comes again is known already.
            var now = time.GetUtcNow();
            foreach (var article in articles)
            {
                engine.Learn(article, now, mine: true);
            }

            var changes = new List<StoryChange>(following);
            var memberships = new Dictionary<string, StoryMembership>(StringComparer.Ordinal);
            foreach (var article in articles.OrderBy(article => article.At).ThenBy(article => article.ArticleId, StringComparer.Ordinal))
            {
                var outcome = engine.Decide(article.ArticleId);
                memberships[article.ArticleId] = outcome.Membership;
                changes.AddRange(outcome.Changes);
            }

            await log.WriteAsync([], changes, cancellationToken);
            following.Clear();
            await book.WriteAsync(Pages(articles, changes), cancellationToken);
            Tell(changes);
            await ExpireAsync(now, cancellationToken);

            // Later articles of the bundle may have joined or split what earlier ones were put into.
            return [.. articles.Select(article => memberships[article.ArticleId] with { StoryId = engine.Find(article.ArticleId)!.Id })];
        }
        catch
        {
            // The engine may be ahead of the log now. What is not in the log did not happen: read it again.
            loaded = false;
            following.Clear();
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (loaded)
        {
            return;
        }

        engine = new StoryEngine(model, rules);
        await foreach (var entry in log.ReadAsync(time.GetUtcNow() - rules.Memory, cancellationToken))
        {
            Take(entry);
        }

        loaded = true;
        expired = time.GetUtcNow();
        LogLoaded(engine.Articles, rules.Memory.TotalDays);
    }

    private void Take(LoggedStories entry)
    {
        foreach (var packed in entry.Articles)
        {
            engine.Learn(StoryCodec.Unpack(packed), entry.At, mine: false);
        }

        foreach (var change in entry.Changes)
        {
            if (engine.Apply(change) is { } followed)
            {
                following.Add(followed);
            }
        }
    }

    private async Task ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - expired >= BetweenExpiries)
        {
            expired = now;
            engine.ForgetBefore(now - rules.Memory);
        }

        // Under a great load the window is full long before its days are over: what has left it nobody asks for again.
        var left = engine.Oldest is { } oldest && engine.Articles >= rules.MostArticles ? oldest - Margin : now - rules.Memory;
        await log.RemoveBeforeAsync(left, cancellationToken);
    }

    private List<StoryPage> Pages(IReadOnlyList<StoryArticle> articles, List<StoryChange> changes)
    {
        var pages = new List<StoryPage>();
        foreach (var change in changes)
        {
            if (change.Kind == ChangeKind.Joined)
            {
                pages.Add(new StoryPage { StoryId = change.OtherStoryId!, JoinedInto = change.StoryId, Events = [EventOf(change, change.StoryId)] });
                pages.Add(new StoryPage { StoryId = change.StoryId, Events = [EventOf(change, change.OtherStoryId!)] });
            }
            else if (change.Kind == ChangeKind.Split)
            {
                pages.Add(new StoryPage { StoryId = change.StoryId, Events = [EventOf(change, change.OtherStoryId!)], Left = change.Moved });
                pages.Add(new StoryPage { StoryId = change.OtherStoryId!, Events = [EventOf(change, change.StoryId)] });
            }
        }

        // The articles of the bundle and those that moved, on the pages of the stories they are in now.
        var touched = articles.Select(article => article.ArticleId).Concat(changes.SelectMany(change => change.Moved)).Distinct(StringComparer.Ordinal)
            .Select(engine.Find).OfType<Story>().Distinct();
        foreach (var story in touched)
        {
            var representative = story.Representative(model, rules.Newest);
            pages.Add(new StoryPage
            {
                StoryId = story.Id,
                Headline = representative.Headline,
                HeadlineArticleId = representative.ArticleId,
                Timeline = [.. story.Members.Select(member => EntryOf(member))],
            });
        }

        return pages;
    }

    private static TimelineEntry EntryOf(StoryVector article) =>
        new() { ArticleId = article.ArticleId, At = article.At, Source = article.Source, Headline = article.Headline };

    private static StoryEvent EventOf(StoryChange change, string other) => new()
    {
        Kind = change.Kind == ChangeKind.Joined ? "joined" : "split",
        OtherStoryId = other,
        ArticleId = change.ArticleId,
        Moved = change.Moved,
        Score = change.Score,
        Reasons = change.Reasons,
    };

    private void Tell(List<StoryChange> changes)
    {
        foreach (var change in changes)
        {
            metrics.Story(change.Kind);
            if (change.Kind == ChangeKind.Joined)
            {
                LogJoined(change.OtherStoryId!, change.StoryId, change.ArticleId, change.Score);
            }
            else if (change.Kind == ChangeKind.Split)
            {
                LogSplit(change.OtherStoryId!, change.StoryId, change.Moved.Count, change.ArticleId);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Stories are loaded: {Articles} articles of the last {Days} days")]
    private partial void LogLoaded(int articles, double days);

    [LoggerMessage(Level = LogLevel.Information, Message = "Story {OtherStoryId} joined {StoryId} by article {ArticleId}, {Score:F2}")]
    private partial void LogJoined(string otherStoryId, string storyId, string articleId, double score);

    [LoggerMessage(Level = LogLevel.Information, Message = "Story {OtherStoryId} split from {StoryId} with {Articles} articles by article {ArticleId}")]
    private partial void LogSplit(string otherStoryId, string storyId, int articles, string articleId);
}
