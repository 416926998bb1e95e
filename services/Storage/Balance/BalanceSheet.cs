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
        return new JsonArray(
        [
            new JsonObject { ["$match"] = match },
            .. match.Count == 0 ? AllPages(key) : PagesOfEach(key),

            // Each document first, then what the line is about. A page whose document is just being opened counts with it, later.
            Sums("$document", documents: "$max", new JsonObject { ["$max"] = "$key" }),
            new JsonObject { ["$match"] = new JsonObject { ["documents"] = 1 } },
            Sums("$key", documents: "$sum"),
            new JsonObject { ["$sort"] = new JsonObject { ["_id"] = cut == BalanceCut.Hour ? -1 : 1 } },
            new JsonObject { ["$limit"] = MostLines },
        ]);
    }

    // Both collections are read once from end to end and meet in a group: looking up the pages of each document takes ten times as
    // long. Measured on documents of ten articles: 56 us each, beside 720.
    private static IEnumerable<JsonNode> AllPages(JsonNode? key)
    {
        yield return new JsonObject { ["$project"] = OfDocument(key) };
        yield return new JsonObject
        {
            ["$unionWith"] = new JsonObject
            {
                ["coll"] = "fates",
                ["pipeline"] = new JsonArray(
                    new JsonObject { ["$project"] = Pages("$documentId", "$articles") },
                    new JsonObject { ["$project"] = Counts() }),
            },
        };
    }

    private static IEnumerable<JsonNode> PagesOfEach(JsonNode? key)
    {
        yield return new JsonObject
        {
            ["$lookup"] = new JsonObject { ["from"] = "fates", ["localField"] = "_id", ["foreignField"] = "documentId", ["as"] = "page" },
        };
        yield return new JsonObject { ["$unwind"] = new JsonObject { ["path"] = "$page", ["preserveNullAndEmptyArrays"] = true } };
        yield return new JsonObject
        {
            ["$project"] = With(OfDocument(key), Pages("$_id", new JsonObject { ["$ifNull"] = new JsonArray("$page.articles", new JsonArray()) })),
        };
        yield return new JsonObject { ["$project"] = With(new() { ["key"] = 1, ["documents"] = 1, ["failed"] = 1, ["found"] = 1 }, Counts()) };
    }

    private static JsonObject OfDocument(JsonNode? key) => new()
    {
        ["_id"] = 0,
        ["document"] = "$_id",
        ["key"] = key ?? new JsonObject { ["$literal"] = null },
        ["documents"] = new JsonObject { ["$literal"] = 1 },
        ["failed"] = new JsonObject { ["$cond"] = new JsonArray(new JsonObject { ["$eq"] = new JsonArray("$state", "failed") }, 1, 0) },
        ["found"] = new JsonObject { ["$ifNull"] = new JsonArray("$found", 0) },
    };

    // How many articles a page has, and in one word each what became of those that were not stored: few, so that counting them by
    // their words costs little.
    private static JsonObject Pages(string document, JsonNode articles)
    {
        var others = new JsonObject
        {
            ["input"] = articles.DeepClone(),
            ["cond"] = new JsonObject { ["$ne"] = new JsonArray("$$this.fate", Contracts.Fate.Stored) },
        };
        var kind = new JsonObject { ["$cond"] = new JsonArray(new JsonObject { ["$in"] = new JsonArray("$$this.verdict", Words(Kinds[..3])) }, "$$this.verdict", Kinds[3]) };
        return new()
        {
            ["_id"] = 0,
            ["document"] = document,
            ["articles"] = new JsonObject { ["$size"] = articles },
            ["others"] = new JsonObject
            {
                ["$map"] = new JsonObject
                {
                    ["input"] = new JsonObject { ["$filter"] = others },
                    ["in"] = new JsonObject { ["$cond"] = new JsonArray(new JsonObject { ["$eq"] = new JsonArray("$$this.fate", Contracts.Fate.Repeated) }, kind, "$$this.fate") },
                },
            },
        };
    }

    private static JsonObject Counts()
    {
        var counts = new JsonObject
        {
            ["document"] = 1,
            ["stored"] = new JsonObject { ["$subtract"] = new JsonArray("$articles", new JsonObject { ["$size"] = "$others" }) },
        };
        foreach (var (name, word) in OtherFates())
        {
            counts[name] = new JsonObject
            {
                ["$size"] = new JsonObject { ["$filter"] = new JsonObject { ["input"] = "$others", ["cond"] = new JsonObject { ["$eq"] = new JsonArray("$$this", word) } } },
            };
        }

        return counts;
    }

    private static JsonObject Sums(string of, string documents, JsonObject? key = null)
    {
        var group = new JsonObject { ["_id"] = of };
        foreach (var name in new[] { "documents", "failed", "found" })
        {
            group[name] = new JsonObject { [documents] = $"${name}" };
        }

        foreach (var name in OtherFates().Select(fate => fate.Name).Prepend("stored"))
        {
            group[name] = new JsonObject { ["$sum"] = $"${name}" };
        }

        if (key is not null)
        {
            group["key"] = key;
        }

        return new JsonObject { ["$group"] = group };
    }

    private static IEnumerable<(string Name, string Word)> OtherFates() =>
    [
        ("quarantined", Contracts.Fate.Quarantined), ("rejected", Contracts.Fate.Rejected), ("inFlight", Contracts.Fate.InFlight),
        .. Kinds.Select(kind => (kind, kind)),
    ];

    private static JsonObject With(JsonObject fields, JsonObject more)
    {
        foreach (var (name, value) in more)
        {
            fields[name] = value?.DeepClone();
        }

        return fields;
    }

    private static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(word => JsonValue.Create(word))]);

    private static long Number(JsonObject row, string name) =>
        row[name] is JsonValue value ? Convert.ToInt64(value.GetValue<double>(), CultureInfo.InvariantCulture) : 0;
}
