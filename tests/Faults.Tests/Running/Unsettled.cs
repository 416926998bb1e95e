using System.Text.Json.Nodes;
using NewsPlatform.Mongo;

namespace NewsPlatform.Faults.Tests.Running;

/// <summary>Names what keeps a balance from holding: each article whose line in the ledger is not what lies in the store.</summary>
internal static class Unsettled
{
    /// <summary>So many are named where people read; the evidence has all.</summary>
    public const int Shown = 3;

    private static readonly string[] Collections = ["articles", "repeats", "corrections"];

    /// <summary>One line an article in quarantine: its reason. An attack on the surroundings is no article's fault.</summary>
    public static async Task<IReadOnlyList<string>> QuarantinedAsync(MongoDatabase database)
    {
        var lines = new List<string>();
        await foreach (var page in database.FindAsync<JsonObject>("fates", new JsonObject { ["articles.fate"] = "quarantined" }))
        {
            lines.AddRange(page["articles"]!.AsArray().Where(line => line!["fate"]!.ToString() == "quarantined").Select(line => $"article {line!["articleId"]} is in quarantine: {line["reason"]}"));
        }

        return lines;
    }

    /// <summary>One line a document that is not complete, one line an article that is not where its fate says.</summary>
    public static async Task<IReadOnlyList<string>> LinesAsync(MongoDatabase database)
    {
        var lines = new List<string>();
        await foreach (var document in database.FindAsync<JsonObject>("documents", new JsonObject { ["state"] = new JsonObject { ["$in"] = new JsonArray("announcing", "announced") } }))
        {
            lines.Add($"{document["name"]} is {document["state"]}, document {document["_id"]}, path {document["path"]}, announced {document["announcedAt"]}");
        }

        var kept = new Dictionary<string, Dictionary<string, JsonObject>>();
        foreach (var collection in Collections)
        {
            kept[collection] = [];
            await foreach (var entry in database.FindAsync<JsonObject>(collection, new JsonObject()))
            {
                kept[collection][entry["_id"]!.ToString()] = entry;
            }
        }

        await foreach (var page in database.FindAsync<JsonObject>("fates", new JsonObject()))
        {
            foreach (var line in page["articles"]!.AsArray())
            {
                var (id, fate) = (line!["articleId"]!.ToString(), line["fate"]!.ToString());
                var places = Collections.Where(collection => kept[collection].ContainsKey(id)).ToList();
                if (fate == "in flight" || (fate == "stored") != places.Contains("articles") || (fate == "repeated") != places.Contains("repeats"))
                {
                    lines.Add($"article {id} of document {page["documentId"]}: the ledger says {fate} ({line["verdict"]}, kept {line["keptArticleId"]}); it lies in "
                        + (places.Count == 0 ? "nothing" : string.Join(", ", places.Select(place => $"{place} ({kept[place][id]["verdict"]?["kind"]} by {kept[place][id]["verdict"]?["rule"]}, kept {kept[place][id]["verdict"]?["keptArticleId"]})"))));
                }
            }
        }

        return lines;
    }
}
