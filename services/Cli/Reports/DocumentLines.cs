using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NewsPlatform.Mongo;

namespace NewsPlatform.Cli.Reports;

/// <summary>The ledger's line about one document, as far as a person asks.</summary>
internal sealed record DocumentLine
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>Under which name it was first dropped.</summary>
    public string Name { get; init; } = "";

    /// <summary>announcing, announced, complete or failed.</summary>
    public required string State { get; init; }

    public int Found { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset ClaimedAt { get; init; }

    [JsonIgnore]
    public bool IsComplete => State == "complete";

    [JsonIgnore]
    public bool HasFailed => State == "failed";
}

/// <summary>Looks documents up by their ids, a bounded number at a time.</summary>
internal sealed class DocumentLines(MongoDatabase database)
{
    // 500 ids of 64 characters make a query of some 35 KB.
    internal const int Batch = 500;

    private sealed record DocumentFates([property: JsonPropertyName("_id")] string Id, long Stored, long Repeated, long Quarantined, long Rejected, long InFlight);

    /// <returns>Those the ledger knows.</returns>
    public async Task<Dictionary<string, DocumentLine>> FindAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var lines = new Dictionary<string, DocumentLine>(StringComparer.Ordinal);
        var projection = new JsonObject { ["name"] = 1, ["state"] = 1, ["found"] = 1, ["reason"] = 1, ["claimedAt"] = 1 };
        foreach (var batch in ids.Chunk(Batch))
        {
            var filter = new JsonObject { ["_id"] = In(batch) };
            await foreach (var line in database.FindAsync<DocumentLine>("documents", filter, new FindOptions { Projection = projection }, cancellationToken))
            {
                lines[line.Id] = line;
            }
        }

        return lines;
    }

    /// <returns>What became of each document's articles; documents without articles are left out.</returns>
    public async Task<Dictionary<string, FateCounts>> FatesAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var fates = new Dictionary<string, FateCounts>(StringComparer.Ordinal);
        foreach (var batch in ids.Chunk(Batch))
        {
            var pipeline = new JsonArray(
                new JsonObject { ["$match"] = new JsonObject { ["documentId"] = In(batch) } },
                new JsonObject { ["$group"] = FateCounts.Sums(by: "$documentId") });
            await foreach (var row in database.AggregateAsync<DocumentFates>("fates", pipeline, cancellationToken))
            {
                fates[row.Id] = new()
                {
                    Stored = row.Stored,
                    Repeated = row.Repeated,
                    Quarantined = row.Quarantined,
                    Rejected = row.Rejected,
                    InFlight = row.InFlight,
                };
            }
        }

        return fates;
    }

    private static JsonObject In(IEnumerable<string> ids) => new() { ["$in"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) };
}
