using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Search.Segments;

/// <summary>
/// Owns the collections of the index: <c>searchSegments</c>, <c>searchBlocks</c> and <c>searchMarks</c>, shared by all
/// replicas. Blocks never change; a segment comes alive, and takes the place of others, by one write.
/// </summary>
internal sealed class SegmentStore(MongoDatabase database, TimeProvider time)
{
    private const string Segments = "searchSegments";
    private const string Blocks = "searchBlocks";
    private const string Marks = "searchMarks";
    private const long LeaseId = 0;
    private const int RandomBits = 20;

    // Blocks are asked for, written and deleted so many at once: about a megabyte.
    private const int BlocksAtOnce = 256;
    private const int Everything = 100_000;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private readonly string holder = RandomNumberGenerator.GetHexString(16);

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await database.EnsureCollectionAsync(
            new CollectionDefinition
            {
                Name = Segments,
                Indexes =
                [
                    // What is searched; what was left half made; what is to be deleted.
                    new IndexDefinition { Name = "state_at", Keys = new JsonObject { ["state"] = 1, ["at"] = 1 } },

                    // One replica alone merges a segment.
                    new IndexDefinition
                    {
                        Name = "replaces",
                        Keys = new JsonObject { ["replaces"] = 1 },
                        Unique = true,
                        PartialFilter = new JsonObject { ["replaces"] = new JsonObject { ["$exists"] = true } },
                    },
                ],
            },
            cancellationToken);
        await database.EnsureCollectionAsync(new CollectionDefinition { Name = Blocks }, cancellationToken);
        await database.EnsureCollectionAsync(new CollectionDefinition { Name = Marks }, cancellationToken);
    }

    /// <summary>Takes a new id; blocks may be written under it.</summary>
    public async Task<long> OpenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var id = (time.GetUtcNow().ToUnixTimeMilliseconds() << RandomBits) | (long)RandomNumberGenerator.GetInt32(1 << RandomBits);
            var segment = new SegmentDocument { Id = id, State = SegmentState.Writing, At = time.GetUtcNow() };
            if ((await database.InsertAsync(Segments, [segment], cancellationToken)).Inserted == 1)
            {
                return id;
            }
        }
    }

    public async Task WriteAsync(IReadOnlyList<BlockDocument> blocks, CancellationToken cancellationToken)
    {
        var written = await database.InsertAsync(Blocks, blocks, cancellationToken);
        if (written.Refused is [var refused, ..])
        {
            throw new StoreRefusedException(refused.Code, $"A block of the index was refused: {refused.Reason}");
        }
    }

    /// <summary>Changes a segment from one state to the next.</summary>
    /// <returns>False where somebody else did, or one of those it replaces is replaced already.</returns>
    public async Task<bool> SetAsync(SegmentDocument segment, string from, CancellationToken cancellationToken)
    {
        var fields = MongoJson.Node(segment with { At = time.GetUtcNow() })!.AsObject();
        fields.Remove("_id");
        var result = await database.UpdateAsync(
            Segments, [new UpdateOne(new JsonObject { ["_id"] = segment.Id, ["state"] = from }, new JsonObject { ["$set"] = fields })], cancellationToken);
        return result is { Matched: 1, Conflicts: [] };
    }

    /// <summary>All that are searched.</summary>
    public async Task<List<SegmentDocument>> LiveAsync(CancellationToken cancellationToken)
    {
        var live = await InAsync(SegmentState.Live, null, cancellationToken);
        var replaced = live.SelectMany(segment => segment.Replaces ?? []).ToHashSet();
        return [.. live.Where(segment => !replaced.Contains(segment.Id))];
    }

    /// <summary>
    /// Those that are searched no more, for longer than this, and stand for no others: without the one that replaces them
    /// those would be searched again.
    /// </summary>
    public async Task<List<SegmentDocument>> ReplacedAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var live = await InAsync(SegmentState.Live, null, cancellationToken);
        var there = live.Select(segment => segment.Id).ToHashSet();
        var replaced = live.Where(segment => segment.At < time.GetUtcNow() - age).SelectMany(segment => segment.Replaces ?? []).ToHashSet();
        return [.. live.Where(segment => replaced.Contains(segment.Id) && !(segment.Replaces ?? []).Any(there.Contains))];
    }

    /// <param name="age">Only those that came into the state longer ago.</param>
    public async Task<List<SegmentDocument>> InAsync(string state, TimeSpan? age, CancellationToken cancellationToken)
    {
        var filter = new JsonObject { ["state"] = state };
        if (age is { } least)
        {
            filter["at"] = new JsonObject { ["$lte"] = MongoJson.Node(time.GetUtcNow() - least) };
        }

        return await ReadAsync<SegmentDocument>(Segments, filter, cancellationToken);
    }

    /// <summary>The blocks of these ids that are there.</summary>
    public async Task<List<BlockDocument>> BlocksAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var found = new List<BlockDocument>();
        foreach (var some in ids.Chunk(BlocksAtOnce))
        {
            found.AddRange(await ReadAsync<BlockDocument>(Blocks, In(some), cancellationToken));
        }

        return found;
    }

    /// <summary>Deletes the blocks, then the segment.</summary>
    public async Task DropAsync(SegmentDocument segment, CancellationToken cancellationToken)
    {
        // First of all nobody takes it up any more.
        await SetAsync(segment with { State = SegmentState.Gone }, segment.State, cancellationToken);
        var prefix = $"{segment.Id:x}";
        var blocks = new JsonObject { ["_id"] = new JsonObject { ["$gte"] = prefix + '-', ["$lt"] = prefix + '.' } };
        while (await database.DeleteAsync(Blocks, blocks, BlocksAtOnce, cancellationToken) > 0)
        {
        }

        await database.DeleteAsync(Segments, new JsonObject { ["_id"] = segment.Id }, limit: 1, cancellationToken);
    }

    /// <summary>Entries that are dead from now on, wherever a merge has taken them.</summary>
    public Task MarkAsync(IEnumerable<(string Article, long Origin)> entries, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        List<MarkDocument> marks = [.. entries.Select(entry => new MarkDocument { Id = $"{entry.Article}/{entry.Origin:x}", Article = entry.Article, Origin = entry.Origin, At = now })];

        // A mark that stands already is a conflict, and says the same.
        return marks.Count == 0 ? Task.CompletedTask : database.InsertAsync(Marks, marks, cancellationToken);
    }

    public Task<List<MarkDocument>> MarksAsync(CancellationToken cancellationToken) => ReadAsync<MarkDocument>(Marks, new JsonObject(), cancellationToken);

    public async Task UnmarkAsync(IEnumerable<string> marks, CancellationToken cancellationToken)
    {
        foreach (var some in marks.Chunk(BlocksAtOnce))
        {
            await database.DeleteAsync(Marks, In(some), limit: 0, cancellationToken);
        }
    }

    /// <summary>One replica at a time merges; it asks again before each step.</summary>
    /// <returns>Whether that is this one.</returns>
    public async Task<bool> LeaseAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var free = new JsonObject
        {
            ["_id"] = LeaseId,
            ["$or"] = new JsonArray(new JsonObject { ["holder"] = holder }, new JsonObject { ["until"] = new JsonObject { ["$lt"] = MongoJson.Node(now) } }),
        };
        var take = new JsonObject { ["$set"] = new JsonObject { ["holder"] = holder, ["until"] = MongoJson.Node(now + Lease), ["state"] = "lease" } };
        return (await database.UpdateAsync(Segments, [new UpdateOne(free, take, Upsert: true)], cancellationToken)).Conflicts is [];
    }

    private async Task<List<T>> ReadAsync<T>(string collection, JsonObject filter, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        await foreach (var document in database.FindAsync<T>(collection, filter, new FindOptions { BatchSize = Everything }, cancellationToken))
        {
            found.Add(document);
        }

        return found;
    }

    private static JsonObject In(IEnumerable<string> ids) =>
        new() { ["_id"] = new JsonObject { ["$in"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) } };
}

/// <summary>An article's entry of this origin is dead: a newer one took its place, or the article left.</summary>
internal sealed record MarkDocument
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public required string Article { get; init; }

    public required long Origin { get; init; }

    public required DateTimeOffset At { get; init; }
}
