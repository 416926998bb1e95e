using System.Text.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Articles;

/// <summary>Owns the collections <c>articles</c> and <c>repeats</c>. Bulk upserts by id: delivering twice equals delivering once.</summary>
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
                Validator = Requires("documentId", "position", "verdict", "journey", "ingestedAt", "storedAt"),
                Indexes =
                [
                    // All repeats of one article.
                    Index("kept", ("verdict.keptArticleId", 1)),
                    Index("document_position", ("documentId", 1), ("position", 1)),
                ],
            },
            cancellationToken);
    }

    public Task<WriteResult> StoreAsync(IReadOnlyList<StoredDocument> documents, CancellationToken cancellationToken) =>
        UpsertAsync(Articles, documents, document => document.Id, cancellationToken);

    public Task<WriteResult> StoreAsync(IReadOnlyList<RepeatDocument> documents, CancellationToken cancellationToken) =>
        UpsertAsync(Repeats, documents, document => document.Id, cancellationToken);

    private Task<WriteResult> UpsertAsync<T>(string collection, IReadOnlyList<T> documents, Func<T, string> id, CancellationToken cancellationToken)
    {
        var updates = documents.Select(document =>
        {
            // $set on the whole of each member, so that what was there before is replaced and not merged. The moment of
            // the first storing stays: a redelivery changes nothing.
            var fields = JsonSerializer.SerializeToNode(document, MongoJson.Options)!.AsObject();
            fields.Remove("_id");
            fields.Remove("storedAt", out var storedAt);
            return new UpdateOne(
                new JsonObject { ["_id"] = id(document) },
                new JsonObject { ["$set"] = fields, ["$setOnInsert"] = new JsonObject { ["storedAt"] = storedAt } },
                Upsert: true);
        });
        return database.UpdateAsync(collection, [.. updates], cancellationToken);
    }

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
