using System.Text.Json.Nodes;
using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Storage.Replay;

/// <summary>
/// Deduplication run again: stored articles and their repeats are judged once more, and the verdicts compared. What is promoted
/// is said as a person says it, so that the log, every replica and the store follow it the one way there is.
/// </summary>
internal sealed class DeduplicationReplay(MongoDatabase database, ReplayStore store, Outgoing outgoing, TimeProvider time) : IReplayedStage
{
    public string Name => ReplayStage.Deduplication;

    public async Task<List<string>> HangingOnAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var repeats = new List<string>();
        var filter = new JsonObject { ["verdict.keptArticleId"] = ReplayStore.AnyOf(ids), ["article"] = new JsonObject { ["$ne"] = null } };
        await foreach (var repeat in database.FindAsync<JsonObject>(ArticleStore.Repeats, filter, new FindOptions { Projection = new JsonObject { ["_id"] = 1 } }, cancellationToken))
        {
            repeats.Add(repeat["_id"]!.GetValue<string>());
        }

        return repeats;
    }

    public async Task SendAsync(string replay, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var articles = (await DecidedAsync(ids, cancellationToken)).Values
            .Select(decided => new IngestedArticle
            {
                Article = decided.Article,
                IngestedAt = decided.IngestedAt,
                Journey = Journey.Empty,
                Replay = replay,
                StoredKeptArticleId = decided.Verdict.KeptArticleId,
            })
            .ToList();
        if (articles.Count > 0)
        {
            await outgoing.PublishAsync(new ArticlesIngested { Articles = articles }, articles.Count, cancellationToken);
        }
    }

    /// <summary>Compares what came back with what is stored. An article that is stored no longer has nothing to compare with.</summary>
    public async Task KeepAsync(IReadOnlyList<JudgedArticle> judged, CancellationToken cancellationToken)
    {
        var stored = await DecidedAsync(judged.Select(article => article.ArticleId), cancellationToken);
        var named = judged.Select(article => article.Verdict?.KeptArticleId).Concat(stored.Values.Select(decided => decided.Verdict.KeptArticleId)).OfType<string>();
        var kept = await DecidedAsync(named.Distinct(), cancellationToken);
        var results = new List<ReplayResult>();
        foreach (var article in judged)
        {
            if (stored.TryGetValue(article.ArticleId, out var old))
            {
                var isSaid = article.Verdict is not null && VerdictDifference.IsSaidLater(old.Verdict, article.Verdict);
                var result = new ReplayResult
                {
                    Id = ReplayResult.IdOf(article.Replay, article.ArticleId),
                    ReplayId = article.Replay,
                    ArticleId = article.ArticleId,
                    Headline = old.Article.Headline,
                    Changed = [],
                    Before = [],
                    After = [],
                    Compared = old.Verdict with { Passages = [] },
                    Unjudged = isSaid ? Unjudged.Overruled : article.Unjudged,
                };
                var change = article.Verdict is null || isSaid ? null : VerdictDifference.Of(old.Verdict, article.Verdict);
                var word = change is null ? null : VerdictDifference.Word(old.Verdict, article);
                results.Add(change is null ? result : result with
                {
                    Changed = [change],
                    Before = new() { [change] = Shown(old.Verdict) },
                    After = new() { [change] = Shown(article.Verdict!) },
                    Word = word,
                    Promotable = word is not null,
                });
            }
        }

        await store.KeepAsync(results, cancellationToken);

        string Shown(Verdict verdict) => VerdictDifference.Shown(verdict, kept.GetValueOrDefault(verdict.KeptArticleId ?? "")?.Article.Headline);
    }

    public async Task<List<ReplayResult>> PromoteAsync(IReadOnlyList<ReplayResult> results, string who, CancellationToken cancellationToken)
    {
        var stored = await DecidedAsync(results.SelectMany(result => new[] { result.ArticleId, result.Word!.OtherId }).Distinct(), cancellationToken);
        var promoted = new List<ReplayResult>();
        foreach (var result in results)
        {
            // A person may have said something since, or a later article may have: then this was compared with another verdict.
            // Nothing becomes a repeat of what has been deleted.
            var word = result.Word!;
            if (stored.TryGetValue(result.ArticleId, out var article) && VerdictDifference.IsSame(article.Verdict, result.Compared!) && (!word.IsRepeat || stored.ContainsKey(word.OtherId)))
            {
                await outgoing.PublishAsync(
                    new VerdictOverruled
                    {
                        ArticleId = result.ArticleId,
                        OtherId = word.OtherId,
                        IsRepeat = word.IsRepeat,
                        InsteadOf = word.InsteadOf,
                        Replay = result.ReplayId,
                        By = who,
                        At = time.GetUtcNow(),
                        Journey = article.Journey,
                    },
                    articles: 1,
                    cancellationToken);
                promoted.Add(result);
            }
        }

        return promoted;
    }

    // Both places: where an article is just moving from one to the other, either says what it is.
    private async Task<Dictionary<string, Decided>> DecidedAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        List<string> wanted = [.. ids];
        var decided = (await store.ArticlesAsync(wanted, cancellationToken)).Values
            .ToDictionary(article => article.Id, article => new Decided(article.Article, article.IngestedAt, article.Verdict, article.Journey), StringComparer.Ordinal);
        await foreach (var repeat in database.FindAsync<RepeatDocument>(ArticleStore.Repeats, new JsonObject { ["_id"] = ReplayStore.AnyOf(wanted) }, cancellationToken: cancellationToken))
        {
            if (repeat.Article is not null)
            {
                decided.TryAdd(repeat.Id, new(repeat.Article, repeat.IngestedAt ?? repeat.StoredAt, repeat.Verdict, repeat.Journey));
            }
        }

        return decided;
    }

    private sealed record Decided(Article Article, DateTimeOffset IngestedAt, Verdict Verdict, Journey Journey);
}
