using System.Text.Json.Nodes;
using NewsPlatform.Mongo;

namespace NewsPlatform.Cli.Tests;

/// <summary>Lines of the ledger as Ingestion writes them.</summary>
internal static class LedgerLines
{
    public static async Task InsertAsync(MongoDatabase database, string id, string state, DateTimeOffset claimedAt, params string[] fates)
    {
        var articles = new JsonArray([.. fates.Select(fate => new JsonObject { ["articleId"] = "x", ["fate"] = fate })]);
        if (fates.Length > 0)
        {
            await database.InsertAsync<JsonObject>(
                "fates", [new() { ["_id"] = id + "/0", ["documentId"] = id, ["page"] = 0, ["articles"] = articles }], CancellationToken.None);
        }

        await database.InsertAsync<JsonObject>("documents", [Document(id, state, claimedAt, fates.Length)], CancellationToken.None);
    }

    public static JsonObject Document(string id, string state, DateTimeOffset claimedAt, int found) => new()
    {
        ["_id"] = id,
        ["name"] = "some name",
        ["state"] = state,
        ["reason"] = state == "failed" ? "the reason" : null,
        ["found"] = found,
        ["claimedAt"] = MongoJson.Node(claimedAt),
    };
}
