using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Mongo.Commands;

namespace NewsPlatform.Mongo;

/// <summary>
/// One MongoDB database, spoken to in database commands as Extended JSON; records pass through <see cref="MongoJson.Options"/>.
/// Safe for use by many at once.
/// </summary>
/// <remarks>
/// Every write waits for the journal, on a replica set for that of a majority of its members: what is acknowledged survives a crash.
/// Every method throws <see cref="StoreUnavailableException"/> for what may pass and <see cref="StoreRefusedException"/> for what cannot.
/// </remarks>
public sealed class MongoDatabase : IAsyncDisposable
{
    private const int EndOfCursor = 0;
    private readonly IMongoClient client;
    private readonly string name;
    private readonly TimeSpan timeout;
    private readonly long timeoutMilliseconds;
    private readonly SafeWrites safeWrites;

    internal MongoDatabase(IMongoClient client, MongoOptions options)
    {
        this.client = client;
        name = options.Database;
        timeout = options.CommandTimeout;
        timeoutMilliseconds = (long)timeout.TotalMilliseconds;
        safeWrites = new(this, timeoutMilliseconds);
    }

    /// <summary>Opens the database for tests and the command line; services take it from <see cref="MongoHosting.AddMongo"/>.
    /// Connects with the first command.</summary>
    /// <exception cref="StoreException">The client library is missing or the connection string cannot be read.</exception>
    public static MongoDatabase Connect(MongoOptions options) =>
#if FULL_REGISTRY
        new(new Driver.DriverClient(options), options);
#else
        new(new Native.NativeClient(options), options);
#endif

    /// <summary>Inserts independently of each other, in as many commands as the size asks for.</summary>
    public async Task<WriteResult> InsertAsync<T>(string collection, IReadOnlyList<T> documents, CancellationToken cancellationToken)
    {
        var bulk = new BulkWrite((items, token) => RunBulkAsync("insert", collection, "documents", items, token));
        for (var i = 0; i < documents.Count; i++)
        {
            var document = documents[i];
            await bulk.AddAsync(i, writer => JsonSerializer.Serialize(writer, document, MongoJson.Options), cancellationToken);
        }

        await bulk.FlushAsync(cancellationToken);
        return new() { Inserted = bulk.Found, Conflicts = bulk.Conflicts, Refused = bulk.Refused };
    }

    /// <summary>
    /// Updates independently of each other. An upsert that lost a race for its unique key runs once more and then finds the
    /// winner; one that conflicts again differs from the winner in its filter and is in <see cref="WriteResult.Conflicts"/>.
    /// </summary>
    public async Task<WriteResult> UpdateAsync(string collection, IReadOnlyList<UpdateOne> updates, CancellationToken cancellationToken)
    {
        var first = await RunUpdatesAsync(collection, updates, Enumerable.Range(0, updates.Count), cancellationToken);
        var lost = first.Conflicts.Where(index => updates[index].Upsert).ToList();
        if (lost.Count == 0)
        {
            return first;
        }

        var second = await RunUpdatesAsync(collection, updates, lost, cancellationToken);
        return new()
        {
            Matched = first.Matched + second.Matched,
            Modified = first.Modified + second.Modified,
            UpsertedIndexes = [.. first.UpsertedIndexes.Concat(second.UpsertedIndexes).Order()],
            Conflicts = [.. first.Conflicts.Except(lost).Concat(second.Conflicts).Order()],
            Refused = [.. first.Refused.Concat(second.Refused).OrderBy(write => write.Index)],
        };
    }

    /// <summary>Changes all that match, in one command.</summary>
    /// <returns>How many matched, changed or not.</returns>
    public async Task<long> UpdateManyAsync(string collection, JsonNode filter, JsonNode change, CancellationToken cancellationToken)
    {
        var bulk = new BulkWrite((items, token) => RunBulkAsync("update", collection, "updates", items, token));
        await bulk.AddAsync(0, writer =>
        {
            writer.WriteStartObject();
            Write(writer, "q", filter);
            Write(writer, "u", change);
            writer.WriteBoolean("multi", true);
            writer.WriteEndObject();
        }, cancellationToken);
        await bulk.FlushAsync(cancellationToken);
        return bulk.Refused is [var refused, ..] ? throw new StoreRefusedException(refused.Code, refused.Reason) : bulk.Found;
    }

    /// <param name="limit">0: all that match. Otherwise at most so many, in no promised order: retention in bounded steps.</param>
    /// <returns>How many were deleted.</returns>
    public async Task<long> DeleteAsync(string collection, JsonNode filter, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        if (limit > 1)
        {
            // The command itself knows only "one" and "all".
            var ids = new JsonArray();
            await foreach (var document in FindAsync<JsonObject>(
                collection, filter, new() { Limit = limit, Projection = new JsonObject { ["_id"] = 1 } }, cancellationToken))
            {
                ids.Add(document["_id"]?.DeepClone());
            }

            filter = new JsonObject
            {
                ["$and"] = new JsonArray(new JsonObject { ["_id"] = new JsonObject { ["$in"] = ids } }, filter.DeepClone()),
            };
        }

        var bulk = new BulkWrite((items, token) => RunBulkAsync("delete", collection, "deletes", items, token));
        await bulk.AddAsync(0, writer =>
        {
            writer.WriteStartObject();
            Write(writer, "q", filter);
            writer.WriteNumber("limit", limit == 1 ? 1 : 0);
            writer.WriteEndObject();
        }, cancellationToken);
        await bulk.FlushAsync(cancellationToken);
        return bulk.Refused is [var refused, ..] ? throw new StoreRefusedException(refused.Code, refused.Reason) : bulk.Found;
    }

    /// <summary>Follows the cursor to its end and closes it when left early. A cursor the server lost is <see cref="StoreUnavailableException"/>.</summary>
    public IAsyncEnumerable<T> FindAsync<T>(
        string collection, JsonNode filter, FindOptions? options = null, CancellationToken cancellationToken = default) =>
        ReadAsync<T>("find", collection, options?.BatchSize, writer =>
        {
            writer.WriteString("find", collection);
            Write(writer, "filter", filter);
            Write(writer, "sort", options?.Sort);
            Write(writer, "projection", options?.Projection);
            Write(writer, "hint", options?.Hint);
            WriteNumber(writer, "limit", options?.Limit);
            WriteNumber(writer, "skip", options?.Skip);
            WriteNumber(writer, "batchSize", options?.BatchSize);
        }, cancellationToken);

    /// <returns>The first match, or the default value when there is none.</returns>
    public async Task<T?> FindOneAsync<T>(
        string collection, JsonNode filter, FindOptions? options = null, CancellationToken cancellationToken = default)
    {
        await foreach (var document in FindAsync<T>(collection, filter, (options ?? new()) with { Limit = 1 }, cancellationToken))
        {
            return document;
        }

        return default;
    }

    /// <summary>Runs a pipeline, spilling to disk where it must, and follows its cursor as <see cref="FindAsync"/> does.</summary>
    public IAsyncEnumerable<T> AggregateAsync<T>(string collection, JsonArray pipeline, CancellationToken cancellationToken) =>
        ReadAsync<T>("aggregate", collection, null, writer =>
        {
            writer.WriteString("aggregate", collection);
            Write(writer, "pipeline", pipeline);
            writer.WriteBoolean("allowDiskUse", true);
            writer.WriteStartObject("cursor");
            writer.WriteEndObject();
        }, cancellationToken);

    /// <summary>Counts what matches: exact, by looking.</summary>
    public async Task<long> CountAsync(string collection, JsonNode filter, CancellationToken cancellationToken)
    {
        var pipeline = new JsonArray(
            new JsonObject { ["$match"] = filter.DeepClone() },
            new JsonObject { ["$count"] = "n" });
        await foreach (var row in AggregateAsync<JsonObject>(collection, pipeline, cancellationToken))
        {
            return row["n"]!.GetValue<long>();
        }

        return 0;
    }

    /// <summary>Makes the collection and its indexes where missing. Safe to repeat, also by several processes at once.</summary>
    public async Task EnsureCollectionAsync(CollectionDefinition definition, CancellationToken cancellationToken)
    {
        var concern = await safeWrites.ConcernAsync(cancellationToken);
        try
        {
            (await RunAsync(definition.Name, CollectionCommands.Create(definition, concern), cancellationToken)).Dispose();
        }
        catch (StoreRefusedException error) when (error.Code == StoreErrors.NamespaceExists)
        {
            // An earlier start or another replica made it.
        }

        if (definition.Indexes.Count > 0)
        {
            (await RunAsync(definition.Name, CollectionCommands.CreateIndexes(definition, concern), cancellationToken)).Dispose();
        }
    }

    public async Task PingAsync(CancellationToken cancellationToken) =>
        (await RunAsync(new JsonObject { ["ping"] = 1 }, cancellationToken)).Dispose();

    /// <summary>Any command, its name first.</summary>
    public Task<JsonDocument> RunAsync(JsonNode command, CancellationToken cancellationToken)
    {
        var first = command.AsObject().First();
        var collection = first.Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        return RunAsync(collection, command, cancellationToken);
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private async Task<WriteResult> RunUpdatesAsync(
        string collection, IReadOnlyList<UpdateOne> updates, IEnumerable<int> indexes, CancellationToken cancellationToken)
    {
        var bulk = new BulkWrite((items, token) => RunBulkAsync("update", collection, "updates", items, token));
        foreach (var index in indexes)
        {
            var update = updates[index];
            await bulk.AddAsync(index, writer =>
            {
                writer.WriteStartObject();
                Write(writer, "q", update.Filter);
                Write(writer, "u", update.Change);
                Write(writer, "arrayFilters", update.ArrayFilters);
                writer.WriteBoolean("upsert", update.Upsert);
                writer.WriteEndObject();
            }, cancellationToken);
        }

        await bulk.FlushAsync(cancellationToken);
        return new()
        {
            Matched = bulk.Found,
            Modified = bulk.Modified,
            UpsertedIndexes = bulk.Upserted,
            Conflicts = bulk.Conflicts,
            Refused = bulk.Refused,
        };
    }

    private async Task<JsonDocument> RunBulkAsync(
        string operation, string collection, string list, ReadOnlyMemory<byte> items, CancellationToken cancellationToken)
    {
        var concern = await safeWrites.ConcernAsync(cancellationToken);
        var buffer = new JsonBuffer(items.Length + 512);
        buffer.Writer.WriteStartObject();
        buffer.Writer.WriteString(operation, collection);
        buffer.Writer.WriteBoolean("ordered", false);

        // The server gives up when nobody waits any more.
        buffer.Writer.WriteNumber("maxTimeMS", timeoutMilliseconds);
        Write(buffer.Writer, "writeConcern", concern);
        buffer.Writer.WritePropertyName(list);
        buffer.Writer.Flush();
        buffer.Append("["u8);
        buffer.Append(items.Span);
        buffer.Append("]}"u8);
        return await RunAsync(operation, collection, buffer, cancellationToken);
    }

    private async IAsyncEnumerable<T> ReadAsync<T>(
        string operation, string collection, int? batchSize, Action<Utf8JsonWriter> write, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = (long)EndOfCursor;
        try
        {
            using (var reply = await RunAsync(operation, collection, Document(writer =>
            {
                write(writer);
                writer.WriteNumber("maxTimeMS", timeoutMilliseconds);
            }), cancellationToken))
            {
                var cursor = reply.RootElement.GetProperty("cursor");
                open = cursor.GetProperty("id").GetInt64();
                foreach (var document in cursor.GetProperty("firstBatch").EnumerateArray())
                {
                    yield return document.Deserialize<T>(MongoJson.Options)!;
                }
            }

            while (open != EndOfCursor)
            {
                using var reply = await RunAsync("getMore", collection, Document(writer =>
                {
                    WriteLong(writer, "getMore", open);
                    writer.WriteString("collection", collection);
                    WriteNumber(writer, "batchSize", batchSize);
                }), cancellationToken);
                var cursor = reply.RootElement.GetProperty("cursor");
                open = cursor.GetProperty("id").GetInt64();
                foreach (var document in cursor.GetProperty("nextBatch").EnumerateArray())
                {
                    yield return document.Deserialize<T>(MongoJson.Options)!;
                }
            }
        }
        finally
        {
            if (open != EndOfCursor)
            {
                await CloseCursorAsync(collection, open);
            }
        }
    }

    private async Task CloseCursorAsync(string collection, long cursor)
    {
        try
        {
            using var reply = await RunAsync("killCursors", collection, Document(writer =>
            {
                writer.WriteString("killCursors", collection);
                writer.WriteStartArray("cursors");
                writer.WriteStartObject();
                writer.WriteString("$numberLong", cursor.ToString(System.Globalization.CultureInfo.InvariantCulture));
                writer.WriteEndObject();
                writer.WriteEndArray();
            }), CancellationToken.None);
        }
        catch (StoreException)
        {
            // The reader has left, perhaps because the store is gone; the server closes an idle cursor itself after ten minutes.
        }
    }

    private static JsonBuffer Document(Action<Utf8JsonWriter> writeMembers) => Command(writer =>
    {
        writer.WriteStartObject();
        writeMembers(writer);
        writer.WriteEndObject();
    });

    private static JsonBuffer Command(Action<Utf8JsonWriter> write)
    {
        var buffer = new JsonBuffer();
        try
        {
            write(buffer.Writer);
            buffer.Writer.Flush();
            return buffer;
        }
        catch (JsonException error)
        {
            throw new StoreRefusedException(StoreErrors.BadValue, error.Message);
        }
    }

    private Task<JsonDocument> RunAsync(string? collection, JsonNode command, CancellationToken cancellationToken) =>
        RunAsync(
            command.AsObject().First().Key, collection, Command(writer => command.WriteTo(writer, MongoJson.Options)), cancellationToken);

    private Task<JsonDocument> RunAsync(string operation, string? collection, JsonBuffer command, CancellationToken cancellationToken) =>
        MongoTelemetry.MeasureAsync(name, operation, collection, async () =>
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(timeout);
            try
            {
                return await client.RunCommandAsync(name, command.Written, limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new StoreUnavailableException($"The store gave no answer to {operation} within {timeout.TotalSeconds:0.###} s");
            }
        });

    private static void Write(Utf8JsonWriter writer, string name, JsonNode? node)
    {
        if (node is not null)
        {
            writer.WritePropertyName(name);
            node.WriteTo(writer, MongoJson.Options);
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    // A cursor id is a long even when small; as a plain number it would arrive as an int and be refused.
    private static void WriteLong(Utf8JsonWriter writer, string name, long value)
    {
        writer.WriteStartObject(name);
        writer.WriteString("$numberLong", value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }
}
