using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Storage.Tests.Api;

public sealed class How_good_verdicts_are(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    [Fact]
    public async Task Precision_and_recall_are_what_people_said_and_too_few_are_called_too_few()
    {
        await using var host = await ApiHost.StartAsync(mongo);
        var now = TimeProvider.System.GetUtcNow();
        await mongo.Database.InsertAsync(
            "labels",
            [
                .. Pairs("c", 27, "is", "near", now),
                .. Pairs("o", 3, "is_not", "exact", now),
                .. Pairs("m", 9, "is", "new", now),
                .. Pairs("r", 2, "is_not", "headline", now),
                .. Pairs("u", 4, "is", null, now),
                .. Pairs("old", 5, "is", "near", now.AddDays(-14)),
                .. Pairs("ancient", 50, "is", "near", now.AddDays(-400)),
            ],
            CancellationToken.None);

        var answer = await host.Client().GetFromJsonAsync<JsonObject>("/api/quality?weeks=4");

        var weeks = answer!["weeks"]!.AsArray();
        var current = weeks[^1]!;
        Assert.Equal(4, weeks.Count);
        Assert.Equal((27, 3, 9, 2, 4), (Number(current, "confirmed"), Number(current, "overturned"), Number(current, "missed"), Number(current, "rightlyApart"), Number(current, "withoutVerdict")));
        Assert.Equal(0.9, current["precision"]!["value"]!.GetValue<double>(), 3);
        Assert.Equal(0.744, current["precision"]!["low"]!.GetValue<double>(), 3);
        Assert.Equal(0.75, current["recall"]!["value"]!.GetValue<double>(), 3);
        Assert.Null(weeks[1]!["precision"]!["value"]);
        Assert.StartsWith("too few to say: 5 judged", weeks[1]!["precision"]!["note"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(32, Number(answer["total"]!, "confirmed"));
    }

    private static int Number(JsonNode line, string name) => line[name]!.GetValue<int>();

    private static IEnumerable<JsonObject> Pairs(string prefix, int count, string label, string? verdict, DateTimeOffset at) =>
        Enumerable.Range(0, count).Select(number => new JsonObject
        {
            ["_id"] = $"{prefix}{number}a-{prefix}{number}b",
            ["a"] = $"{prefix}{number}a",
            ["b"] = $"{prefix}{number}b",
            ["label"] = label,
            ["at"] = MongoJson.Node(at),
            ["overruled"] = verdict is null ? null : new JsonObject { ["verdict"] = verdict, ["keptArticleId"] = $"{prefix}{number}a" },
        });
}
