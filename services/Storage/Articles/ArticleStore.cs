using System.Text.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Articles;

/// <summary>
/// Owns the collections <c>articles</c> and <c>repeats</c>. Bulk upserts by id: delivering twice equals delivering once, in
/// any order.
/// </summary>
/// <remarks>
/// An article may turn out to be a repeat after it was announced as an article, and the two messages may arrive in either
/// order. Each writer therefore first writes its own, then looks for the other's: of the two, at least one sees both, and
/// whoever does moves the article to the repeats. A repeat never becomes an article again by itself.
/// </remarks>
internal sealed class ArticleStore(MongoDatabase database)
{
    private const string Articles = "articles";
    private const string Repeats = "repeats";

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await database.EnsureCollectionAsync(
            new CollectionDefinition
            {
                Name = Articles,
                Validator = Requires("article", "verdict", "enrichment", "journey", "ingestedAt", "storedAt"),
                Indexes =
                [
                    // A document's articles in their order.
                    Index("document_position", ("article.documentId", 1), ("article.position", 1)),

                    // The newest articles.
                    Index("ingested", ("ingestedAt", -1)),
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

    public Task<WriteResult> StoreAsync(IReadOnlyList<StoredDocument> documents, CancellationToken cancellationToken) =>
        UpsertAsync(Articles, documents, document => document.Id, cancellationToken);

    public Task<WriteResult> StoreAsync(IReadOnlyList<RepeatDocument> documents, CancellationToken cancellationToken) =>
        UpsertAsync(Repeats, documents, document => document.Id, cancellationToken);

    /// <summary>Moves those of the articles to the repeats that stand in both collections.</summary>
    /// <returns>The repeats among these ids, with their articles where those have arrived.</returns>
    public async Task<List<RepeatDocument>> MoveRepeatsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var repeats = await FindAsync<RepeatDocument>(Repeats, ids, cancellationToken);
        if (repeats.Count == 0)
        {
            return repeats;
        }

        var articles = await FindAsync<StoredDocument>(Articles, [.. repeats.Select(repeat => repeat.Id)], cancellationToken);
        if (articles.Count > 0)
        {
            var filled = articles.Select(article => new UpdateOne(
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
            await database.DeleteAsync(Articles, In(articles.Select(article => article.Id)), articles.Count, cancellationToken);
            repeats = await FindAsync<RepeatDocument>(Repeats, ids, cancellationToken);
        }

        return repeats;
    }

    private async Task<List<T>> FindAsync<T>(string collection, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        await foreach (var document in database.FindAsync<T>(collection, In(ids), cancellationToken: cancellationToken))
        {
            found.Add(document);
        }

        return found;
    }

    private Task<WriteResult> UpsertAsync<T>(string collection, IReadOnlyList<T> documents, Func<T, string> id, CancellationToken cancellationToken)
    {
        var updates = documents.Select(document =>
        {
            // $set on the whole of each member, so that what was there before is replaced and not merged. The moment of
            // the first storing stays: a redelivery changes nothing.
            var fields = Node(document)!.AsObject();
            fields.Remove("_id");
            fields.Remove("storedAt", out var storedAt);
            return new UpdateOne(
                new JsonObject { ["_id"] = id(document) },
                new JsonObject { ["$set"] = fields, ["$setOnInsert"] = new JsonObject { ["storedAt"] = storedAt } },
                Upsert: true);
        });
        return database.UpdateAsync(collection, [.. updates], cancellationToken);
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
