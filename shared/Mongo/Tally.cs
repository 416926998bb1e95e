using System.Text.Json.Nodes;

namespace NewsPlatform.Mongo;

/// <summary>Counts by key in a collection of their own, one document a key. They outlive the process that counts.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="collection">The collection.</param>
/// <param name="memory">A count that nobody added to for so long begins at nothing again.</param>
/// <param name="time">The clock.</param>
public sealed class Tally(MongoDatabase database, string collection, TimeSpan memory, TimeProvider time)
{
    private const string Count = "count";
    private const string At = "at";

    /// <summary>Adds one; returns when that is in the journal.</summary>
    /// <returns>What it was before, as far as nobody else adds to the same key at this moment.</returns>
    public async Task<int> AddAsync(string key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = await database.FindOneAsync<JsonObject>(
            collection, new JsonObject { ["_id"] = key, [At] = new JsonObject { ["$gt"] = MongoJson.Node(now - memory) } }, cancellationToken: cancellationToken);
        var before = found?[Count]?.GetValue<int>() ?? 0;
        var fields = new JsonObject { [Count] = before + 1, [At] = MongoJson.Node(now) };
        await database.UpdateAsync(
            collection, [new UpdateOne(new JsonObject { ["_id"] = key }, new JsonObject { ["$set"] = fields }, Upsert: true)], cancellationToken);
        return before;
    }

    /// <summary>Back to nothing.</summary>
    public Task ClearAsync(string key, CancellationToken cancellationToken) =>
        database.DeleteAsync(collection, new JsonObject { ["_id"] = key }, limit: 1, cancellationToken);
}
