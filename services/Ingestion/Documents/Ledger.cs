using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Contracts;
using NewsPlatform.Mongo;

namespace NewsPlatform.Ingestion.Documents;

/// <summary>What became of every document and every article in it. Owns the collections <c>documents</c> and <c>fates</c>.</summary>
internal sealed class Ledger(MongoDatabase database, TimeProvider time)
{
    private const string Documents = "documents";
    private const string Fates = "fates";

    private readonly Coalescer<UpdateOne> documents = new(updates => WriteAsync(database, Documents, updates));
    private readonly Coalescer<UpdateOne> fates = new(updates => WriteAsync(database, Fates, updates));

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await database.EnsureCollectionAsync(
            new CollectionDefinition
            {
                Name = Documents,
                Indexes =
                [
                    // Unfinished documents, oldest first: back-pressure, and announcing again at start.
                    new IndexDefinition { Name = "state_claimed", Keys = new JsonObject { ["state"] = 1, ["claimedAt"] = 1 } },
                ],
            },
            cancellationToken);
        await database.EnsureCollectionAsync(
            new CollectionDefinition
            {
                Name = Fates,
                Indexes = [new IndexDefinition { Name = "document_page", Keys = new JsonObject { ["documentId"] = 1, ["page"] = 1 } }],
            },
            cancellationToken);
    }

    public Task<LedgerEntry?> FindAsync(string documentId, CancellationToken cancellationToken) =>
        database.FindOneAsync<LedgerEntry>(Documents, new JsonObject { ["_id"] = documentId }, cancellationToken: cancellationToken);

    /// <summary>
    /// Writes the document and the pages of its articles before anything is announced, so that a fate always finds its
    /// line. What is there already stays: a second announcement must not put a stored article back in flight.
    /// </summary>
    public async Task OpenAsync(LedgerEntry entry, IReadOnlyList<ArticleFate> articles, CancellationToken cancellationToken)
    {
        var pages = new List<UpdateOne>();
        for (var start = 0; start < articles.Count; start += FatePage.Size)
        {
            var page = new FatePage
            {
                Id = FatePage.IdOf(entry.Id, start),
                DocumentId = entry.Id,
                Page = start / FatePage.Size,
                Articles = [.. articles.Skip(start).Take(FatePage.Size)],
            };
            pages.Add(InsertIfAbsent(page.Id, page));
        }

        await fates.AddAsync(pages).WaitAsync(cancellationToken);
        await documents.AddAsync([OpenDocument(entry)]).WaitAsync(cancellationToken);
    }

    /// <summary>Every article is with the broker, and the bytes are about to lie at this path below the done folder.</summary>
    public Task MarkAnnouncedAsync(string documentId, string path, CancellationToken cancellationToken) =>
        SetAsync(
            new JsonObject { ["_id"] = documentId, ["state"] = DocumentState.Announcing },
            new JsonObject { ["state"] = DocumentState.Announced, ["announcedAt"] = Json(time.GetUtcNow()), ["path"] = path },
            cancellationToken);

    /// <summary>The bytes of the document lie in the done folder now.</summary>
    public Task MarkMovedAsync(string documentId, string path, CancellationToken cancellationToken) =>
        SetAsync(new JsonObject { ["_id"] = documentId }, new JsonObject { ["path"] = path }, cancellationToken);

    /// <summary>
    /// Writes what became of articles, in whatever order it is told: repeated stands above stored (an article may turn out
    /// to be a repeat after it was stored), and both above quarantined; a person's word stands above all of them, and her later
    /// word above her earlier one.
    /// </summary>
    public async Task SetFatesAsync(IEnumerable<(string DocumentId, int Position, ArticleFate Fate)> told, CancellationToken cancellationToken)
    {
        var updates = new List<UpdateOne>();
        foreach (var (documentId, position, fate) in told)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"articles.{position % FatePage.Size}");
            var filter = new JsonObject { ["_id"] = FatePage.IdOf(documentId, position), [place + ".articleId"] = fate.ArticleId };
            filter[place + ".overruledAt"] = fate.OverruledAt is { } at
                ? new JsonObject { ["$not"] = new JsonObject { ["$gt"] = Json(at) } }
                : null;
            if (fate.Fate != Fate.Repeated && fate.OverruledAt is null)
            {
                filter[place + ".fate"] = new JsonObject
                {
                    ["$nin"] = fate.Fate == Fate.Stored ? new JsonArray(Fate.Repeated) : new JsonArray(Fate.Stored, Fate.Repeated),
                };
            }

            var line = new JsonObject
            {
                [place + ".fate"] = fate.Fate,
                [place + ".verdict"] = fate.Verdict,
                [place + ".keptArticleId"] = fate.KeptArticleId,
                [place + ".reason"] = fate.Reason,
            };
            if (fate.OverruledAt is { } overruled)
            {
                line[place + ".overruledAt"] = Json(overruled);
            }

            updates.Add(new UpdateOne(filter, new JsonObject { ["$set"] = line }));
        }

        await fates.AddAsync(updates).WaitAsync(cancellationToken);
    }

    /// <summary>The documents among these ids that the ledger knows.</summary>
    public async Task<List<LedgerEntry>> FindAsync(IReadOnlyCollection<string> documentIds, CancellationToken cancellationToken)
    {
        var entries = new List<LedgerEntry>();
        await foreach (var entry in database.FindAsync<LedgerEntry>(Documents, new JsonObject { ["_id"] = In(documentIds) }, cancellationToken: cancellationToken))
        {
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>Each document's articles with their fates, in their order.</summary>
    public async Task<Dictionary<string, List<ArticleFate>>> ArticlesAsync(IReadOnlyCollection<string> documentIds, CancellationToken cancellationToken)
    {
        var articles = documentIds.ToDictionary(id => id, _ => new List<ArticleFate>(), StringComparer.Ordinal);
        var pages = database.FindAsync<FatePage>(
            Fates,
            new JsonObject { ["documentId"] = In(documentIds) },
            new FindOptions { Sort = new JsonObject { ["documentId"] = 1, ["page"] = 1 } },
            cancellationToken);
        await foreach (var page in pages)
        {
            articles[page.DocumentId].AddRange(page.Articles);
        }

        return articles;
    }

    public async Task MarkCompleteAsync(IReadOnlyCollection<string> documentIds, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var updates = documentIds.Select(id => new UpdateOne(
            new JsonObject { ["_id"] = id, ["state"] = DocumentState.Announced },
            new JsonObject { ["$set"] = new JsonObject { ["state"] = DocumentState.Complete, ["completedAt"] = Json(at) } }));
        await documents.AddAsync(updates).WaitAsync(cancellationToken);
    }

    /// <summary>Those of the documents whose articles all have their fate by now.</summary>
    public async Task<List<string>> FinalAmongAsync(IReadOnlyCollection<string> documentIds, CancellationToken cancellationToken)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        var pages = database.FindAsync<JsonObject>(
            Fates,
            new JsonObject { ["documentId"] = In(documentIds), ["articles.fate"] = Fate.InFlight },
            new FindOptions { Projection = new JsonObject { ["documentId"] = 1 } },
            cancellationToken);
        await foreach (var page in pages)
        {
            open.Add(page["documentId"]!.GetValue<string>());
        }

        return [.. documentIds.Where(id => !open.Contains(id))];
    }

    /// <summary>Articles found in documents that are not complete: an upper bound of what is on its way.</summary>
    public async Task<long> InFlightAsync(CancellationToken cancellationToken)
    {
        var pipeline = new JsonArray(
            new JsonObject { ["$match"] = new JsonObject { ["state"] = Unfinished() } },
            new JsonObject { ["$group"] = new JsonObject { ["_id"] = null, ["found"] = new JsonObject { ["$sum"] = "$found" } } });
        await foreach (var total in database.AggregateAsync<JsonObject>(Documents, pipeline, cancellationToken))
        {
            return total["found"]?.GetValue<long>() ?? 0;
        }

        return 0;
    }

    /// <summary>Documents whose articles have no final fate, oldest first.</summary>
    public IAsyncEnumerable<LedgerEntry> UnfinishedAsync(CancellationToken cancellationToken) =>
        database.FindAsync<LedgerEntry>(
            Documents,
            new JsonObject { ["state"] = Unfinished() },
            new FindOptions { Sort = new JsonObject { ["claimedAt"] = 1 } },
            cancellationToken);

    /// <summary>The oldest documents that were announced before this moment and are not complete.</summary>
    public async Task<List<string>> AnnouncedBeforeAsync(DateTimeOffset moment, int most, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var found = database.FindAsync<JsonObject>(
            Documents,
            new JsonObject { ["state"] = DocumentState.Announced, ["announcedAt"] = new JsonObject { ["$lt"] = Json(moment) } },
            new FindOptions { Sort = new JsonObject { ["claimedAt"] = 1 }, Projection = new JsonObject { ["_id"] = 1 }, Limit = most },
            cancellationToken);
        await foreach (var entry in found)
        {
            ids.Add(entry["_id"]!.GetValue<string>());
        }

        return ids;
    }

    private static JsonObject In(IEnumerable<string> ids) => new() { ["$in"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) };

    private static JsonObject Unfinished() => new() { ["$in"] = new JsonArray(DocumentState.Announcing, DocumentState.Announced) };

    private static UpdateOne InsertIfAbsent<T>(string id, T document)
    {
        var fields = JsonSerializer.SerializeToNode(document, MongoJson.Options)!.AsObject();
        fields.Remove("_id");
        return new UpdateOne(new JsonObject { ["_id"] = id }, new JsonObject { ["$setOnInsert"] = fields }, Upsert: true);
    }

    // What failed before may be readable today, by a newer version or with a larger limit; anything else that is there
    // already stays. In one step, so that the order inside a bulk does not matter.
    private static UpdateOne OpenDocument(LedgerEntry entry)
    {
        var fields = JsonSerializer.SerializeToNode(entry, MongoJson.Options)!;
        var isNew = new JsonObject
        {
            ["$eq"] = new JsonArray(new JsonObject { ["$ifNull"] = new JsonArray("$state", DocumentState.Failed) }, DocumentState.Failed),
        };
        var replace = new JsonObject { ["$cond"] = new JsonArray(isNew, new JsonObject { ["$literal"] = fields }, "$$ROOT") };
        return new UpdateOne(new JsonObject { ["_id"] = entry.Id }, new JsonArray(new JsonObject { ["$replaceWith"] = replace }), Upsert: true);
    }

    private Task SetAsync(JsonObject filter, JsonObject fields, CancellationToken cancellationToken) =>
        documents.AddAsync([new UpdateOne(filter, new JsonObject { ["$set"] = fields })]).WaitAsync(cancellationToken);

    private static async Task WriteAsync(MongoDatabase database, string collection, IReadOnlyList<UpdateOne> updates) =>
        Refuse(await database.UpdateAsync(collection, updates, CancellationToken.None));

    private static JsonNode? Json(DateTimeOffset moment) => JsonSerializer.SerializeToNode(moment, MongoJson.Options);

    // The ledger's own documents are small and of one shape: a refusal is a fault of this program, not of an article.
    // Two replicas that insert the same page at once is no refusal: one of them finds it there.
    private static void Refuse(WriteResult result)
    {
        if (result.Refused is [var first, ..])
        {
            throw new InvalidOperationException($"The store refused a line of the ledger: {first.Reason}");
        }
    }
}
