using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NewsPlatform.Mongo;

namespace NewsPlatform.Browser.Tests;

/// <summary>What takes a broken part to come about, put into the store as the services would put it there.</summary>
internal static class Seed
{
    public static Task QuarantineAsync(MongoDatabase database, string reason, string headline, string opening, string source, string service = "storage", string? id = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        id ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{service} {reason} {headline} {opening}")).AsSpan(0, 16));
        return database.InsertAsync(
            "quarantine",
            [
                new JsonObject
                {
                    ["_id"] = id,
                    ["queue"] = $"{service}-articles-enriched",
                    ["service"] = service,
                    ["state"] = "waiting",
                    ["reason"] = reason,
                    ["exceptionType"] = reason,
                    ["stackTrace"] = reason,
                    ["replica"] = reason,
                    ["articles"] = new JsonArray(new JsonObject
                    {
                        ["articleId"] = id, ["documentId"] = new string('0', 64), ["position"] = 0, ["source"] = source, ["headline"] = headline, ["opening"] = opening,
                    }),
                    ["attempts"] = 1,
                    ["firstAt"] = MongoJson.Node(now),
                    ["lastAt"] = MongoJson.Node(now),
                    ["history"] = new JsonArray(new JsonObject { ["at"] = MongoJson.Node(now), ["who"] = source, ["what"] = "retry", ["because"] = reason }),
                },
            ],
            default);
    }

    /// <summary>A replay of Deduplication that is done, with differences of each sort, and articles without an answer.</summary>
    public static async Task ReplayAsync(MongoDatabase database, string id, string articleId, string headline)
    {
        var now = TimeProvider.System.GetUtcNow();
        await database.InsertAsync(
            "replays",
            [
                new JsonObject
                {
                    ["_id"] = id,
                    ["stage"] = "deduplication",
                    ["query"] = new JsonObject(),
                    ["limit"] = 1000,
                    ["state"] = "done",
                    ["by"] = "admin",
                    ["createdAt"] = MongoJson.Node(now),
                    ["sent"] = 3,
                },
            ],
            default);
        await database.InsertAsync(
            "replayResults",
            [
                Result("freed", "near → new", promotable: true),
                Result("excerpt", "new → contained", promotable: false),
                Result("gone", change: null, promotable: true),
            ],
            default);

        JsonObject Result(string name, string? change, bool promotable)
        {
            var result = new JsonObject
            {
                ["_id"] = $"{id}/{name}",
                ["replayId"] = id,
                ["articleId"] = articleId,
                ["headline"] = headline,
                ["changed"] = new JsonArray(),
                ["before"] = new JsonObject(),
                ["after"] = new JsonObject(),
                ["promotable"] = promotable,
                ["promoted"] = false,
            };
            if (change is null)
            {
                result["unjudged"] = "left-window";
                return result;
            }

            result["changed"] = new JsonArray(change);
            result["before"] = new JsonObject { [change] = $"{headline} · near-runs 0.71" };
            result["after"] = new JsonObject { [change] = "nothing-shared 0.00" };
            return result;
        }
    }
}
