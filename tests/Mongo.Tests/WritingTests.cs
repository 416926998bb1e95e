using System.Text.Json.Nodes;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Mongo.Tests;

public sealed class WritingTests(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    private readonly MongoDatabase store = mongo.Database;

    [Fact]
    public async Task Inserted_documents_are_there()
    {
        var result = await store.InsertAsync("inserted", Story.Many(3), default);

        Assert.Equal(3, result.Inserted);
        Assert.Empty(result.Conflicts);
        Assert.Empty(result.Refused);
        Assert.Equal(3, await store.CountAsync("inserted", Filters.All, default));
    }

    [Fact]
    public async Task A_taken_key_is_an_answer_and_the_neighbours_are_written()
    {
        await store.InsertAsync("taken", Story.Many(1), default);

        var result = await store.InsertAsync("taken", Story.Many(4), default);

        Assert.Equal(3, result.Inserted);
        Assert.Equal([0], result.Conflicts);
        Assert.Empty(result.Refused);
    }

    [Fact]
    public async Task A_key_twice_in_one_bulk_is_written_once()
    {
        var result = await store.InsertAsync("twice", [.. Story.Many(3), .. Story.Many(1), .. Story.Many(1, "x")], default);

        Assert.Equal(4, result.Inserted);
        Assert.Equal([3], result.Conflicts);
    }

    [Fact]
    public async Task Nothing_to_write_is_no_command()
    {
        Assert.Equal(WriteResult.Nothing.Inserted, (await store.InsertAsync<Story>("nothing", [], default)).Inserted);
        Assert.Equal(0, (await store.UpdateAsync("nothing", [], default)).Matched);
    }

    [Fact]
    public async Task A_bulk_larger_than_one_command_keeps_its_indexes()
    {
        // 3,000 documents of 4 KB are six commands; every hundredth key is taken.
        var stories = Story.Many(3_000).Select(story => story with { Title = new string('ا', 2_000) }).ToList();
        await store.InsertAsync("split", stories.Where((_, i) => i % 100 == 0).ToList(), default);

        var result = await store.InsertAsync("split", stories, default);

        Assert.Equal(2_970, result.Inserted);
        Assert.Equal(Enumerable.Range(0, 30).Select(i => i * 100), result.Conflicts);
    }

    [Fact]
    public async Task More_writes_than_one_command_may_hold_are_split()
    {
        var result = await store.InsertAsync("count", Story.Many(100_050).Select(story => new { _id = story.Id }).ToList(), default);

        Assert.Equal(100_050, result.Inserted);
    }

    [Fact]
    public async Task A_document_of_fifteen_megabytes_is_stored_among_small_ones()
    {
        var text = new string('ن', 15 * 1024 * 1024 / 2);
        List<Story> stories = [.. Story.Many(2, "a"), new Story { Id = "large", Title = text }, .. Story.Many(2, "b")];

        var result = await store.InsertAsync("large", stories, default);

        Assert.Equal(5, result.Inserted);
        Assert.Equal(text, (await store.FindOneAsync<Story>("large", Filters.Id("large")))!.Title);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(60)]
    [InlineData(120)]
    public async Task A_document_too_large_for_the_store_is_refused_alone(int megabytes)
    {
        List<Story> stories = [.. Story.Many(2, "a"), new Story { Id = "huge", Title = new string('x', megabytes * 1024 * 1024) }, .. Story.Many(2, "b")];

        var result = await store.InsertAsync($"huge{megabytes}", stories, default);

        Assert.Equal(4, result.Inserted);
        Assert.Equal(2, Assert.Single(result.Refused).Index);
        await store.PingAsync(default);
    }

    [Fact]
    public async Task Small_numbers_that_grow_sixfold_in_the_store_still_fit()
    {
        var grown = new JsonObject { ["_id"] = "n", ["n"] = new JsonArray([.. Enumerable.Repeat(0, 900_000).Select(n => JsonValue.Create(n))]) };
        var documents = Enumerable.Range(0, 3).Select(i => { var copy = grown.DeepClone().AsObject(); copy["_id"] = $"n{i}"; return copy; }).ToList();

        var result = await store.InsertAsync("numbers", documents, default);

        Assert.Equal(3, result.Inserted);
    }

    [Fact]
    public async Task Poison_is_refused_alone_with_its_place()
    {
        List<JsonObject> documents =
        [
            new() { ["_id"] = 0 },
            new() { ["_id"] = 1, ["lone"] = "half a \uD83D pair" },
            new() { ["_id"] = 2 },
            new() { ["_id"] = 3, ["key\0with NUL"] = 1 },
            new() { ["_id"] = 4, ["when"] = new JsonObject { ["$date"] = "not a date" } },
            new() { ["_id"] = 5, ["deep"] = Nested(150) },
            new() { ["_id"] = 6, ["lone key \uDC00"] = 1 },
            new() { ["_id"] = 7, ["nul in text"] = "a\0b" },
        ];

        var result = await store.InsertAsync("poison", documents, default);

        Assert.Equal([1, 3, 4, 5, 6], result.Refused.Select(write => write.Index));
        Assert.All(result.Refused, write => Assert.NotEmpty(write.Reason));
        Assert.Equal(3, result.Inserted);
        Assert.Equal("a\0b", (await store.FindOneAsync<JsonObject>("poison", new JsonObject { ["_id"] = 7 }))!["nul in text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_record_with_a_lone_surrogate_is_refused_and_not_altered()
    {
        var result = await store.InsertAsync("lone", [new Story { Id = "a", Title = "x\uDFFFy" }, new Story { Id = "b" }], default);

        Assert.Equal(1, result.Inserted);
        Assert.Contains("surrogate", Assert.Single(result.Refused).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_by_pipeline_sees_the_stored_document()
    {
        await store.InsertAsync("pipeline", [new Story { Id = "a", Views = 5 }], default);
        var keepLarger = new JsonArray(new JsonObject
        {
            ["$set"] = new JsonObject { ["views"] = new JsonObject { ["$max"] = new JsonArray("$views", 3) } },
        });

        var result = await store.UpdateAsync("pipeline", [new(Filters.Id("a"), keepLarger)], default);

        Assert.Equal((1, 0, 0), (result.Matched, result.Modified, result.Upserted));
        Assert.Equal(5, (await store.FindOneAsync<Story>("pipeline", Filters.Id("a")))!.Views);
    }

    [Fact]
    public async Task Updates_in_one_bulk_have_independent_fates()
    {
        await store.InsertAsync("fates", [new Story { Id = "here", Views = 1 }, new Story { Id = "same", Views = 1 }], default);

        var result = await store.UpdateAsync(
            "fates",
            [
                new(Filters.Id("here"), Filters.Set("views", 2)),
                new(Filters.Id("same"), Filters.Set("views", 1)),
                new(Filters.Id("absent"), Filters.Set("views", 2)),
                new(Filters.Id("made"), Filters.Set("views", 2), Upsert: true),
                new(Filters.Id("here"), new JsonObject { ["$nonsense"] = new JsonObject { ["a"] = 1 } }),
                new(Filters.Id("here"), Filters.Set("title", "lone \uD800")),
            ],
            default);

        Assert.Equal((2, 1, 1), (result.Matched, result.Modified, result.Upserted));
        Assert.Equal([3], result.UpsertedIndexes);
        Assert.Equal([4, 5], result.Refused.Select(write => write.Index));
    }

    [Fact]
    public async Task Array_filters_reach_the_elements_they_name()
    {
        await store.InsertAsync("elements", [new JsonObject { ["_id"] = 1, ["n"] = new JsonArray(1, 5, 9) }], default);

        await store.UpdateAsync(
            "elements",
            [new(new JsonObject { ["_id"] = 1 }, Filters.Set("n.$[large]", 0), ArrayFilters: new JsonArray(new JsonObject { ["large"] = new JsonObject { ["$gt"] = 4 } }))],
            default);

        var stored = await store.FindOneAsync<JsonObject>("elements", Filters.All);
        Assert.Equal([1, 0, 0], stored!["n"]!.AsArray().Select(n => n!.GetValue<int>()));
    }

    [Fact]
    public async Task Replacing_keeps_one_document()
    {
        await store.UpdateAsync("replaced", [new(Filters.Id("a"), MongoJson.Node(new Story { Id = "a", Views = 1 })!, Upsert: true)], default);
        await store.UpdateAsync("replaced", [new(Filters.Id("a"), MongoJson.Node(new Story { Id = "a", Views = 2 })!, Upsert: true)], default);

        Assert.Equal(2, (await store.FindOneAsync<Story>("replaced", Filters.All))!.Views);
        Assert.Equal(1, await store.CountAsync("replaced", Filters.All, default));
    }

    [Fact]
    public async Task Eight_racing_for_the_same_keys_see_one_winner_each()
    {
        await store.EnsureCollectionAsync(
            new() { Name = "race", Indexes = [new() { Name = "key", Keys = new() { ["key"] = 1 }, Unique = true }] }, default);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(racer => Task.Run(() => store.UpdateAsync(
            "race",
            [.. Enumerable.Range(0, 500).Select(key => new UpdateOne(
                new JsonObject { ["key"] = key }, new JsonObject { ["$setOnInsert"] = new JsonObject { ["owner"] = racer } }, Upsert: true))],
            default))));

        Assert.Equal(500, results.Sum(result => result.Upserted));
        Assert.Equal(3_500, results.Sum(result => result.Matched));
        Assert.All(results, result => Assert.Empty(result.Conflicts));
        Assert.All(results, result => Assert.Empty(result.Refused));
        Assert.Equal(500, results.SelectMany(result => result.UpsertedIndexes).Distinct().Count());

        // Who won by the reply is who stands in the store.
        for (var racer = 0; racer < 8; racer++)
        {
            Assert.Equal(results[racer].Upserted, await store.CountAsync("race", new JsonObject { ["owner"] = racer }, default));
        }
    }

    [Fact]
    public async Task Many_are_changed_by_one_command_and_only_those_that_match()
    {
        await store.InsertAsync("many", Story.Many(300), default);
        var half = new JsonObject { ["_id"] = new JsonObject { ["$in"] = new JsonArray([.. Story.Many(150).Select(story => JsonValue.Create(story.Id))]) } };

        Assert.Equal(150, await store.UpdateManyAsync("many", half, new JsonObject { ["$set"] = new JsonObject { ["views"] = 7 } }, default));
        Assert.Equal(150, await store.CountAsync("many", new JsonObject { ["views"] = 7 }, default));
        Assert.Equal(0, await store.UpdateManyAsync("many", Filters.Id("nobody"), new JsonObject { ["$set"] = new JsonObject { ["views"] = 7 } }, default));
        await Assert.ThrowsAsync<StoreRefusedException>(() => store.UpdateManyAsync("many", half, new JsonObject { ["$no"] = new JsonObject() }, default));
    }

    [Fact]
    public async Task Deleting_stops_at_its_limit()
    {
        await store.InsertAsync("deleted", Story.Many(10), default);
        var old = new JsonObject { ["views"] = new JsonObject { ["$lt"] = 8 } };

        Assert.Equal(1, await store.DeleteAsync("deleted", old, 1, default));
        Assert.Equal(3, await store.DeleteAsync("deleted", old, 3, default));
        Assert.Equal(4, await store.DeleteAsync("deleted", old, 0, default));
        Assert.Equal(0, await store.DeleteAsync("deleted", old, 5, default));
        Assert.Equal(2, await store.CountAsync("deleted", Filters.All, default));
    }

    [Fact]
    public async Task A_delete_that_cannot_be_is_refused_as_a_whole()
    {
        var error = await Assert.ThrowsAsync<StoreRefusedException>(
            () => store.DeleteAsync("deleted", new JsonObject { ["views"] = new JsonObject { ["$nonsense"] = 1 } }, 0, default));

        Assert.NotEqual(0, error.Code);
    }

    private static JsonObject Nested(int levels) =>
        levels == 0 ? [] : new JsonObject { ["n"] = Nested(levels - 1) };
}
