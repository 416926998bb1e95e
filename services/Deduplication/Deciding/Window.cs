using Microsoft.Extensions.Options;
using NewsPlatform.Contracts;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Deduplication.Log;

namespace NewsPlatform.Deduplication.Deciding;

/// <summary>
/// This replica's memory of the window, kept level with the log. Batches take turns: the index is one thread's, and a
/// replica's log entries are numbered without a hole.
/// </summary>
/// <remarks>
/// What is told of an article may be overtaken by what others find at the same time. So what is told is logged with the
/// pairs it was read from, and whoever reads it and knows more tells the article again; so does a replica that learns
/// after its own telling. When all have read all, the last thing told of every article is what it is.
/// </remarks>
internal sealed partial class Window(
    FingerprintLog log, TextClaims claims, Labels labels, IOptions<DeduplicationOptions> options, TimeProvider time, ILogger<Window> logger) : IDisposable
{
    // More batches than one replica works on at the same time.
    private const int AtOnce = 128;
    private const string ClaimedText = "claimed-text";
    private static readonly TimeSpan BetweenExpiries = TimeSpan.FromMinutes(10);

    // How long ago something may have been told that nobody had the time to compare.
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly DetectionIndex index = new(new DetectionOptions { SpillDirectory = options.Value.SpillFolder });

    // What changed for earlier articles and is not announced yet: a batch whose announcement fails is decided again, and
    // finds nothing changed the second time.
    private readonly Dictionary<string, Decision> corrections = new(StringComparer.Ordinal);

    // What this replica has told, or is telling, since it last read what others found.
    private readonly List<Announcement> telling = [];
    private bool loaded;
    private DateTimeOffset expired;

    public void Dispose()
    {
        turn.Dispose();
        index.Dispose();
    }

    /// <summary>
    /// Decides a batch: writes its fingerprints, reads what others wrote, compares. Deciding an article again, here or on
    /// another replica, says the same.
    /// </summary>
    public async Task<Announcement> DecideAsync(IReadOnlyList<Fingerprint> articles, CancellationToken cancellationToken)
    {
        using var mine = await TurnAsync(cancellationToken);

        // Write, then claim, then read: whoever owns a text that is claimed here is in the log by now.
        await log.WriteAsync(articles.Select(FingerprintCodec.Pack), [], [], cancellationToken);
        var owners = await claims.ClaimAsync([.. articles.Select(article => (KeyOf(article), article.ArticleId))], cancellationToken);
        await CatchUpAsync(cancellationToken);

        // All are known before the first is decided: they may repeat each other. Who is known already was delivered before, to
        // a replica that may have died when it had told a part of what followed.
        var again = new HashSet<string>(StringComparer.Ordinal);
        foreach (var article in articles)
        {
            if (index.Contains(article.ArticleId))
            {
                again.Add(article.ArticleId);
            }

            index.Add(article);
        }

        var decisions = new List<Decision>(articles.Count);
        foreach (var (article, owner) in articles.Zip(owners))
        {
            var decision = index.Decide(article);
            foreach (var changed in decision.Changed)
            {
                corrections[changed.Standing.ArticleId] = changed;
            }

            if (again.Contains(article.ArticleId))
            {
                index.Neighbours(article.Order, decision.Relations).Where(other => index.StandingOf(other).Kind != RepeatKind.New).ToList().ForEach(Correct);
            }

            decisions.Add(decision.Standing.GoesOn && owner != article.ArticleId && !index.Contains(owner) ? Old(decision, owner) : decision);
        }

        // Later articles of a batch may have changed what earlier ones are: the last word is read when all are decided.
        for (var i = 0; i < decisions.Count; i++)
        {
            corrections.Remove(decisions[i].Standing.ArticleId);
            if (decisions[i].Standing.Rule != ClaimedText && !IsSame(index.StandingOf(articles[i].Order), decisions[i].Standing))
            {
                decisions[i] = index.Decide(articles[i]) with { Relations = decisions[i].Relations };
            }
        }

        return Announce(decisions, decisions.SelectMany(decision => decision.Relations));
    }

    /// <summary>
    /// Follows what a person said: keeps it as labelled data, and says what the two articles, and whoever hangs on them, are
    /// by it. Following it again, here or on another replica, says the same.
    /// </summary>
    public async Task<Announcement> OverruleAsync(Overruling word, CancellationToken cancellationToken)
    {
        using var mine = await TurnAsync(cancellationToken);
        await CatchUpAsync(cancellationToken);
        if (!word.IsReplayed)
        {
            await labels.KeepAsync(word, index.Find(word.ArticleId) is { } article ? index.StandingOf(article) : null, cancellationToken);
        }

        // Both pairs before anything is told, and logged together: the article is nothing in between.
        var apart = word.InsteadOf is { } former ? index.Overrule(word.ArticleId, former, isRepeat: false, word.At, word.Rule) : null;
        var said = index.Overrule(word.ArticleId, word.OtherId, word.IsRepeat, word.At, word.Rule);
        foreach (var changed in new[] { apart, said }.SelectMany(overruled => overruled?.Changed ?? []))
        {
            corrections[changed.Standing.ArticleId] = changed;
        }

        if (said is null)
        {
            corrections[word.ArticleId] = Alone(word);
        }

        return Announce([], new[] { apart, said }.OfType<(Relation Pair, IReadOnlyList<Decision>)>().Select(overruled => overruled.Pair));
    }

    /// <summary>
    /// Says what an article would be under the rules of now, and changes nothing by it: nothing is logged, claimed or told.
    /// A turn for each article alone: fresh ones wait behind one of them, and not behind a bundle.
    /// </summary>
    public async Task<Rejudgement> JudgeAsync(Fingerprint article, string? storedKept, CancellationToken cancellationToken)
    {
        var owner = await claims.OwnerAsync(KeyOf(article), cancellationToken);
        using var mine = await TurnAsync(cancellationToken);
        await CatchUpAsync(cancellationToken);

        // The store's moments end at the millisecond; the order of articles does not.
        return index.Find(article.ArticleId) is not { } order ? Rejudgement.None(Unjudged.LeftWindow)
            : SecondLook.Of(index, article with { Order = order }) is not { } judged ? Rejudgement.None(Unjudged.Crowded)
            : owner is not null && judged.Standing.GoesOn && owner != article.ArticleId && !index.Contains(owner) ? Rejudgement.ClaimedBy(owner, Claimed(judged.Standing, owner))
            : storedKept is not null && !index.Knows(storedKept) ? Rejudgement.None(Unjudged.KeptLeftWindow)
            : Rejudgement.Of(judged);
    }

    /// <summary>Reads what others wrote, and says what is to be told again because of it.</summary>
    public async Task<Announcement> SweepAsync(CancellationToken cancellationToken)
    {
        using var mine = await TurnAsync(cancellationToken);
        await CatchUpAsync(cancellationToken);
        return Announce([], []);
    }

    /// <summary>
    /// It is announced: its pairs may be logged, its corrections forgotten. Not earlier: a replica that dies before its
    /// announcement must find the same changes again, and it finds them because the pairs are not in the log.
    /// </summary>
    public async Task AnnouncedAsync(Announcement announcement, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (announcement.Pairs.Count > 0 || announcement.Told.Count > 0)
            {
                await log.WriteAsync([], announcement.Pairs, announcement.Told.Select(LoggedVerdict.Of), cancellationToken);
            }

            announcement.IsTold = true;
            foreach (var correction in announcement.Corrections)
            {
                if (corrections.TryGetValue(correction.Standing.ArticleId, out var waiting) && ReferenceEquals(waiting, correction))
                {
                    corrections.Remove(correction.Standing.ArticleId);
                }
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<Turn> TurnAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        var mine = new Turn(turn);
        try
        {
            await LoadAsync(cancellationToken);
            await ExpireAsync(cancellationToken);
            return mine;
        }
        catch
        {
            // The turn must not be lost with whoever could not use it.
            mine.Dispose();
            throw;
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (loaded)
        {
            return;
        }

        await log.PrepareAsync(cancellationToken);
        var now = time.GetUtcNow();
        var lately = new List<LoggedVerdict>();
        await foreach (var batch in log.ReadWindowAsync(now - options.Value.Window, cancellationToken))
        {
            AddFingerprints(batch);
            if (batch.At > now - Lately)
            {
                lately.AddRange(batch.Told);
            }

            foreach (var pair in batch.Pairs)
            {
                index.Add(pair.ToRelation());
            }
        }

        // Those who would have corrected it may be dead.
        lately.ForEach(verdict => Compare(verdict.Article.ToOrder(), verdict.Kind, verdict.KeptArticleId));
        loaded = true;
        expired = now;
        LogLoaded(index.Count, options.Value.Window.TotalDays);
    }

    private async Task ExpireAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - expired >= BetweenExpiries)
        {
            expired = now;
            index.ExpireBefore(now - options.Value.Window);
        }

        await log.RemoveBeforeAsync(now - options.Value.Window, cancellationToken);
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var batches = await log.CatchUpAsync(cancellationToken);
        batches.ForEach(AddFingerprints);
        var told = batches.SelectMany(batch => batch.Told).ToLookup(verdict => verdict.Article.ArticleId);
        foreach (var article in index.Learn([.. batches.SelectMany(batch => batch.Pairs).Select(pair => pair.ToRelation())]))
        {
            // Mostly its finder has told it, and that it did is logged with the pairs.
            if (!told[article.Id.ToString()].Any())
            {
                Correct(article);
            }
        }

        foreach (var verdict in told.SelectMany(verdicts => verdicts))
        {
            Compare(verdict.Article.ToOrder(), verdict.Kind, verdict.KeptArticleId);
        }

        foreach (var standing in telling.SelectMany(announcement => announcement.Told))
        {
            Compare(standing.Article, standing.Kind, standing.KeptArticleId);
        }

        telling.RemoveAll(announcement => announcement.IsTold);
    }

    private void Compare(ArticleOrder article, RepeatKind kind, string? kept)
    {
        if (index.Contains(article.Id.ToString()) && index.StandingOf(article) is var now && (now.Kind, now.KeptArticleId) != (kind, kept))
        {
            Correct(article);
        }
    }

    private void Correct(ArticleOrder article)
    {
        var now = index.Describe(article);
        corrections[now.Standing.ArticleId] = now;
    }

    private Announcement Announce(IReadOnlyList<Decision> decisions, IEnumerable<Relation> pairs)
    {
        IReadOnlyList<Decision> changed = [.. corrections.Values];
        var announcement = new Announcement
        {
            Decisions = decisions,
            Corrections = changed,
            Pairs = [.. pairs],

            // New is what nothing has been said against: whatever else is told of the article holds over it.
            Told =
            [
                .. decisions.Concat(changed).Select(decision => decision.Standing)
                    .Where(standing => standing.Rule is not (ClaimedText or Rules.Nothing))
                    .Select(standing => (index.Find(standing.ArticleId), standing))
                    .Where(found => found.Item1 is not null)
                    .Select(found => new ToldVerdict(found.Item1!.Value, found.standing.Kind, found.standing.KeptArticleId)),
            ],
        };
        telling.Add(announcement);

        // One whose telling failed is decided anew, and what was told of it already is told again after it.
        telling.RemoveRange(0, Math.Max(0, telling.Count - AtOnce));
        return announcement;
    }

    private void AddFingerprints(LoggedBatch batch)
    {
        foreach (var packed in batch.Fingerprints)
        {
            index.Add(FingerprintCodec.Unpack(packed));
        }
    }

    private static bool IsSame(Standing one, Standing other) => (one.Kind, one.KeptArticleId) == (other.Kind, other.KeptArticleId);

    // One of the two has left the window: nothing else can hang on the pair here, and the person's word is the verdict.
    private static Decision Alone(Overruling word) => new()
    {
        Standing = new Standing
        {
            ArticleId = word.ArticleId,
            Kind = word.IsRepeat ? RepeatKind.Near : RepeatKind.New,
            Rule = word.Rule,
            Score = 1,
            KeptArticleId = word.IsRepeat ? word.OtherId : null,
            OverruledAt = word.At,
        },
        Passages = [],
        Relations = [],
        Changed = [],
        HeadlineTwins = [],
        Compared = 0,
    };

    private static Decision Old(Decision decision, string owner) => decision with { Standing = Claimed(decision.Standing, owner) };

    // A text whose first article has left the window: known by its claim alone.
    private static Standing Claimed(Standing standing, string owner) =>
        standing with { Kind = RepeatKind.Exact, Rule = ClaimedText, Score = 1, KeptArticleId = owner };

    private static string KeyOf(Fingerprint article) => $"{Text.NormalizationProfile.Version}:{article.Keys.Body}";

    [LoggerMessage(Level = LogLevel.Information, Message = "The window is loaded: {Articles} articles of the last {Days} days")]
    private partial void LogLoaded(long articles, double days);

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
