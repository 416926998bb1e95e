using System.Globalization;
using System.Text.Json.Nodes;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Balance;

/// <summary>One line of the sheet: <c>found = stored + repeated + quarantined + rejected + in flight</c>.</summary>
internal sealed record BalanceLine
{
    /// <summary>The source, the hour (its beginning) or the document it is about; none for the sum of all.</summary>
    public string? Of { get; init; }

    public required long Documents { get; init; }

    /// <summary>Documents that could not be read; no article was found in them.</summary>
    public required long FailedDocuments { get; init; }

    public required long Found { get; init; }

    public required long Stored { get; init; }

    /// <summary>By the kind of repeat: exact, near, contained.</summary>
    public required IReadOnlyDictionary<string, long> Repeated { get; init; }

    public required long Quarantined { get; init; }

    public required long Rejected { get; init; }

    public required long InFlight { get; init; }

    /// <summary>Found and without any fate. Anything but 0 is an error of this platform.</summary>
    public long Difference => Found - Stored - Repeated.Values.Sum() - Quarantined - Rejected - InFlight;
}

/// <summary>How the lines of a sheet are cut.</summary>
internal enum BalanceCut
{
    Total,
    Source,
    Hour,
    Document,
}

/// <summary>
/// Computes the balance from what is in the store. Reads the ledger, which Ingestion owns; whether what the ledger calls
/// stored lies in <c>articles</c> is counted beside it.
/// </summary>
internal sealed class BalanceSheet(MongoDatabase database)
{
    private const int MostLines = 1_000;
    private static readonly string[] Kinds = ["exact", "near", "contained", "other"];

    /// <param name="cut">What each line is about.</param>
    /// <param name="from">Documents claimed from this moment on; all when absent.</param>
    /// <param name="to">Documents claimed before this moment.</param>
    /// <param name="documentId">This document alone.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<List<BalanceLine>> ReadAsync(
        BalanceCut cut, DateTimeOffset? from, DateTimeOffset? to, string? documentId, CancellationToken cancellationToken)
    {
        var lines = new List<BalanceLine>();
        await foreach (var row in database.AggregateAsync<JsonObject>("documents", Pipeline(cut, from, to, documentId), cancellationToken))
        {
            lines.Add(new()
            {
                Of = row["_id"] is JsonValue of ? of.ToString() : null,
                Documents = Number(row, "documents"),
                FailedDocuments = Number(row, "failed"),
                Found = Number(row, "found"),
                Stored = Number(row, "stored"),
                Repeated = Kinds
                    .Select(kind => KeyValuePair.Create(kind, Number(row, kind)))
                    .Where(pair => pair.Value > 0)
                    .ToDictionary(StringComparer.Ordinal),
                Quarantined = Number(row, "quarantined"),
                Rejected = Number(row, "rejected"),
                InFlight = Number(row, "inFlight"),
            });
        }

        return lines;
    }

    private static JsonArray Pipeline(BalanceCut cut, DateTimeOffset? from, DateTimeOffset? to, string? documentId)
    {
        var match = new JsonObject();
        if (documentId is not null)
        {
            match["_id"] = documentId;
        }

        var span = new JsonObject();
        if (from is { } first)
        {
            span["$gte"] = MongoJson.Node(first.ToUniversalTime());
        }

        if (to is { } end)
        {
            span["$lt"] = MongoJson.Node(end.ToUniversalTime());
        }

        if (span.Count > 0)
        {
            match["claimedAt"] = span;
        }

        JsonNode? key = cut switch
        {
            BalanceCut.Source => "$source",
            BalanceCut.Hour => new JsonObject { ["$dateToString"] = new JsonObject { ["date"] = "$claimedAt", ["format"] = "%Y-%m-%dT%H:00:00Z" } },
            BalanceCut.Document => "$_id",
            _ => null,
        };

        // Each document's fates are summed page by page first, so that a document of many articles is not unrolled.
        var group = new JsonObject
        {
            ["_id"] = key,
            ["documents"] = new JsonObject { ["$sum"] = 1 },
            ["failed"] = new JsonObject { ["$sum"] = new JsonObject { ["$cond"] = new JsonArray(new JsonObject { ["$eq"] = new JsonArray("$state", "failed") }, 1, 0) } },
            ["found"] = new JsonObject { ["$sum"] = new JsonObject { ["$ifNull"] = new JsonArray("$found", 0) } },
        };
        var counts = new JsonObject();
        foreach (var (name, condition) in Counts())
        {
            counts[name] = new JsonObject { ["$sum"] = new JsonObject { ["$size"] = new JsonObject { ["$filter"] = new JsonObject { ["input"] = "$articles", ["cond"] = condition } } } };
            group[name] = new JsonObject { ["$sum"] = $"$fates.{name}" };
        }

        var page = new JsonObject { ["_id"] = null };
        foreach (var (name, sum) in counts)
        {
            page[name] = sum!.DeepClone();
        }

        return new JsonArray(
            new JsonObject { ["$match"] = match },
            new JsonObject
            {
                ["$lookup"] = new JsonObject
                {
                    ["from"] = "fates",
                    ["localField"] = "_id",
                    ["foreignField"] = "documentId",
                    ["pipeline"] = new JsonArray(new JsonObject { ["$group"] = page }),
                    ["as"] = "fates",
                },
            },
            new JsonObject { ["$set"] = new JsonObject { ["fates"] = new JsonObject { ["$first"] = "$fates" } } },
            new JsonObject { ["$group"] = group },
            new JsonObject { ["$sort"] = new JsonObject { ["_id"] = cut == BalanceCut.Hour ? -1 : 1 } },
            new JsonObject { ["$limit"] = MostLines });
    }

    private static IEnumerable<(string Name, JsonObject Condition)> Counts()
    {
        yield return ("stored", Is("fate", Contracts.Fate.Stored));
        yield return ("quarantined", Is("fate", Contracts.Fate.Quarantined));
        yield return ("rejected", Is("fate", Contracts.Fate.Rejected));
        yield return ("inFlight", Is("fate", Contracts.Fate.InFlight));
        foreach (var kind in Kinds[..3])
        {
            yield return (kind, new JsonObject { ["$and"] = new JsonArray(Is("fate", Contracts.Fate.Repeated), Is("verdict", kind)) });
        }

        yield return (
            "other",
            new JsonObject
            {
                ["$and"] = new JsonArray(
                    Is("fate", Contracts.Fate.Repeated),
                    new JsonObject { ["$not"] = new JsonArray(new JsonObject { ["$in"] = new JsonArray("$$this.verdict", new JsonArray("exact", "near", "contained")) }) }),
            });
    }

    private static JsonObject Is(string field, string value) => new() { ["$eq"] = new JsonArray($"$$this.{field}", value) };

    private static long Number(JsonObject row, string name) =>
        row[name] is JsonValue value ? Convert.ToInt64(value.GetValue<double>(), CultureInfo.InvariantCulture) : 0;
}
