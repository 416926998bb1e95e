using System.Text.Json.Nodes;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Mongo.Tests;

public sealed class ReadingTests(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    private readonly MongoDatabase store = mongo.Database;

    [Fact]
    public async Task Every_kind_of_member_comes_back_as_it_went()
    {
        var story = new Story
        {
            Id = "a",
            Title = "القاهرة: «عاجل» 😀 \"quoted\" \\ \u2028 \t",
            Published = new DateTimeOffset(2026, 11, 21, 20, 5, 30, 123, TimeSpan.FromHours(2)),
            Views = 9_007_199_254_740_993,
            Score = 0.1,
            Fate = Fate.InFlight,
            Raw = [0, 255, 128],
            Topics = ["سياسة", ""],
        };
        await store.InsertAsync("kinds", [story], default);

        var stored = await store.FindOneAsync<Story>("kinds", Filters.Id("a"));

        Assert.Equal(story.Title, stored!.Title);
        Assert.Equal(story.Published!.Value.UtcDateTime, stored.Published!.Value.UtcDateTime);
        Assert.Equal(TimeSpan.Zero, stored.Published.Value.Offset);
        Assert.Equal(story.Views, stored.Views);
        Assert.Equal(story.Score, stored.Score);
        Assert.Equal(story.Fate, stored.Fate);
        Assert.Equal(story.Raw, stored.Raw);
        Assert.Equal(story.Topics, stored.Topics);
    }

    [Theory]
    [InlineData("1969-12-31T23:59:59.999Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999Z")]
    [InlineData("1970-01-01T00:00:00Z")]
    public async Task Dates_far_from_today_come_back(string text)
    {
        var date = DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        await store.InsertAsync("dates", [new Story { Id = text, Published = date }], default);

        Assert.Equal(date, (await store.FindOneAsync<Story>("dates", Filters.Id(text)))!.Published);
    }

    [Fact]
    public async Task A_date_is_stored_as_a_date_and_compares_as_one()
    {
        var noon = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
        await store.InsertAsync("compared", [.. Enumerable.Range(0, 10).Select(i => new Story { Id = $"{i}", Published = noon.AddHours(i) })], default);

        var filter = new JsonObject
        {
            ["published"] = new JsonObject { ["$gte"] = MongoJson.Node(noon.AddHours(7)), ["$type"] = "date" },
        };

        Assert.Equal(3, await store.CountAsync("compared", filter, default));
    }

    [Fact]
    public async Task What_is_absent_stays_absent()
    {
        await store.InsertAsync("absent", [new Story { Id = "a" }], default);

        var stored = await store.FindOneAsync<JsonObject>("absent", Filters.All);

        Assert.False(stored!.ContainsKey("title"));
        Assert.False(stored.ContainsKey("published"));
        Assert.Equal("inFlight", stored["fate"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_cursor_is_followed_over_many_batches()
    {
        await store.InsertAsync("many", Story.Many(5_000), default);

        var read = new List<long>();
        await foreach (var story in store.FindAsync<Story>(
            "many", Filters.All, new() { Sort = new JsonObject { ["_id"] = 1 }, BatchSize = 97 }))
        {
            read.Add(story.Views);
        }

        Assert.Equal(Enumerable.Range(0, 5_000).Select(i => (long)i), read);
    }

    [Fact]
    public async Task Sort_skip_limit_projection_and_hint_do_what_they_say()
    {
        await store.EnsureCollectionAsync(
            new() { Name = "options", Indexes = [new() { Name = "views", Keys = new() { ["views"] = 1 } }] }, default);
        await store.InsertAsync("options", Story.Many(20), default);

        var read = new List<JsonObject>();
        await foreach (var row in store.FindAsync<JsonObject>("options", Filters.All, new()
        {
            Sort = new JsonObject { ["views"] = -1 },
            Skip = 2,
            Limit = 3,
            Projection = new JsonObject { ["_id"] = 0, ["views"] = 1 },
            Hint = "views",
        }))
        {
            read.Add(row);
        }

        Assert.Equal(["{\"views\":17}", "{\"views\":16}", "{\"views\":15}"], read.Select(row => row.ToJsonString()));
    }

    [Fact]
    public async Task A_reader_that_leaves_early_closes_its_cursor()
    {
        await store.InsertAsync("left", Story.Many(1_000), default);
        var before = await OpenCursorsAsync();

        await foreach (var _ in store.FindAsync<Story>("left", Filters.All, new() { BatchSize = 10 }))
        {
            break;
        }

        Assert.Equal(before, await OpenCursorsAsync());
    }

    [Fact]
    public async Task Nothing_found_is_the_default_value()
    {
        Assert.Null(await store.FindOneAsync<Story>("nowhere", Filters.All));
        Assert.Equal(0, await store.CountAsync("nowhere", Filters.All, default));
    }

    [Fact]
    public async Task A_pipeline_groups_and_is_followed_over_many_batches()
    {
        await store.InsertAsync("grouped", Story.Many(3_000), default);
        var pipeline = new JsonArray(
            new JsonObject
            {
                ["$group"] = new JsonObject
                {
                    ["_id"] = new JsonObject { ["$mod"] = new JsonArray("$views", 1_000) },
                    ["sum"] = new JsonObject { ["$sum"] = "$views" },
                },
            });

        long groups = 0, sum = 0;
        await foreach (var row in store.AggregateAsync<JsonObject>("grouped", pipeline, default))
        {
            groups++;
            sum += row["sum"]!.GetValue<long>();
        }

        Assert.Equal((1_000, 2_999 * 3_000 / 2), (groups, sum));
    }

    [Fact]
    public async Task A_filter_the_store_does_not_know_is_refused_with_its_reason()
    {
        var error = await Assert.ThrowsAsync<StoreRefusedException>(
            () => store.FindOneAsync<Story>("kinds", new JsonObject { ["a"] = new JsonObject { ["$nonsense"] = 1 } }));

        Assert.Contains("$nonsense", error.Reason, StringComparison.Ordinal);
    }

    private async Task<int> OpenCursorsAsync()
    {
        using var status = await store.RunAsync(new JsonObject { ["serverStatus"] = 1 }, default);
        return status.RootElement.GetProperty("metrics").GetProperty("cursor").GetProperty("open").GetProperty("total").GetInt32();
    }
}
