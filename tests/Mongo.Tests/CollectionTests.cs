using System.Text.Json.Nodes;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Mongo.Tests;

public sealed class CollectionTests(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    private readonly MongoDatabase store = mongo.Database;

    [Fact]
    public async Task Several_replicas_starting_together_make_one_collection()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.EnsureCollectionAsync(Guarded("together"), default))));
        await store.EnsureCollectionAsync(Guarded("together"), default);

        using var indexes = await store.RunAsync(new JsonObject { ["listIndexes"] = "together" }, default);
        Assert.Equal(
            ["_id_", "title", "views"],
            indexes.RootElement.GetProperty("cursor").GetProperty("firstBatch").EnumerateArray()
                .Select(index => index.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
    }

    // It opens with 256 MB whatever the machine has; deploy/embedded-mongo asks for an eighth of the memory, 4 GB at most.
    [Fact]
    public async Task The_embedded_engines_cache_follows_the_machines_memory()
    {
        const long Megabyte = 1024 * 1024, Least = 256 * Megabyte, Most = 4096 * Megabyte;
        using var status = await store.RunAsync(new JsonObject { ["serverStatus"] = 1 }, default);
        var cache = status.RootElement.GetProperty("wiredTiger").GetProperty("cache").GetProperty("maximum bytes configured").GetInt64();

        // What this process may use is not counted to the byte as node counts it.
        var eighth = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8, Least, Most);
        Assert.InRange(cache, Math.Max(Least, eighth * 3 / 4), Most);
    }

    [Fact]
    public async Task A_document_its_collection_does_not_allow_is_refused_alone_and_names_the_field()
    {
        await store.EnsureCollectionAsync(Guarded("guarded"), default);

        var result = await store.InsertAsync(
            "guarded",
            [
                new Story { Id = "good", Title = "t" },
                new Story { Id = "no title", Views = 1 },
                new Story { Id = "negative", Title = "secret text", Views = -1 },
                new Story { Id = "also good", Title = "u", Views = 2 },
            ],
            default);

        Assert.Equal(2, result.Inserted);
        Assert.Equal([(1, 121), (2, 121)], result.Refused.Select(write => (write.Index, write.Code)));
        Assert.Contains("title", result.Refused[0].Reason, StringComparison.Ordinal);
        Assert.Contains("views", result.Refused[1].Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Refused[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unique_index_speaks_as_conflict_where_it_applies()
    {
        await store.EnsureCollectionAsync(Guarded("unique"), default);

        var result = await store.InsertAsync(
            "unique",
            [
                new Story { Id = "a", Title = "t", Views = 7 },
                new Story { Id = "b", Title = "t", Views = 7 },
                new Story { Id = "c", Title = "t" },
                new Story { Id = "d", Title = "t" },
            ],
            default);

        // The index is partial: it leaves out the stories nobody has viewed.
        Assert.Equal([1], result.Conflicts);
        Assert.Equal(3, result.Inserted);
    }

    [Fact]
    public async Task An_index_that_differs_from_the_one_of_its_name_is_refused_by_name()
    {
        await store.EnsureCollectionAsync(Guarded("differs"), default);

        var error = await Assert.ThrowsAsync<StoreRefusedException>(() => store.EnsureCollectionAsync(
            new() { Name = "differs", Indexes = [new() { Name = "title", Keys = new() { ["fate"] = 1 } }] }, default));

        Assert.Contains("title", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_index_finds_Arabic_words()
    {
        await store.EnsureCollectionAsync(
            new()
            {
                Name = "search",
                Indexes = [new() { Name = "text", Keys = new() { ["title"] = "text" }, Options = new() { ["default_language"] = "none" } }],
            },
            default);
        await store.InsertAsync("search", [new Story { Id = "a", Title = "مجلس الأمن" }, new Story { Id = "b", Title = "سوق المال" }], default);

        var found = await store.FindOneAsync<Story>("search", new JsonObject { ["$text"] = new JsonObject { ["$search"] = "المال" } });

        Assert.Equal("b", found!.Id);
    }

    private static CollectionDefinition Guarded(string name) => new()
    {
        Name = name,
        Validator = new()
        {
            ["bsonType"] = "object",
            ["required"] = new JsonArray("title"),
            ["properties"] = new JsonObject
            {
                ["title"] = new JsonObject { ["bsonType"] = "string" },
                ["views"] = new JsonObject { ["bsonType"] = new JsonArray("int", "long"), ["minimum"] = 0 },
            },
        },
        Indexes =
        [
            new() { Name = "title", Keys = new() { ["title"] = 1, ["_id"] = -1 } },
            new()
            {
                Name = "views",
                Keys = new() { ["views"] = 1 },
                Unique = true,
                PartialFilter = new() { ["views"] = new JsonObject { ["$gt"] = 0 } },
            },
        ],
    };
}
