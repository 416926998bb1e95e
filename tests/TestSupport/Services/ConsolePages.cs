using System.Text.Json.Nodes;
using NewsPlatform.Mongo;

namespace NewsPlatform.TestSupport.Services;

/// <summary>The console's pages on what a store holds, in the order of the navigation: for whoever measures them.</summary>
public static class ConsolePages
{
    /// <param name="ask">Storage's API, asked as an admin: an address such as <c>api/files</c>.</param>
    /// <param name="database">The store.</param>
    /// <param name="word">What is searched for; stored articles have it.</param>
    /// <returns>Name and address of each.</returns>
    public static async Task<IReadOnlyList<(string Name, string Path)>> ListAsync(Func<string, Task<JsonObject>> ask, MongoDatabase database, string word)
    {
        var found = Uri.EscapeDataString(word);
        var article = Text((await ask($"api/articles?q={found}&limit=5"))["articles"]![0]!["id"]);
        var story = Text((await ask("api/stories"))["stories"]![0]!["_id"]);
        var file = Text((await ask("api/files"))["files"]![0]!["_id"]);
        var repeat = await database.FindOneAsync<JsonObject>("repeats", new JsonObject());
        return
        [
            ("articles", "/articles"),
            ("search", $"/articles?q={found}"),
            ("article", $"/articles/{article}"),
            ("beside", $"/articles/{Text(repeat!["_id"])}/beside/{Text(repeat["verdict"]!["keptArticleId"])}"),
            ("stories", "/stories"),
            ("story", $"/stories/{Uri.EscapeDataString(story)}"),
            ("files", "/files"),
            ("file", $"/files/{file}"),
            ("quarantine", "/quarantine"),
            ("replays", "/replays"),
            ("quality", "/quality"),
            ("audit", "/audit"),
            ("people", "/people"),
            ("flow", "/flow"),
        ];
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
