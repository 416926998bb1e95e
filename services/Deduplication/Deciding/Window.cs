using Microsoft.Extensions.Options;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Deduplication.Log;

namespace NewsPlatform.Deduplication.Deciding;

/// <summary>
/// This replica's memory of the window, kept level with the log. Batches take turns: the index is one thread's, and a
/// replica's log entries are numbered without a hole.
/// </summary>
internal sealed partial class Window(
    FingerprintLog log, TextClaims claims, Labels labels, IOptions<DeduplicationOptions> options, TimeProvider time, ILogger<Window> logger) : IDisposable
{
    private const int RemovedAtOnce = 200;
    private const string ClaimedText = "claimed-text";
    private static readonly TimeSpan BetweenExpiries = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly DetectionIndex index = new(new DetectionOptions { SpillDirectory = options.Value.SpillFolder });

    // What changed for earlier articles and is not announced yet: a batch whose announcement fails is decided again, and
    // finds nothing changed the second time.
    private readonly Dictionary<string, Decision> corrections = new(StringComparer.Ordinal);
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
    public async Task<DecidedBatch> DecideAsync(IReadOnlyList<Fingerprint> articles, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await LoadAsync(cancellationToken);
            await ExpireAsync(cancellationToken);

            // Write, then claim, then read: whoever owns a text that is claimed here is in the log by now.
            await log.WriteAsync(articles.Select(FingerprintCodec.Pack), [], cancellationToken);
            var owners = await claims.ClaimAsync([.. articles.Select(article => (KeyOf(article), article.ArticleId))], cancellationToken);
            foreach (var batch in await log.CatchUpAsync(cancellationToken))
            {
                Take(batch);
            }

            // All are known before the first is decided: they may repeat each other.
            foreach (var article in articles)
            {
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

                decisions.Add(decision.Standing.GoesOn && owner != article.ArticleId && !index.Contains(owner) ? Old(decision, owner) : decision);
            }

            // Later articles of a batch may have changed what earlier ones are: the last word is read when all are decided.
            for (var i = 0; i < decisions.Count; i++)
            {
                corrections.Remove(decisions[i].Standing.ArticleId);
                var now = index.StandingOf(articles[i].Order);
                if (decisions[i].Standing.Rule != ClaimedText && (now.Kind, now.KeptArticleId) != (decisions[i].Standing.Kind, decisions[i].Standing.KeptArticleId))
                {
                    decisions[i] = index.Decide(articles[i]) with { Relations = decisions[i].Relations };
                }
            }

            return new DecidedBatch(decisions, [.. corrections.Values]);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// The batch is announced: its pairs may be logged, its corrections forgotten. Not earlier: a replica that dies before
    /// its announcement must find the same changes again, and it finds them because the pairs are not in the log.
    /// </summary>
    public async Task AnnouncedAsync(DecidedBatch batch, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var pairs = batch.Decisions.SelectMany(decision => decision.Relations).ToList();
            if (pairs.Count > 0)
            {
                await log.WriteAsync([], pairs, cancellationToken);
            }

            Forget(batch.Corrections);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// Follows what a person said: keeps it as labelled data, and says what the two articles, and whoever hangs on them, are
    /// by it. Following it again, here or on another replica, says the same.
    /// </summary>
    public async Task<OverruledVerdict> OverruleAsync(Overruling word, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await LoadAsync(cancellationToken);
            foreach (var batch in await log.CatchUpAsync(cancellationToken))
            {
                Take(batch);
            }

            await labels.KeepAsync(word, index.Find(word.ArticleId) is { } article ? index.StandingOf(article) : null, cancellationToken);
            if (index.Overrule(word.ArticleId, word.OtherId, word.IsRepeat, word.At) is not { } overruled)
            {
                return new OverruledVerdict(null, [Alone(word)]);
            }

            foreach (var changed in overruled.Changed)
            {
                corrections[changed.Standing.ArticleId] = changed;
            }

            return new OverruledVerdict(overruled.Pair, [.. corrections.Values]);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>What followed from a person's word is announced: it may be logged for the other replicas.</summary>
    public async Task AnnouncedAsync(OverruledVerdict overruled, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (overruled.Pair is { } pair)
            {
                await log.WriteAsync([], [pair], cancellationToken);
            }

            Forget(overruled.Corrections);
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

        await log.PrepareAsync(cancellationToken);
        await foreach (var batch in log.ReadWindowAsync(time.GetUtcNow() - options.Value.Window, cancellationToken))
        {
            Take(batch);
        }

        loaded = true;
        expired = time.GetUtcNow();
        LogLoaded(index.Count, options.Value.Window.TotalDays);
    }

    private async Task ExpireAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - expired < BetweenExpiries)
        {
            return;
        }

        expired = now;
        index.ExpireBefore(now - options.Value.Window);
        await log.RemoveBeforeAsync(now - options.Value.Window, RemovedAtOnce, cancellationToken);
    }

    private void Take(LoggedBatch batch)
    {
        foreach (var packed in batch.Fingerprints)
        {
            index.Add(FingerprintCodec.Unpack(packed));
        }

        foreach (var pair in batch.Pairs)
        {
            index.Add(pair.ToRelation());
        }
    }

    private void Forget(IReadOnlyList<Decision> announced)
    {
        foreach (var correction in announced)
        {
            if (corrections.TryGetValue(correction.Standing.ArticleId, out var waiting) && ReferenceEquals(waiting, correction))
            {
                corrections.Remove(correction.Standing.ArticleId);
            }
        }
    }

    // One of the two has left the window: nothing else can hang on the pair here, and the person's word is the verdict.
    private static Decision Alone(Overruling word) => new()
    {
        Standing = new Standing
        {
            ArticleId = word.ArticleId,
            Kind = word.IsRepeat ? RepeatKind.Near : RepeatKind.New,
            Rule = Rules.Overruled,
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

    // A text whose first article has left the window: known by its claim alone.
    private static Decision Old(Decision decision, string owner) => decision with
    {
        Standing = decision.Standing with { Kind = RepeatKind.Exact, Rule = ClaimedText, Score = 1, KeptArticleId = owner },
    };

    private static string KeyOf(Fingerprint article) => $"{Text.NormalizationProfile.Version}:{article.Keys.Body}";

    [LoggerMessage(Level = LogLevel.Information, Message = "The window is loaded: {Articles} articles of the last {Days} days")]
    private partial void LogLoaded(long articles, double days);
}

/// <param name="Pair">What is to be logged; nothing where one of the two has left the window.</param>
/// <param name="Corrections">What articles are by the person's word, the one it was said of among them.</param>
internal sealed record OverruledVerdict(Relation? Pair, IReadOnlyList<Decision> Corrections);

/// <param name="Decisions">One for each article of the batch, in its place.</param>
/// <param name="Corrections">Earlier articles that are something else now, and are not announced as that yet.</param>
internal sealed record DecidedBatch(IReadOnlyList<Decision> Decisions, IReadOnlyList<Decision> Corrections);
