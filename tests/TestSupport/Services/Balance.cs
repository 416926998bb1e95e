using System.Text.Json.Nodes;
using NewsPlatform.Mongo;

namespace NewsPlatform.TestSupport.Services;

/// <summary>
/// The law of conservation, read from the store alone: what the ledger says was found, what it says became of it, and
/// what really lies in the collections.
/// </summary>
public sealed record Balance
{
    public required long Documents { get; init; }

    public required long Unfinished { get; init; }

    public required long Found { get; init; }

    public required IReadOnlyDictionary<string, long> Fates { get; init; }

    public required long Articles { get; init; }

    public required long Repeats { get; init; }

    public long InFlight => Fates.GetValueOrDefault("in flight");

    public long Stored => Fates.GetValueOrDefault("stored");

    public long Repeated => Fates.GetValueOrDefault("repeated");

    public long Quarantined => Fates.GetValueOrDefault("quarantined");

    /// <summary>Nothing is on its way, everything found has one fate, and the collections hold exactly what the ledger says.</summary>
    public bool Holds =>
        Unfinished == 0 && InFlight == 0 && Found == Fates.Values.Sum() && Articles == Stored && Repeats == Repeated;

    public static async Task<Balance> ReadAsync(MongoDatabase database, CancellationToken cancellationToken = default)
    {
        var fates = new Dictionary<string, long>();
        var pipeline = new JsonArray(
            new JsonObject { ["$unwind"] = "$articles" },
            new JsonObject { ["$group"] = new JsonObject { ["_id"] = "$articles.fate", ["count"] = new JsonObject { ["$sum"] = 1 } } });
        await foreach (var group in database.AggregateAsync<JsonObject>("fates", pipeline, cancellationToken))
        {
            fates[group["_id"]!.GetValue<string>()] = group["count"]!.GetValue<long>();
        }

        var found = 0L;
        var sum = new JsonArray(new JsonObject { ["$group"] = new JsonObject { ["_id"] = null, ["found"] = new JsonObject { ["$sum"] = "$found" } } });
        await foreach (var total in database.AggregateAsync<JsonObject>("documents", sum, cancellationToken))
        {
            found = total["found"]!.GetValue<long>();
        }

        return new Balance
        {
            Documents = await database.CountAsync("documents", new JsonObject(), cancellationToken),
            Unfinished = await database.CountAsync("documents", Unfinishing(), cancellationToken),
            Found = found,
            Fates = fates,
            Articles = await database.CountAsync("articles", new JsonObject(), cancellationToken),
            Repeats = await database.CountAsync("repeats", new JsonObject(), cancellationToken),
        };
    }

    public override string ToString() =>
        $"{Documents} documents ({Unfinished} unfinished), found {Found} = {string.Join(" + ", Fates.Select(fate => $"{fate.Value} {fate.Key}"))}; {Articles} articles, {Repeats} repeats in the store";

    private static JsonObject Unfinishing() => new() { ["state"] = new JsonObject { ["$in"] = new JsonArray("announcing", "announced") } };
}
