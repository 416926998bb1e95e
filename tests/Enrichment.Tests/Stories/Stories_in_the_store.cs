using System.Text.Json.Nodes;
using NewsPlatform.Enrichment.Stories;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Enrichment.Tests.Stories;

public sealed class Stories_in_the_store(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    [Fact]
    public async Task Two_replicas_on_one_store_share_stories_and_a_third_loads_them()
    {
        await using var second = MongoDatabase.Connect(mongo.Options);
        using var one = Desk(mongo.Database);
        using var other = Desk(second);

        var began = await one.StoryAsync(Told.Of(7, "a"));
        Assert.Equal(began, await other.StoryAsync(Told.Of(7, "b", 1)));
        Assert.Equal(began, await one.StoryAsync(Told.Of(7, "c", 2)));
        using var third = Desk(mongo.Database);
        Assert.Equal(began, await third.StoryAsync(Told.Of(7, "b", 1)));

        var page = await mongo.Database.FindOneAsync<JsonObject>("stories", new JsonObject { ["_id"] = began }, cancellationToken: CancellationToken.None);
        Assert.Equal(["a", "b", "c"], page!["timeline"]!.AsArray().Select(entry => entry!["articleId"]!.GetValue<string>()).Order());
        Assert.StartsWith("event 7", page["headline"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static StoryDesk Desk(MongoDatabase database) =>
        Told.Desk(new StoryLog(database, TimeProvider.System), new StoryBook(database, TimeProvider.System));
}
