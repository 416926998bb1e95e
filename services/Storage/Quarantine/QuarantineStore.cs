using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Quarantine;

/// <summary>Owns the collections <c>quarantine</c> (what is there and why) and <c>parked</c> (the messages as they were).</summary>
internal sealed class QuarantineStore(MongoDatabase database, TimeProvider time)
{
    private const string Quarantine = "quarantine";
    private const string Parked = "parked";

    // Below the 16 MB that one document may have.
    private const int ChunkBytes = 8 * 1024 * 1024;
    private const int LongestReason = 2_000;
    private const int LongestStack = 16_000;
    private const string Bus = "bus";

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await database.EnsureCollectionAsync(
            new CollectionDefinition
            {
                Name = Quarantine,
                Indexes =
                [
                    // What waits, grouped or the newest first; what became of the rest.
                    new IndexDefinition { Name = "state_last", Keys = new JsonObject { ["state"] = 1, ["lastAt"] = -1, ["_id"] = -1 } },
                    new IndexDefinition { Name = "article", Keys = new JsonObject { ["articles.articleId"] = 1 } },
                ],
            },
            cancellationToken);
        await database.EnsureCollectionAsync(
            new CollectionDefinition { Name = Parked, Indexes = [new IndexDefinition { Name = "entry", Keys = new JsonObject { ["entry"] = 1, ["part"] = 1 } }] },
            cancellationToken);
    }

    /// <summary>Keeps a message: the body first, so that no entry is without one.</summary>
    public async Task<QuarantineEntry> KeepAsync(ParkedMessage message, CancellationToken cancellationToken)
    {
        var (messageId, trace, articles) = ParkedBody.Read(message.Body);
        var id = ParkedBody.EntryId(message.Queue, messageId);
        var now = time.GetUtcNow();
        await WriteBodyAsync(id, message.Body, cancellationToken);
        var entry = new QuarantineEntry
        {
            Id = id,
            Queue = message.Queue,
            Service = message.Queue.Split('-')[0],
            State = QuarantineState.Waiting,
            Reason = Cut(message.Reason, LongestReason)!,
            ExceptionType = message.ExceptionType,
            StackTrace = Cut(message.StackTrace, LongestStack),
            Replica = message.Replica,
            TraceId = trace,
            Articles = articles,
            Attempts = 1,
            FirstAt = now,
            LastAt = now,
        };
        var fields = MongoJson.Node(entry)!.AsObject();
        foreach (var name in new[] { "_id", "attempts", "firstAt", "history" })
        {
            fields.Remove(name);
        }

        await UpdateAsync(
            new JsonObject { ["_id"] = id },
            new JsonObject
            {
                ["$set"] = fields,
                ["$inc"] = new JsonObject { ["attempts"] = 1 },
                ["$setOnInsert"] = new JsonObject { ["firstAt"] = MongoJson.Node(now) },
                ["$push"] = new JsonObject { ["history"] = MongoJson.Node(new QuarantineStep(now, Bus, "parked", entry.Reason)) },
            },
            upsert: true,
            cancellationToken);
        return entry;
    }

    public Task<QuarantineEntry?> FindAsync(string id, CancellationToken cancellationToken) =>
        database.FindOneAsync<QuarantineEntry>(Quarantine, new JsonObject { ["_id"] = id }, cancellationToken: cancellationToken);

    /// <summary>The message as it was sent.</summary>
    public async Task<byte[]> BodyAsync(string id, CancellationToken cancellationToken)
    {
        using var packed = new MemoryStream();
        var options = new FindOptions { Sort = new JsonObject { ["part"] = 1 } };
        await foreach (var chunk in database.FindAsync<BodyChunk>(Parked, new JsonObject { ["entry"] = id }, options, cancellationToken))
        {
            packed.Write(chunk.Data);
        }

        packed.Position = 0;
        await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var body = new MemoryStream();
        await unpacked.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }

    /// <summary>What fits, the newest first.</summary>
    public async Task<List<QuarantineEntry>> ListAsync(QuarantineFilter filter, int limit, CancellationToken cancellationToken)
    {
        var entries = new List<QuarantineEntry>();
        var options = new FindOptions
        {
            Sort = new JsonObject { ["lastAt"] = -1, ["_id"] = -1 },
            Limit = limit,
            Projection = new JsonObject { ["stackTrace"] = 0 },
        };
        await foreach (var entry in database.FindAsync<QuarantineEntry>(Quarantine, filter.ToJson(), options, cancellationToken))
        {
            entries.Add(entry);
        }

        return entries;
    }

    public Task<long> CountAsync(QuarantineFilter filter, CancellationToken cancellationToken) =>
        database.CountAsync(Quarantine, filter.ToJson(), cancellationToken);

    /// <summary>What waits, by service and reason, the largest group first.</summary>
    public async Task<List<QuarantineGroup>> GroupsAsync(QuarantineFilter filter, CancellationToken cancellationToken)
    {
        var pipeline = new JsonArray(
            new JsonObject { ["$match"] = filter.ToJson() },
            new JsonObject { ["$sort"] = new JsonObject { ["lastAt"] = -1 } },
            new JsonObject
            {
                ["$group"] = new JsonObject
                {
                    ["_id"] = new JsonObject { ["service"] = "$service", ["reason"] = "$reason" },
                    ["messages"] = new JsonObject { ["$sum"] = 1 },
                    ["articles"] = new JsonObject { ["$sum"] = new JsonObject { ["$size"] = "$articles" } },
                    ["oldest"] = new JsonObject { ["$min"] = "$firstAt" },
                    ["newest"] = new JsonObject { ["$max"] = "$lastAt" },
                    ["sources"] = new JsonObject { ["$addToSet"] = new JsonObject { ["$first"] = "$articles.source" } },
                    ["example"] = new JsonObject { ["$first"] = "$_id" },
                    ["headline"] = new JsonObject { ["$first"] = new JsonObject { ["$first"] = "$articles.headline" } },
                },
            },
            new JsonObject { ["$sort"] = new JsonObject { ["messages"] = -1, ["_id"] = 1 } },
            new JsonObject { ["$limit"] = 200 });
        var groups = new List<QuarantineGroup>();
        await foreach (var group in database.AggregateAsync<QuarantineGroup>(Quarantine, pipeline, cancellationToken))
        {
            groups.Add(group);
        }

        return groups;
    }

    /// <summary>Moves an entry from one state to the next; of two who try at once one succeeds.</summary>
    public async Task<bool> MoveAsync(string id, string from, string to, string who, string? because, CancellationToken cancellationToken) =>
        await UpdateAsync(
            new JsonObject { ["_id"] = id, ["state"] = from },
            new JsonObject
            {
                ["$set"] = new JsonObject { ["state"] = to },
                ["$push"] = new JsonObject { ["history"] = MongoJson.Node(new QuarantineStep(time.GetUtcNow(), who, to, because)) },
            },
            upsert: false,
            cancellationToken) == 1;

    private async Task WriteBodyAsync(string id, byte[] body, CancellationToken cancellationToken)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(body, cancellationToken);
        }

        var bytes = packed.ToArray();
        for (var part = 0; part * ChunkBytes < bytes.Length; part++)
        {
            var start = part * ChunkBytes;
            var chunk = new BodyChunk { Id = $"{id}/{part}", Entry = id, Part = part, Data = bytes[start..Math.Min(bytes.Length, start + ChunkBytes)] };
            var fields = MongoJson.Node(chunk)!.AsObject();
            fields.Remove("_id");
            var result = await database.UpdateAsync(
                Parked, [new UpdateOne(new JsonObject { ["_id"] = chunk.Id }, new JsonObject { ["$set"] = fields }, Upsert: true)], cancellationToken);
            Refuse(result);
        }
    }

    private async Task<int> UpdateAsync(JsonObject filter, JsonObject change, bool upsert, CancellationToken cancellationToken)
    {
        var result = await database.UpdateAsync(Quarantine, [new UpdateOne(filter, change, upsert)], cancellationToken);
        Refuse(result);
        return result.Matched;
    }

    private static void Refuse(WriteResult result)
    {
        if (result.Refused is [var first, ..])
        {
            throw new InvalidOperationException($"The store refused a line of the quarantine: {first.Reason}");
        }
    }

    private static string? Cut(string? text, int length) =>
        text is null ? null : Text.TextCleaner.Clean(text.Length <= length ? text : text[..length]);

    private sealed record BodyChunk
    {
        [JsonPropertyName("_id")]
        public required string Id { get; init; }

        public required string Entry { get; init; }

        public required int Part { get; init; }

        public required byte[] Data { get; init; }
    }
}

/// <summary>Messages of one service that failed for one reason.</summary>
internal sealed record QuarantineGroup
{
    [JsonPropertyName("_id")]
    public required QuarantineGroupKey Key { get; init; }

    public required int Messages { get; init; }

    public required int Articles { get; init; }

    public required DateTimeOffset Oldest { get; init; }

    public required DateTimeOffset Newest { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The newest entry's id and headline.</summary>
    public required string Example { get; init; }

    public string? Headline { get; init; }
}

internal sealed record QuarantineGroupKey(string Service, string Reason);

/// <summary>Which entries are meant. Every part that is given must fit.</summary>
internal sealed record QuarantineFilter
{
    public string State { get; init; } = QuarantineState.Waiting;

    public IReadOnlyList<string>? Ids { get; init; }

    public string? Service { get; init; }

    /// <summary>The whole reason, as a group has it.</summary>
    public string? Reason { get; init; }

    public string? Source { get; init; }

    public JsonObject ToJson()
    {
        var filter = new JsonObject { ["state"] = State };
        if (Ids is not null)
        {
            filter["_id"] = new JsonObject { ["$in"] = new JsonArray([.. Ids.Select(id => JsonValue.Create(id))]) };
        }

        if (Service is not null)
        {
            filter["service"] = Service;
        }

        if (Reason is not null)
        {
            filter["reason"] = Reason;
        }

        if (Source is not null)
        {
            filter["articles.source"] = Source;
        }

        return filter;
    }
}
