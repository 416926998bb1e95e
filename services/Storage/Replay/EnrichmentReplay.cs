using System.Text.Json.Nodes;
using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Storage.Replay;

/// <summary>Enrichment run again: stored articles are noted once more, and the notes compared.</summary>
internal sealed class EnrichmentReplay(MongoDatabase database, ReplayStore store, Outgoing outgoing, TimeProvider time) : IReplayedStage
{
    public string Name => ReplayStage.Enrichment;

    // Repeats are not noted.
    public Task<List<string>> HangingOnAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => Task.FromResult<List<string>>([]);

    public async Task SendAsync(string replay, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var articles = (await store.ArticlesAsync(ids, cancellationToken)).Values
            .Select(stored => new AcceptedArticle
            {
                Article = stored.Article,
                IngestedAt = stored.IngestedAt,
                Verdict = stored.Verdict,
                Journey = Journey.Empty,
                Replay = replay,
            })
            .ToList();
        if (articles.Count > 0)
        {
            await outgoing.PublishAsync(new ArticlesAccepted { Articles = articles }, articles.Count, cancellationToken);
        }
    }

    /// <summary>Compares what came back with what is stored. An article that is stored no longer has nothing to compare with.</summary>
    public static async Task KeepAsync(ReplayStore store, IReadOnlyList<EnrichedArticle> replayed, CancellationToken cancellationToken)
    {
        var stored = await store.ArticlesAsync(replayed.Select(article => article.Article.ArticleId), cancellationToken);
        var results = new List<ReplayResult>();
        foreach (var article in replayed)
        {
            if (stored.TryGetValue(article.Article.ArticleId, out var old))
            {
                var (changed, before, after) = NotesDifference.Of(old.Enrichment, article.Enrichment);
                results.Add(new ReplayResult
                {
                    Id = ReplayResult.IdOf(article.Replay!, old.Id),
                    ReplayId = article.Replay!,
                    ArticleId = old.Id,
                    Headline = old.Article.Headline,
                    Version = old.Version,
                    Changed = changed,
                    Before = before,
                    After = after,
                    Enrichment = article.Enrichment,
                });
            }
        }

        await store.KeepAsync(results, cancellationToken);
    }

    // No message is sent and no article added.
    public async Task<List<ReplayResult>> PromoteAsync(IReadOnlyList<ReplayResult> results, string who, CancellationToken cancellationToken)
    {
        var stored = await store.ArticlesAsync(results.Select(result => result.ArticleId), cancellationToken);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var current = results.Where(result => stored.TryGetValue(result.ArticleId, out var article) && article.Version == result.Version).ToList();
        var written = await database.UpdateAsync(ArticleStore.Articles, [.. current.Select(result => Promotion(stored[result.ArticleId], result, now))], cancellationToken);
        if (written.Matched == current.Count)
        {
            return current;
        }

        // One of them changed between the look and the write.
        var after = await store.ArticlesAsync(current.Select(result => result.ArticleId), cancellationToken);
        return [.. current.Where(result => after.TryGetValue(result.ArticleId, out var article) && article.Version == Next(stored[result.ArticleId], now))];
    }

    private static long Next(StoredDocument article, long now) => Math.Max(now, article.Version + 1);

    private static UpdateOne Promotion(StoredDocument article, ReplayResult result, long now)
    {
        var notes = result.Enrichment! with { Story = article.Enrichment.Story };
        var version = Next(article, now);
        var fields = new JsonObject { ["enrichment"] = MongoJson.Node(notes), ["version"] = version };
        SearchEntry.Set(fields, MongoJson.Node(SearchEntry.Later(article.Article, notes, article.IngestedAt, version))!.AsObject());
        return new UpdateOne(new JsonObject { ["_id"] = article.Id, ["version"] = article.Version }, new JsonObject { ["$set"] = fields });
    }
}
