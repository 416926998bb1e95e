using System.Diagnostics;
using System.Text.Json.Nodes;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Mongo.Tests;

/// <summary>On engines of their own, since they are killed and stopped.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task What_was_acknowledged_survives_kill_9_and_the_same_client_works_again()
    {
        await using var mongo = await EmbeddedMongo.StartAsync();
        await using var store = MongoDatabase.Connect(new() { ConnectionString = mongo.ConnectionString, CommandTimeout = TimeSpan.FromSeconds(15) });
        var acknowledged = 0;
        var failures = new List<Exception>();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            try
            {
                for (var i = 0; ; i++)
                {
                    var story = new Story { Id = $"{writer}-{i:00000}", Title = new string('ب', 500) };
                    var result = writer % 2 == 0
                        ? await store.InsertAsync("kept", [story], default)
                        : await store.UpdateAsync("kept", [new(Filters.Id(story.Id), MongoJson.Node(story)!, Upsert: true)], default);
                    Assert.Equal(1, result.Inserted + result.Upserted);
                    Interlocked.Increment(ref acknowledged);
                }
            }
            catch (StoreException error)
            {
                lock (failures)
                {
                    failures.Add(error);
                }
            }
        })).ToList();

        await Eventually.TrueAsync("400 writes are acknowledged", () => Volatile.Read(ref acknowledged) >= 400);
        await mongo.KillAsync();
        await Task.WhenAll(writers);
        Assert.All(failures, error => Assert.IsType<StoreUnavailableException>(error));
        Assert.Equal(4, failures.Count);

        await mongo.RestartAsync();

        // Each writer may have one more write in the store than it was told of.
        Assert.InRange(await store.CountAsync("kept", Filters.All, default), acknowledged, acknowledged + 4);
        Assert.Equal(1, (await store.InsertAsync("kept", Story.Many(1, "after"), default)).Inserted);
    }

    [Fact]
    public async Task A_store_that_hangs_is_a_time_out_and_passes()
    {
        await using var mongo = await EmbeddedMongo.StartAsync();
        await using var store = MongoDatabase.Connect(new()
        {
            ConnectionString = mongo.ConnectionString,
            CommandTimeout = TimeSpan.FromSeconds(1),
            Connections = 2,
        });
        await AnswersAsync(store);

        mongo.Pause();
        var started = Stopwatch.GetTimestamp();

        // More callers than connections: those waiting for a place time out as well.
        var answers = Enumerable.Range(0, 10).Select(_ => Assert.ThrowsAsync<StoreUnavailableException>(() => store.PingAsync(default)));
        await Task.WhenAll(answers);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.9, 5);

        mongo.Resume();
        await AnswersAsync(store);
    }

    [Fact]
    public async Task Cancelling_stops_the_waiting_at_once()
    {
        await using var mongo = await EmbeddedMongo.StartAsync();
        await using var store = MongoDatabase.Connect(new() { ConnectionString = mongo.ConnectionString });
        await store.PingAsync(default);
        mongo.Pause();
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.PingAsync(cancelled.Token));

        mongo.Resume();
        await store.PingAsync(default);
    }

    [Fact]
    public async Task A_cursor_lost_with_its_server_is_unavailable_not_refused()
    {
        await using var mongo = await EmbeddedMongo.StartAsync();
        await using var store = MongoDatabase.Connect(new() { ConnectionString = mongo.ConnectionString });
        await store.InsertAsync("read", Story.Many(100), default);
        await using var reader = store.FindAsync<Story>("read", Filters.All, new() { BatchSize = 10 }).GetAsyncEnumerator();
        for (var i = 0; i < 10; i++)
        {
            Assert.True(await reader.MoveNextAsync());
        }

        await mongo.KillAsync();
        await mongo.RestartAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await reader.MoveNextAsync());
    }

    [Fact]
    public async Task A_driver_that_ends_its_sessions_does_not_end_the_embedded_engine()
    {
        await using var mongo = await EmbeddedMongo.StartAsync();
        await using var store = MongoDatabase.Connect(new() { ConnectionString = mongo.ConnectionString });

        await Assert.ThrowsAsync<StoreRefusedException>(() => store.RunAsync(new JsonObject { ["endSessions"] = new JsonArray() }, default));

        await store.PingAsync(default);
    }

    [Fact]
    public async Task No_server_is_said_within_seconds_and_without_the_password()
    {
        // Port 1 is reserved: nothing listens there.
        await using var store = MongoDatabase.Connect(new() { ConnectionString = "mongodb://user:s3cret@127.0.0.1:1/?serverSelectionTimeoutMS=500" });
        var started = Stopwatch.GetTimestamp();

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PingAsync(default));

        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 5);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_string_that_cannot_be_read_is_said_without_the_password()
    {
        var error = Assert.Throws<StoreException>(() => MongoDatabase.Connect(new() { ConnectionString = "mongodb://user:s3/cret@host:port" }));

        Assert.Contains("Mongo:ConnectionString", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_same_directory_says_so_and_ends()
    {
        var directory = Directory.CreateTempSubdirectory("news-mongo-");
        await using (await EmbeddedMongo.StartAsync(directory.FullName))
        {
            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => EmbeddedMongo.StartAsync(directory.FullName));
            Assert.Contains("is in use by another server", error.Message, StringComparison.Ordinal);
        }

        await using (await EmbeddedMongo.StartAsync(directory.FullName))
        {
            // Free again once the first has ended.
        }

        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task After_it_is_disposed_nothing_is_sent()
    {
        var store = MongoDatabase.Connect(new() { ConnectionString = "mongodb://127.0.0.1:1" });
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.PingAsync(default));
    }

    private static Task AnswersAsync(MongoDatabase store) => Eventually.TrueAsync("the store answers", async () =>
    {
        try
        {
            await store.PingAsync(default);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    });
}
