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
    private readonly Coalescer<LedgerEntry> opened = new(entries => OpenAsync(database, entries));
    private readonly Coalescer<FatePage> pages = new(async pages => Refuse(await database.InsertAsync(Fates, pages, CancellationToken.None)));
    private readonly Coalescer<ToldFate> told = new(fates => WriteAsync(database, fates));

    private sealed record ToldFate(string DocumentId, int Position, ArticleFate Fate)
    {
        public string Page => FatePage.IdOf(DocumentId, Position);

        public string Place => string.Create(CultureInfo.InvariantCulture, $"articles.{Position % FatePage.Size}");
    }

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await database.EnsureCollectionAsync(
            new CollectionDefinition
            {
                Name = Documents,
                Indexes =
                [
                    // Unfinished documents, oldest first, for announcing again at start; with what was found in them, so that
                    // back-pressure counts without a look into the documents.
                    new IndexDefinition { Name = "state_claimed_found", Keys = new JsonObject { ["state"] = 1, ["claimedAt"] = 1, ["found"] = 1 } },

                    // The lists of files that people look at, the newest first: all, those of one source. The balance of a span.
                    new IndexDefinition { Name = "newest", Keys = new JsonObject { ["claimedAt"] = -1, ["_id"] = -1 } },
                    new IndexDefinition { Name = "source_newest", Keys = new JsonObject { ["source"] = 1, ["claimedAt"] = -1, ["_id"] = -1 } },
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
        var lines = new List<FatePage>();
        for (var start = 0; start < articles.Count; start += FatePage.Size)
        {
            lines.Add(new FatePage
            {
                Id = FatePage.IdOf(entry.Id, start),
                DocumentId = entry.Id,
                Page = start / FatePage.Size,
                Articles = [.. articles.Skip(start).Take(FatePage.Size)],
            });
        }

        // What is there already conflicts, and stays.
        await pages.AddAsync(lines).WaitAsync(cancellationToken);
        await opened.AddAsync([entry]).WaitAsync(cancellationToken);
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
    /// Writes what became of articles, in whatever order it is told: stored and repeated stand above quarantined, and of two
    /// of these the one whose verdict holds over the other's (an article may turn out to be a repeat after it was stored, and
    /// a near copy a new version after it was held back); a person's word stands above all of them, and her later word above
    /// her earlier one.
    /// </summary>
    public Task SetFatesAsync(IEnumerable<(string DocumentId, int Position, ArticleFate Fate)> fates, CancellationToken cancellationToken) =>
        told.AddAsync(fates.Select(one => new ToldFate(one.DocumentId, one.Position, one.Fate))).WaitAsync(cancellationToken);

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

    // Nearly every document is new: an insert costs the engine a part of the other.
    private static async Task OpenAsync(MongoDatabase database, IReadOnlyList<LedgerEntry> entries)
    {
        var inserted = await database.InsertAsync(Documents, entries, CancellationToken.None);
        Refuse(inserted);
        if (inserted.Conflicts.Count > 0)
        {
            Refuse(await database.UpdateAsync(Documents, [.. inserted.Conflicts.Select(index => OpenDocument(entries[index]))], CancellationToken.None));
        }
    }

    // Nearly all that is told is "stored", of several articles of a page at once: one update a page, under the conditions of all
    // of them. Where one of those does not hold, each is written by itself.
    private static async Task WriteAsync(MongoDatabase database, IReadOnlyList<ToldFate> told)
    {
        var single = new List<ToldFate>();
        var together = new List<IReadOnlyList<ToldFate>>();
        foreach (var page in told.GroupBy(one => one.Page, StringComparer.Ordinal))
        {
            var plain = page.Where(one => one.Fate is { Fate: Fate.Stored, OverruledAt: null }).ToList();
            if (plain.Count > 1 && plain.DistinctBy(one => one.Position).Count() == plain.Count)
            {
                together.Add(plain);
                single.AddRange(page.Except(plain));
            }
            else
            {
                single.AddRange(page);
            }
        }

        if (together.Count > 0)
        {
            var result = await database.UpdateAsync(Fates, [.. together.Select(Update)], CancellationToken.None);
            Refuse(result);
            if (result.Matched < together.Count)
            {
                single.AddRange(together.SelectMany(page => page));
            }
        }

        if (single.Count > 0)
        {
            Refuse(await database.UpdateAsync(Fates, [.. single.Select(one => Update([one]))], CancellationToken.None));
        }
    }

    private static UpdateOne Update(IReadOnlyList<ToldFate> page)
    {
        var filter = new JsonObject { ["_id"] = page[0].Page };
        var line = new JsonObject();
        foreach (var one in page)
        {
            var (place, fate) = (one.Place, one.Fate);
            filter[place + ".articleId"] = fate.ArticleId;

            // "No later date" and never "equals null": in a path through an array a number may also be a member's name, which
            // every line lacks, and null equals what is missing.
            filter[place + ".overruledAt"] = new JsonObject { ["$not"] = new JsonObject { ["$gt"] = Json(fate.OverruledAt ?? DateTimeOffset.UnixEpoch) } };
            if (fate.Verdict is null)
            {
                if (fate.OverruledAt is null)
                {
                    filter[place + ".fate"] = new JsonObject { ["$nin"] = new JsonArray(Fate.Stored, Fate.Repeated) };
                }
            }
            else if (fate.OverruledAt is null)
            {
                // What is in flight or in quarantine has no verdict yet.
                filter[place + ".verdict"] = new JsonObject { ["$nin"] = new JsonArray([.. VerdictKind.HoldingOver(fate.Verdict).Select(kind => JsonValue.Create(kind))]) };
            }

            line[place + ".fate"] = fate.Fate;
            line[place + ".verdict"] = fate.Verdict;
            line[place + ".keptArticleId"] = fate.KeptArticleId;
            line[place + ".reason"] = fate.Reason;
            if (fate.OverruledAt is { } overruled)
            {
                line[place + ".overruledAt"] = Json(overruled);
            }
        }

        return new UpdateOne(filter, new JsonObject { ["$set"] = line });
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
