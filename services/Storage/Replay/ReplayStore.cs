using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
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

    /// <param name="stages">Those that the caller can run: another release may know more.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>A replay that runs and that nobody has, now held by the caller; null when there is none.</returns>
    public async Task<ReplayRun?> TakeAsync(IEnumerable<string> stages, CancellationToken cancellationToken)
    {
        var free = new JsonObject { ["state"] = ReplayState.Running, ["stage"] = AnyOf(stages), ["leaseUntil"] = new JsonObject { ["$not"] = new JsonObject { ["$gt"] = Now() } } };
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

    /// <summary>Keeps what came back. Delivered again after it was promoted, it would differ in nothing: the first result stands.</summary>
    public async Task KeepAsync(IEnumerable<ReplayResult> results, CancellationToken cancellationToken)
    {
        var updates = results.Select(result =>
        {
            var fields = MongoJson.Node(result)!.AsObject();
            fields.Remove("_id");
            return new UpdateOne(new JsonObject { ["_id"] = result.Id }, new JsonObject { ["$setOnInsert"] = fields }, Upsert: true);
        });
        await database.UpdateAsync(ReplayResults, [.. updates], cancellationToken);
    }

    public async Task<ReplayReport?> ReportAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } run)
        {
            return null;
        }

        var counts = await CountsAsync(
            new JsonObject { ["$match"] = new JsonObject { ["replayId"] = id } },
            new JsonObject { ["$unwind"] = "$changed" },
            new JsonObject { ["$sortByCount"] = "$changed" });
        var unjudged = await CountsAsync(
            new JsonObject { ["$match"] = new JsonObject { ["replayId"] = id, ["unjudged"] = new JsonObject { ["$gt"] = "" } } },
            new JsonObject { ["$sortByCount"] = "$unjudged" });
        var fields = new List<ReplayField>();
        foreach (var (field, articles) in counts)
        {
            var examples = new List<ReplayExample>();
            var options = new FindOptions { Limit = ExamplesOfEach, Sort = new JsonObject { ["_id"] = 1 } };
            await foreach (var result in database.FindAsync<ReplayResult>(ReplayResults, new JsonObject { ["replayId"] = id, ["changed"] = field }, options, cancellationToken))
            {
                examples.Add(new(result.ArticleId, result.Headline, Words(result.Before[field]), Words(result.After[field])));
            }

            fields.Add(new() { Field = field, Articles = articles, Promotable = await CountAsync(("changed", field), Promotable), Examples = examples });
        }

        return new()
        {
            Replay = run,
            Back = await BackAsync(id, cancellationToken),
            Changed = await CountAsync(Changed),
            Promotable = await CountAsync(Changed, Promotable),
            Promoted = await CountAsync(("promoted", true)),
            Unjudged = unjudged.ConvertAll(one => new UnjudgedArticles(one.Value, one.Articles)),
            Fields = fields,
        };

        async Task<List<(string Value, int Articles)>> CountsAsync(params JsonNode[] pipeline)
        {
            var rows = new List<(string, int)>();
            await foreach (var row in database.AggregateAsync<JsonObject>(ReplayResults, new JsonArray(pipeline), cancellationToken))
            {
                rows.Add((row["_id"]!.GetValue<string>(), row["count"]!.GetValue<int>()));
            }

            return rows;
        }

        Task<long> CountAsync(params (string Field, JsonNode Value)[] conditions) => database.CountAsync(ReplayResults, Of(id, conditions), cancellationToken);
    }

    /// <summary>Makes so what differs, article by article, see <see cref="IReplayedStage.PromoteAsync"/>.</summary>
    public async Task<ReplayPromotion> PromoteAsync(string id, IReplayedStage stage, string who, CancellationToken cancellationToken)
    {
        int promoted = 0, overtaken = 0;
        var results = new List<ReplayResult>();
        await foreach (var result in database.FindAsync<ReplayResult>(ReplayResults, Of(id, Changed, Promotable, ("promoted", false)), new FindOptions { BatchSize = PromotedAtOnce }, cancellationToken))
        {
            results.Add(result);
            if (results.Count == PromotedAtOnce)
            {
                await PromoteBatchAsync();
            }
        }

        await PromoteBatchAsync();
        await SetAsync(new JsonObject { ["_id"] = id }, new JsonObject { ["state"] = ReplayState.Promoted, ["promotedAt"] = Now() }, cancellationToken);
        return new(promoted, overtaken, await database.CountAsync(ReplayResults, Of(id, Changed, ("promotable", false)), cancellationToken));

        async Task PromoteBatchAsync()
        {
            var done = await stage.PromoteAsync(results, who, cancellationToken);
            var marks = done.Select(result => new UpdateOne(new JsonObject { ["_id"] = result.Id }, new JsonObject { ["$set"] = new JsonObject { ["promoted"] = true } }));
            await database.UpdateAsync(ReplayResults, [.. marks], cancellationToken);
            promoted += done.Count;
            overtaken += results.Count - done.Count;
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

    // Made anew each time: a node has one parent.
    private static (string Field, JsonNode Value) Changed => ("changed.0", new JsonObject { ["$exists"] = true });

    // Results of the second release do not say it: notes always can be.
    private static (string Field, JsonNode Value) Promotable => ("promotable", new JsonObject { ["$ne"] = false });

    private static JsonObject Of(string id, params (string Field, JsonNode Value)[] conditions)
    {
        var filter = new JsonObject { ["replayId"] = id };
        foreach (var (field, value) in conditions)
        {
            filter[field] = value;
        }

        return filter;
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

    internal static JsonObject AnyOf(IEnumerable<string> ids) => new() { ["$in"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) };

    private static JsonObject In(IEnumerable<string> ids) => new() { ["_id"] = AnyOf(ids) };

    private static string? Words(JsonNode? node)
    {
        var words = node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node?.ToJsonString(Letters);
        return words?.Length > LongestExample ? words[..LongestExample] + "…" : words;
    }
}
