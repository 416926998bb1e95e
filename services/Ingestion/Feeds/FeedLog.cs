using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NewsPlatform.Mongo;

namespace NewsPlatform.Ingestion.Feeds;

/// <summary>What is known of each feed between two looks. Owns the collection <c>feeds</c>.</summary>
internal sealed class FeedLog(MongoDatabase database)
{
    private const string Feeds = "feeds";

    /// <summary>
    /// Takes the next look at a feed for this replica: of several that find it due, the store lets one win.
    /// </summary>
    /// <returns>What is known of the feed, or null when it is not due or another replica looks.</returns>
    public async Task<FeedState?> TakeAsync(string name, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var state = await database.FindOneAsync<FeedState>(Feeds, new JsonObject { ["_id"] = name }, cancellationToken: cancellationToken);
        if (state is null)
        {
            state = new FeedState { Name = name, NextAt = until };
            var made = await database.InsertAsync(Feeds, [state], cancellationToken);
            return made.Inserted == 1 ? state : null;
        }

        if (state.NextAt > now)
        {
            return null;
        }

        var taken = await database.UpdateAsync(
            Feeds,
            [new UpdateOne(new JsonObject { ["_id"] = name, ["nextAt"] = Json(state.NextAt) }, new JsonObject { ["$set"] = new JsonObject { ["nextAt"] = Json(until) } })],
            cancellationToken);
        return taken.Modified == 1 ? state : null;
    }

    public Task WriteAsync(FeedState state, CancellationToken cancellationToken) =>
        database.UpdateAsync(
            Feeds,
            [new UpdateOne(new JsonObject { ["_id"] = state.Name }, JsonSerializer.SerializeToNode(state, MongoJson.Options)!, Upsert: true)],
            cancellationToken);

    private static JsonNode? Json(DateTimeOffset moment) => JsonSerializer.SerializeToNode(moment, MongoJson.Options);
}

internal sealed record FeedState
{
    [JsonPropertyName("_id")]
    public required string Name { get; init; }

    /// <summary>When it is due again; while a replica looks, when the look counts as lost.</summary>
    public required DateTimeOffset NextAt { get; init; }

    /// <summary>Validators of the last answer, for a conditional request (RFC 9110, 13).</summary>
    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    /// <summary>SHA-256 of the last answer: many servers answer in full although nothing changed.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Failed looks since the last good one.</summary>
    public int Failures { get; init; }

    public string? LastFailure { get; init; }
}
