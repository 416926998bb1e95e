using System.Text.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Contracts;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Search.Segments;

namespace NewsPlatform.Storage.Articles;

/// <summary>
/// Owns the collections <c>articles</c>, <c>repeats</c> and <c>corrections</c>. Bulk upserts by id: delivering twice equals
/// delivering once, in any order.
/// </summary>
/// <remarks>
/// Three messages may say what an article is (it was noted, it repeats another, its verdict is another one now), and arrive in
/// any order. Each writer therefore first writes its own, then settles what lies there: of several, at least the last sees
/// all. The verdict that holds over the others decides, see <see cref="Verdict.HoldsOver"/>.
/// </remarks>
internal sealed class ArticleStore(MongoDatabase database, SegmentStore segments)
{
    internal const string Articles = "articles";
    internal const string Repeats = "repeats";
    private const string Corrections = "corrections";

    // Each round carries out what the one before saw; two writers that disturb each other take some more.
    private const int MostRounds = 10;

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

                    // The newest articles, without a question.
                    Index("newest", (StoredDocument.Order, -1)),

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
        await database.EnsureCollectionAsync(new CollectionDefinition { Name = Corrections, Validator = Requires("verdict") }, cancellationToken);
    }

    /// <summary>Writes articles; a version that is not newer than the stored one changes nothing, and is no conflict for anybody.</summary>
    /// <returns><see cref="WriteResult.UpsertedIndexes"/> are those that were not there before.</returns>
    public Task<WriteResult> StoreAsync(IReadOnlyList<StoredDocument> documents, CancellationToken cancellationToken) =>
        WriteAsync(
            Articles,
            documents,
            document => new JsonObject { ["_id"] = document.Id, ["version"] = new JsonObject { ["$lt"] = document.Version } },
            cancellationToken);

    /// <summary>Writes repeats; a verdict that holds over the new one stays.</summary>
    public async Task<WriteResult> StoreAsync(IReadOnlyList<RepeatDocument> documents, CancellationToken cancellationToken)
    {
        var result = await WriteAsync(Repeats, documents, document => Below(document.Id, document.Verdict), cancellationToken);

        // The text is wanted also where the verdict came without it, and with it the article's own way.
        var texts = result.Conflicts.Select(index => documents[index]).Where(document => document.Article is not null)
            .Select(document => new UpdateOne(
                new JsonObject { ["_id"] = document.Id, ["article"] = null },
                new JsonObject { ["$set"] = new JsonObject { ["article"] = Node(document.Article), ["ingestedAt"] = Node(document.IngestedAt), ["journey"] = Node(document.Journey) } }))
            .ToList();
        if (texts.Count > 0)
        {
            await database.UpdateAsync(Repeats, texts, cancellationToken);
        }

        return result;
    }

    /// <summary>
    /// Notes what articles are now that go on by it. The note stays: it is followed by <see cref="SettleAsync"/> whenever
    /// something of the article arrives, and the article itself may still be on its way.
    /// </summary>
    public Task CorrectAsync(IReadOnlyList<(string Id, Verdict Verdict)> corrections, CancellationToken cancellationToken) =>
        UpsertAsync(
            Corrections,
            corrections.Select(correction => new CorrectionDocument { Id = correction.Id, Verdict = correction.Verdict }).ToList(),
            correction => Below(correction.Id, correction.Verdict),
            cancellationToken);

    /// <summary>
    /// Follows the verdict that holds: of what stands among the articles and among the repeats one goes, and what is held back
    /// without a reason is to be released.
    /// </summary>
    public async Task<Settled> SettleAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            var repeats = await FindAsync<RepeatDocument>(Repeats, ids, repeat => repeat.Id, cancellationToken);
            var notes = await FindAsync<CorrectionDocument>(Corrections, ids, note => note.Id, cancellationToken);
            if (repeats.Count + notes.Count == 0)
            {
                return Settled.Nothing;
            }

            var spoken = repeats.Keys.Union(notes.Keys).ToList();
            var articles = await FindAsync<StoredDocument>(Articles, spoken, article => article.Id, cancellationToken);
            var lines = spoken.ConvertAll(id => new Line(articles.GetValueOrDefault(id), repeats.GetValueOrDefault(id), notes.GetValueOrDefault(id)?.Verdict));
            if (round == MostRounds || !await FollowAsync(lines, cancellationToken))
            {
                return new()
                {
                    Articles = [.. lines.Where(line => line.Article is not null && !line.IsHeld).Select(line => line.Article!)],
                    Repeats = [.. lines.Where(line => line.IsHeld).Select(line => line.Repeat!)],
                    Released = [.. lines.Where(line => line.IsReleased).Select(line => (line.Repeat!, line.Note!))],
                };
            }
        }
    }

    /// <summary>Deletes articles for good, what they are found by, and what is noted about them.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        await database.UpdateManyAsync(Articles, In(ids), new JsonObject { ["$set"] = new JsonObject { [StoredDocument.Profile] = SearchEntry.Leaving } }, cancellationToken);
        var leaving = await FindAsync<StoredDocument>(Articles, ids, article => article.Id, cancellationToken);
        await DeleteLeavingAsync(leaving.Values, cancellationToken);
        await database.DeleteAsync(Corrections, In(ids), limit: 0, cancellationToken);
    }

    /// <returns>Whether anything was to be done: what lies there now has to be read again.</returns>
    private async Task<bool> FollowAsync(List<Line> lines, CancellationToken cancellationToken)
    {
        var moving = lines.Where(line => line.Moves).ToList();
        var changes = lines.Where(line => line.IsRelinked).Select(line => new UpdateOne(line.AsRead(), new JsonObject { ["$set"] = Relinked(line.Article!, line.Note!) }))
            .Concat(moving.Select(line => new UpdateOne(line.AsRead(), new JsonObject { ["$set"] = new JsonObject { [StoredDocument.Profile] = SearchEntry.Leaving } })))
            .ToList();
        var overcome = lines.Where(line => line.IsOvercome).ToList();
        if (changes.Count + overcome.Count == 0)
        {
            return false;
        }

        await database.UpdateAsync(Articles, changes, cancellationToken);
        if (moving.Count > 0)
        {
            await MoveAsync(moving.ConvertAll(line => line.Repeat!), cancellationToken);
        }

        if (overcome.Count > 0)
        {
            // Only with the verdict that was overcome: a stronger one may just have come.
            await database.DeleteAsync(
                Repeats,
                new JsonObject { ["$or"] = new JsonArray([.. overcome.Select(line => Same(line.Repeat!.Id, line.Repeat.Verdict))]) },
                limit: 0,
                cancellationToken);
        }

        return true;
    }

    // First the repeat has the text, then the article goes. A crash between leaves both, and the next delivery goes on.
    private async Task MoveAsync(List<RepeatDocument> repeats, CancellationToken cancellationToken)
    {
        var leaving = (await FindAsync<StoredDocument>(Articles, [.. repeats.Select(repeat => repeat.Id)], article => article.Id, cancellationToken))
            .Where(article => article.Value.Search.Profile == SearchEntry.Leaving).ToDictionary(StringComparer.Ordinal);
        var filled = repeats.Where(repeat => leaving.ContainsKey(repeat.Id)).Select(repeat => new UpdateOne(
            new JsonObject { ["_id"] = repeat.Id },
            new JsonObject
            {
                ["$set"] = new JsonObject
                {
                    ["article"] = Node(leaving[repeat.Id].Article),
                    ["ingestedAt"] = Node(leaving[repeat.Id].IngestedAt),
                    ["enrichment"] = Node(leaving[repeat.Id].Enrichment),

                    // Its own way from its file; that of the word that it is a repeat began elsewhere.
                    ["journey"] = Node(leaving[repeat.Id].Journey),
                },
                ["$setOnInsert"] = new JsonObject { ["verdict"] = Node(repeat.Verdict), ["storedAt"] = Node(repeat.StoredAt) },
            },
            Upsert: true));
        await database.UpdateAsync(Repeats, [.. filled], cancellationToken);
        await DeleteLeavingAsync(leaving.Values, cancellationToken);
    }

    // From the moment on that they are leaving they are indexed no more; one that was stored anew meanwhile stays.
    private async Task DeleteLeavingAsync(IReadOnlyCollection<StoredDocument> leaving, CancellationToken cancellationToken)
    {
        await segments.MarkAsync(leaving.Where(article => article.Search.Origin is not null).Select(article => (article.Id, article.Search.Origin!.Value)), cancellationToken);
        var filter = In(leaving.Select(article => article.Id));
        filter[StoredDocument.Profile] = SearchEntry.Leaving;
        await database.DeleteAsync(Articles, filter, limit: 0, cancellationToken);
    }

    private static JsonObject Relinked(StoredDocument article, Verdict verdict) => new()
    {
        ["verdict"] = Node(verdict),

        // An older delivery does not undo a person's word.
        ["version"] = Math.Max(article.Version, Moment(verdict)),
        [StoredDocument.Profile] = SearchEntry.Pending,
        [StoredDocument.Change] = SearchEntry.ChangeOf($"{article.Id}/{article.Search.Change}/{JsonSerializer.Serialize(verdict, MongoJson.Options)}"),
    };

    // Those whose verdict does not hold over this one.
    private static JsonObject Below(string id, Verdict verdict)
    {
        var stronger = new JsonArray([.. VerdictKind.HoldingOver(verdict.Kind).Select(kind => JsonValue.Create(kind))]);
        if (verdict.OverruledAt is not { } said)
        {
            return new JsonObject { ["_id"] = id, ["verdict.overruledAt"] = null, ["verdict.kind"] = new JsonObject { ["$nin"] = stronger } };
        }

        return new JsonObject
        {
            ["_id"] = id,
            ["$or"] = new JsonArray(
                new JsonObject { ["verdict.overruledAt"] = null },
                new JsonObject { ["verdict.overruledAt"] = new JsonObject { ["$lt"] = MongoJson.Node(said) } },
                new JsonObject { ["verdict.overruledAt"] = MongoJson.Node(said), ["verdict.kind"] = new JsonObject { ["$nin"] = stronger } }),
        };
    }

    private static JsonObject Same(string id, Verdict verdict) =>
        new() { ["_id"] = id, ["verdict.kind"] = verdict.Kind, ["verdict.overruledAt"] = verdict.OverruledAt is { } said ? MongoJson.Node(said) : null };

    // When a person said so, in milliseconds since 1970; 0 for what the rules say: a person's word stands above theirs, and
    // her later word above her earlier one.
    private static long Moment(Verdict verdict) => verdict.OverruledAt?.ToUnixTimeMilliseconds() ?? 0;

    private async Task<Dictionary<string, T>> FindAsync<T>(string collection, IReadOnlyCollection<string> ids, Func<T, string> idOf, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        await foreach (var document in database.FindAsync<T>(collection, In(ids), cancellationToken: cancellationToken))
        {
            found[idOf(document)] = document;
        }

        return found;
    }

    // Nearly all are new, and an insert costs the engine and this process a part of what an upsert costs (its filter, its change,
    // the document made of both). What is there already takes the longer way: a redelivery, a later version.
    private async Task<WriteResult> WriteAsync<T>(string collection, IReadOnlyList<T> documents, Func<T, JsonObject> filter, CancellationToken cancellationToken)
    {
        if (documents.Count == 0)
        {
            return WriteResult.Nothing;
        }

        var inserted = await database.InsertAsync(collection, documents, cancellationToken);
        var known = inserted.Conflicts;
        var fresh = Enumerable.Range(0, documents.Count).Except(known).Except(inserted.Refused.Select(refused => refused.Index));
        if (known.Count == 0)
        {
            return inserted with { UpsertedIndexes = [.. fresh] };
        }

        var updated = await UpsertAsync(collection, [.. known.Select(index => documents[index])], filter, cancellationToken);
        return updated with
        {
            Inserted = inserted.Inserted,
            UpsertedIndexes = [.. fresh.Concat(updated.UpsertedIndexes.Select(index => known[index])).Order()],
            Conflicts = [.. updated.Conflicts.Select(index => known[index])],
            Refused = [.. inserted.Refused.Concat(updated.Refused.Select(refused => refused with { Index = known[refused.Index] })).OrderBy(refused => refused.Index)],
        };
    }

    private async Task<WriteResult> UpsertAsync<T>(string collection, List<T> documents, Func<T, JsonObject> filter, CancellationToken cancellationToken)
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
        var insert = new JsonObject();
        if (fields.Remove("storedAt", out var storedAt))
        {
            insert["storedAt"] = storedAt;
        }

        // A verdict that comes without its article has come another way than the article, which may lie here already.
        if (!fields.ContainsKey("article") && fields.Remove("journey", out var journey))
        {
            insert["journey"] = journey;
        }

        if (fields.Remove("search", out var entry))
        {
            SearchEntry.Set(fields, entry!.AsObject());
        }

        return new(filter, new JsonObject { ["$set"] = fields, ["$setOnInsert"] = insert }, Upsert: true);
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

    /// <summary>What lies there of one article.</summary>
    private sealed record Line(StoredDocument? Article, RepeatDocument? Repeat, Verdict? Note)
    {
        public bool IsRelinked => !IsLeaving && Article is not null && Note is not null
            && (Note.HoldsOver(Article.Verdict) || (!Article.Verdict.HoldsOver(Note) && Note.KeptArticleId != Article.Verdict.KeptArticleId));

        /// <summary>The repeat gives way.</summary>
        public bool IsOvercome => !IsLeaving && Article is not null && Repeat is not null && Article.Verdict.HoldsOver(Repeat.Verdict);

        /// <summary>The article gives way.</summary>
        public bool Moves => Article is not null && Repeat is not null && !IsRelinked && !IsOvercome;

        public bool IsReleased => Article is null && Repeat?.Article is not null && Note?.HoldsOver(Repeat.Verdict) == true;

        public bool IsHeld => Article is null && Repeat?.Article is not null && !IsReleased;

        private bool IsLeaving => Article?.Search.Profile == SearchEntry.Leaving;

        /// <summary>Only as long as nobody else has changed it, or begun to move it.</summary>
        public JsonObject AsRead() =>
            new() { ["_id"] = Article!.Id, [StoredDocument.Change] = Article.Search.Change, [StoredDocument.Profile] = new JsonObject { ["$ne"] = SearchEntry.Leaving } };
    }
}
