using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Contracts;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Storage.Replay;

/// <summary>Owns the collections <c>replays</c> and <c>replayResults</c>.</summary>
internal sealed class ReplayStore(MongoDatabase database, TimeProvider time)
{
    private const string Replays = "replays";
    private const string ReplayResults = "replayResults";
    private const int ExamplesOfEach = 5;
    private const int PromotedAtOnce = 200;
    private const int LongestExample = 300;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly JsonSerializerOptions Letters = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await database.EnsureCollectionAsync(
            new CollectionDefinition { Name = Replays, Indexes = [new IndexDefinition { Name = "state_created", Keys = new JsonObject { ["state"] = 1, ["createdAt"] = -1 } }] },
            cancellationToken);
        await database.EnsureCollectionAsync(
            new CollectionDefinition { Name = ReplayResults, Indexes = [new IndexDefinition { Name = "replay_changed", Keys = new JsonObject { ["replayId"] = 1, ["changed"] = 1 } }] },
            cancellationToken);
    }

    public Task CreateAsync(ReplayRun run, CancellationToken cancellationToken) => database.InsertAsync(Replays, [run], cancellationToken);

    public Task<ReplayRun?> FindAsync(string id, CancellationToken cancellationToken) =>
        database.FindOneAsync<ReplayRun>(Replays, new JsonObject { ["_id"] = id }, cancellationToken: cancellationToken);

    public async Task<List<ReplayRun>> NewestAsync(int limit, CancellationToken cancellationToken)
    {
        var runs = new List<ReplayRun>();
        var options = new FindOptions { Sort = new JsonObject { ["createdAt"] = -1 }, Limit = limit };
        await foreach (var run in database.FindAsync<ReplayRun>(Replays, new JsonObject(), options, cancellationToken))
        {
            runs.Add(run);
        }

        return runs;
    }

    /// <returns>A replay that runs and that nobody has, now held by the caller; null when there is none.</returns>
    public async Task<ReplayRun?> TakeAsync(CancellationToken cancellationToken)
    {
        var free = new JsonObject { ["state"] = ReplayState.Running, ["leaseUntil"] = new JsonObject { ["$not"] = new JsonObject { ["$gt"] = Now() } } };
        return await database.FindOneAsync<ReplayRun>(Replays, free, cancellationToken: cancellationToken) is { } run
            && await SetAsync(With(free, run.Id), new JsonObject { ["leaseUntil"] = LeaseEnd() }, cancellationToken)
                ? run
                : null;
    }

    public Task SentAsync(string id, int sent, CancellationToken cancellationToken) =>
        SetAsync(new JsonObject { ["_id"] = id }, new JsonObject { ["sent"] = sent, ["leaseUntil"] = LeaseEnd() }, cancellationToken);

    public Task FinishAsync(string id, CancellationToken cancellationToken) =>
        SetAsync(new JsonObject { ["_id"] = id, ["state"] = ReplayState.Running }, new JsonObject { ["state"] = ReplayState.Done, ["finishedAt"] = Now() }, cancellationToken);

    public Task<long> BackAsync(string id, CancellationToken cancellationToken) =>
        database.CountAsync(ReplayResults, new JsonObject { ["replayId"] = id }, cancellationToken);

    /// <summary>Those of the articles that have no result yet.</summary>
    public async Task<List<string>> WithoutResultAsync(string id, IReadOnlyList<string> articles, CancellationToken cancellationToken)
    {
        var back = new HashSet<string>(StringComparer.Ordinal);
        var options = new FindOptions { Projection = new JsonObject { ["articleId"] = 1 } };
        await foreach (var result in database.FindAsync<JsonObject>(ReplayResults, In(articles.Select(article => ReplayResult.IdOf(id, article))), options, cancellationToken))
        {
            back.Add(result["articleId"]!.GetValue<string>());
        }

        return [.. articles.Where(article => !back.Contains(article))];
    }

    /// <summary>Compares what came back with what is stored. An article that is stored no longer has nothing to compare with.</summary>
    public async Task KeepAsync(IReadOnlyList<EnrichedArticle> replayed, CancellationToken cancellationToken)
    {
        var stored = await ArticlesAsync(replayed.Select(article => article.Article.ArticleId), cancellationToken);
        var updates = new List<UpdateOne>();
        foreach (var article in replayed)
        {
            if (stored.TryGetValue(article.Article.ArticleId, out var old))
            {
                var (changed, before, after) = NotesDifference.Of(old.Enrichment, article.Enrichment);
                var result = new ReplayResult
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
                };
                var fields = MongoJson.Node(result)!.AsObject();
                fields.Remove("_id");

                // Delivered again after it was promoted, it would differ in nothing: the first result stands.
                updates.Add(new UpdateOne(new JsonObject { ["_id"] = result.Id }, new JsonObject { ["$setOnInsert"] = fields }, Upsert: true));
            }
        }

        await database.UpdateAsync(ReplayResults, updates, cancellationToken);
    }

    public async Task<ReplayReport?> ReportAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } run)
        {
            return null;
        }

        var counts = new List<(string Field, int Articles)>();
        var pipeline = new JsonArray(
            new JsonObject { ["$match"] = new JsonObject { ["replayId"] = id } },
            new JsonObject { ["$unwind"] = "$changed" },
            new JsonObject { ["$sortByCount"] = "$changed" });
        await foreach (var row in database.AggregateAsync<JsonObject>(ReplayResults, pipeline, cancellationToken))
        {
            counts.Add((row["_id"]!.GetValue<string>(), row["count"]!.GetValue<int>()));
        }

        var fields = new List<ReplayField>();
        foreach (var (field, articles) in counts)
        {
            var examples = new List<ReplayExample>();
            var options = new FindOptions { Limit = ExamplesOfEach, Sort = new JsonObject { ["_id"] = 1 } };
            await foreach (var result in database.FindAsync<ReplayResult>(ReplayResults, new JsonObject { ["replayId"] = id, ["changed"] = field }, options, cancellationToken))
            {
                examples.Add(new(result.ArticleId, result.Headline, Words(result.Before[field]), Words(result.After[field])));
            }

            fields.Add(new() { Field = field, Articles = articles, Examples = examples });
        }

        return new()
        {
            Replay = run,
            Back = await BackAsync(id, cancellationToken),
            Changed = await database.CountAsync(ReplayResults, new JsonObject { ["replayId"] = id, ["changed.0"] = new JsonObject { ["$exists"] = true } }, cancellationToken),
            Promoted = await database.CountAsync(ReplayResults, new JsonObject { ["replayId"] = id, ["promoted"] = true }, cancellationToken),
            Fields = fields,
        };
    }

    /// <summary>
    /// Puts the current notes in the place of the stored ones, article by article: each is replaced whole or not at all, and
    /// only where it is still the version that was compared. No message is sent and no article added.
    /// </summary>
    /// <returns>How many were promoted and how many had changed meanwhile.</returns>
    public async Task<(int Promoted, int Overtaken)> PromoteAsync(string id, CancellationToken cancellationToken)
    {
        int promoted = 0, overtaken = 0;
        var open = new JsonObject { ["replayId"] = id, ["changed.0"] = new JsonObject { ["$exists"] = true }, ["promoted"] = false };
        var results = new List<ReplayResult>();
        await foreach (var result in database.FindAsync<ReplayResult>(ReplayResults, open, new FindOptions { BatchSize = PromotedAtOnce }, cancellationToken))
        {
            results.Add(result);
            if (results.Count == PromotedAtOnce)
            {
                await PromoteBatchAsync();
            }
        }

        await PromoteBatchAsync();
        await SetAsync(new JsonObject { ["_id"] = id }, new JsonObject { ["state"] = ReplayState.Promoted, ["promotedAt"] = Now() }, cancellationToken);
        return (promoted, overtaken);

        async Task PromoteBatchAsync()
        {
            var stored = await ArticlesAsync(results.Select(result => result.ArticleId), cancellationToken);
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var current = results.Where(result => stored.TryGetValue(result.ArticleId, out var article) && article.Version == result.Version).ToList();
            var updates = current.Select(result =>
            {
                var article = stored[result.ArticleId];
                var notes = result.Enrichment with { Story = article.Enrichment.Story };
                return new UpdateOne(
                    new JsonObject { ["_id"] = article.Id, ["version"] = article.Version },
                    new JsonObject
                    {
                        ["$set"] = new JsonObject
                        {
                            ["enrichment"] = MongoJson.Node(notes),
                            ["search"] = MongoJson.Node(SearchEntry.Of(article.Article, article.Verdict, notes, article.IngestedAt)),
                            ["version"] = Math.Max(now, article.Version + 1),
                        },
                    });
            });
            var written = await database.UpdateAsync(ArticleStore.Articles, [.. updates], cancellationToken);
            var marks = current.Select(result => new UpdateOne(new JsonObject { ["_id"] = result.Id }, new JsonObject { ["$set"] = new JsonObject { ["promoted"] = true } }));
            await database.UpdateAsync(ReplayResults, [.. marks], cancellationToken);
            promoted += written.Matched;
            overtaken += results.Count - written.Matched;
            results.Clear();
        }
    }

    public async Task<Dictionary<string, StoredDocument>> ArticlesAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var articles = new Dictionary<string, StoredDocument>(StringComparer.Ordinal);
        await foreach (var article in database.FindAsync<StoredDocument>(ArticleStore.Articles, In(ids), cancellationToken: cancellationToken))
        {
            articles[article.Id] = article;
        }

        return articles;
    }

    private async Task<bool> SetAsync(JsonObject filter, JsonObject fields, CancellationToken cancellationToken) =>
        (await database.UpdateAsync(Replays, [new UpdateOne(filter, new JsonObject { ["$set"] = fields })], cancellationToken)).Matched == 1;

    private JsonNode? Now() => MongoJson.Node(time.GetUtcNow());

    private JsonNode? LeaseEnd() => MongoJson.Node(time.GetUtcNow() + Lease);

    private static JsonObject With(JsonObject filter, string id)
    {
        var one = filter.DeepClone().AsObject();
        one["_id"] = id;
        return one;
    }

    private static JsonObject In(IEnumerable<string> ids) =>
        new() { ["_id"] = new JsonObject { ["$in"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) } };

    private static string? Words(JsonNode? node)
    {
        var words = node?.ToJsonString(Letters);
        return words?.Length > LongestExample ? words[..LongestExample] + "…" : words;
    }
}
