using System.Text.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Contracts;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Articles;

/// <summary>
/// Owns the collections <c>articles</c> and <c>repeats</c>. Bulk upserts by id: delivering twice equals delivering once, in
/// any order.
/// </summary>
/// <remarks>
/// An article may turn out to be a repeat after it was announced as an article, and the two messages may arrive in either
/// order. Each writer therefore first writes its own, then looks for the other's: of the two, at least one sees both, and
/// whoever does moves the article to the repeats. A repeat becomes an article again only when a person says so.
/// </remarks>
internal sealed class ArticleStore(MongoDatabase database)
{
    internal const string Articles = "articles";
    internal const string Repeats = "repeats";

    // MongoDB's BadValue.
    private const int NoText = 2;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await database.EnsureCollectionAsync(
            new CollectionDefinition
            {
                Name = Articles,
                Validator = Requires("article", "verdict", "enrichment", "journey", "ingestedAt", "storedAt", "version", "search"),
                Indexes =
                [
                    // A document's articles in their order.
                    Index("document_position", ("article.documentId", 1), ("article.position", 1)),

                    // The newest articles.
                    Index("newest", (StoredDocument.Order, -1)),

                    // Every search: any words and filters, the newest first.
                    Index("terms_newest", (StoredDocument.Terms, 1), (StoredDocument.Order, -1)),

                    // What was revised, and what shares its headline.
                    Index("kept", ("verdict.keptArticleId", 1)),

                    // What was indexed under older rules, or not yet.
                    Index("search_profile", (StoredDocument.Profile, 1)),

                    // What is old enough to go, by source.
                    Index("source_ingested", ("article.source", 1), ("ingestedAt", 1)),
                ],
            },
            cancellationToken);
        await database.EnsureCollectionAsync(
            new CollectionDefinition
            {
                Name = Repeats,
                Validator = Requires("verdict", "journey", "storedAt"),
                Indexes =
                [
                    // All repeats of one article.
                    Index("kept", ("verdict.keptArticleId", 1)),
                    Index("document_position", ("article.documentId", 1), ("article.position", 1)),
                ],
            },
            cancellationToken);
    }

    /// <summary>Writes articles; a version that is not newer than the stored one changes nothing, and is no conflict for anybody.</summary>
    public Task<WriteResult> StoreAsync(IReadOnlyList<StoredDocument> documents, CancellationToken cancellationToken) =>
        UpsertAsync(
            Articles,
            documents,
            document => new JsonObject { ["_id"] = document.Id, ["version"] = new JsonObject { ["$lt"] = document.Version } },
            cancellationToken);

    public Task<WriteResult> StoreAsync(IReadOnlyList<RepeatDocument> documents, CancellationToken cancellationToken) =>
        UpsertAsync(
            Repeats,
            documents,
            document => new JsonObject
            {
                ["_id"] = document.Id,

                // An older word, delivered late, changes nothing.
                ["$or"] = new JsonArray(
                    new JsonObject { ["verdict.overruledAt"] = null },
                    new JsonObject { ["verdict.overruledAt"] = new JsonObject { ["$lte"] = MongoJson.Node(document.Verdict.OverruledAt ?? DateTimeOffset.UnixEpoch) } }),
            },
            cancellationToken);

    /// <summary>
    /// Of what stands in both collections one goes: the article, or, when a person released it after it was called a repeat,
    /// the repeat.
    /// </summary>
    /// <returns>The repeats among these ids, with their articles where those have arrived.</returns>
    public async Task<List<RepeatDocument>> MoveRepeatsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var repeats = await FindAsync<RepeatDocument>(Repeats, ids, cancellationToken);
        if (repeats.Count == 0)
        {
            return repeats;
        }

        var articles = (await FindAsync<StoredDocument>(Articles, [.. repeats.Select(repeat => repeat.Id)], cancellationToken))
            .ToDictionary(article => article.Id, StringComparer.Ordinal);
        var released = repeats
            .Where(repeat => articles.TryGetValue(repeat.Id, out var article) && Moment(article.Verdict) > Moment(repeat.Verdict))
            .Select(repeat => repeat.Id)
            .ToHashSet(StringComparer.Ordinal);
        if (released.Count > 0)
        {
            await database.DeleteAsync(Repeats, In(released), released.Count, cancellationToken);
            repeats = [.. repeats.Where(repeat => !released.Contains(repeat.Id))];
        }

        var moved = repeats.Select(repeat => articles.GetValueOrDefault(repeat.Id)).OfType<StoredDocument>().ToList();
        if (moved.Count > 0)
        {
            var filled = moved.Select(article => new UpdateOne(
                new JsonObject { ["_id"] = article.Id },
                new JsonObject
                {
                    ["$set"] = new JsonObject
                    {
                        ["article"] = Node(article.Article),
                        ["ingestedAt"] = Node(article.IngestedAt),
                        ["enrichment"] = Node(article.Enrichment),
                    },
                }));
            await database.UpdateAsync(Repeats, [.. filled], cancellationToken);
            await database.DeleteAsync(Articles, In(moved.Select(article => article.Id)), moved.Count, cancellationToken);
            repeats = await FindAsync<RepeatDocument>(Repeats, [.. repeats.Select(repeat => repeat.Id)], cancellationToken);
        }

        return repeats;
    }

    /// <summary>
    /// Writes what articles are now that go on by it: those that are stored are linked anew. A person's word stands above the
    /// stored one's version; what the rules found later stands above what rests on less.
    /// </summary>
    /// <returns>Those that lie among the repeats with their text, and have to go the way they did not go.</returns>
    public async Task<List<(RepeatDocument Held, Verdict Verdict)>> CorrectAsync(
        IReadOnlyList<(string Id, Verdict Verdict)> corrections, CancellationToken cancellationToken)
    {
        var updates = corrections.Select(correction => new UpdateOne(
            Corrected(correction.Id, correction.Verdict),
            new JsonObject
            {
                ["$set"] = correction.Verdict.OverruledAt is null
                    ? new JsonObject { ["verdict"] = Node(correction.Verdict), [StoredDocument.Profile] = SearchEntry.Pending }
                    : new JsonObject { ["verdict"] = Node(correction.Verdict), ["version"] = Moment(correction.Verdict), [StoredDocument.Profile] = SearchEntry.Pending },
            }));
        await database.UpdateAsync(Articles, [.. updates], cancellationToken);
        var verdicts = corrections.ToDictionary(correction => correction.Id, correction => correction.Verdict, StringComparer.Ordinal);
        return
        [
            .. (await FindAsync<RepeatDocument>(Repeats, verdicts.Keys, cancellationToken))
                .Where(repeat => repeat.Article is not null && Moment(repeat.Verdict) < Moment(verdicts[repeat.Id]))
                .Select(repeat => (repeat, verdicts[repeat.Id])),
        ];
    }

    private static JsonObject Corrected(string id, Verdict verdict) => verdict.OverruledAt is not null
        ? new JsonObject { ["_id"] = id, ["version"] = new JsonObject { ["$lte"] = Moment(verdict) } }
        : new JsonObject
        {
            ["_id"] = id,
            ["verdict.overruledAt"] = null,
            ["verdict.kind"] = new JsonObject
            {
                ["$in"] = verdict.Kind == VerdictKind.Revised
                    ? new JsonArray(VerdictKind.New, VerdictKind.Headline, VerdictKind.Revised)
                    : new JsonArray(VerdictKind.New, VerdictKind.Headline),
            },
        };

    // When a person said so, in milliseconds since 1970; 0 for what the rules say: a person's word stands above theirs, and
    // her later word above her earlier one.
    private static long Moment(Verdict verdict) => verdict.OverruledAt?.ToUnixTimeMilliseconds() ?? 0;

    private async Task<List<T>> FindAsync<T>(string collection, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        await foreach (var document in database.FindAsync<T>(collection, In(ids), cancellationToken: cancellationToken))
        {
            found.Add(document);
        }

        return found;
    }

    private async Task<WriteResult> UpsertAsync<T>(string collection, IReadOnlyList<T> documents, Func<T, JsonObject> filter, CancellationToken cancellationToken)
    {
        var places = new List<int>(documents.Count);
        var updates = new List<UpdateOne>(documents.Count);
        var unwritable = new List<RefusedWrite>();
        for (var i = 0; i < documents.Count; i++)
        {
            try
            {
                updates.Add(Upsert(documents[i], filter(documents[i])));
                places.Add(i);
            }
            catch (JsonException reason)
            {
                unwritable.Add(new(i, NoText, reason.Message));
            }
        }

        var result = await database.UpdateAsync(collection, updates, cancellationToken);
        return result with { Refused = [.. result.Refused.Select(refused => refused with { Index = places[refused.Index] }).Concat(unwritable).OrderBy(refused => refused.Index)] };
    }

    private static UpdateOne Upsert<T>(T document, JsonObject filter)
    {
        // $set on the whole of each member, so that what was there before is replaced and not merged. The moment of
        // the first storing stays: a redelivery changes nothing.
        var fields = Node(document)!.AsObject();
        fields.Remove("_id");
        fields.Remove("storedAt", out var storedAt);
        return new(filter, new JsonObject { ["$set"] = fields, ["$setOnInsert"] = new JsonObject { ["storedAt"] = storedAt } }, Upsert: true);
    }

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, MongoJson.Options);

    private static JsonObject In(IEnumerable<string> ids) =>
        new() { ["_id"] = new JsonObject { ["$in"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) } };

    private static JsonObject Requires(params ReadOnlySpan<string> fields)
    {
        var required = new JsonArray();
        foreach (var field in fields)
        {
            required.Add(field);
        }

        return new JsonObject { ["bsonType"] = "object", ["required"] = required };
    }

    private static IndexDefinition Index(string name, params ReadOnlySpan<(string Field, int Direction)> keys)
    {
        var fields = new JsonObject();
        foreach (var (field, direction) in keys)
        {
            fields[field] = direction;
        }

        return new IndexDefinition { Name = name, Keys = fields };
    }
}
