using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NewsPlatform.Mongo.Logs;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Mongo.Tests;

public sealed class ReplicaLogTests(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    [Fact]
    public async Task What_is_removed_keeps_pace_with_what_is_written()
    {
        var clock = new Clock();
        var log = new ReplicaLog<Entry>(mongo.Database, "keeps_pace", "one", clock);
        await log.PrepareAsync(default);
        const int old = 250;
        for (var i = 0; i < old; i++)
        {
            await log.WriteAsync(Entry.Of, default);
        }

        clock.Now += TimeSpan.FromDays(1);
        var moment = clock.Now - TimeSpan.FromHours(1);
        for (var bundle = 1; bundle <= 3; bundle++)
        {
            await log.WriteAsync(Entry.Of, default);
            await log.RemoveBeforeAsync(moment, default);
            Assert.Equal(Math.Max(0, old - (bundle * ReplicaLog<Entry>.RemovedAtOnce)) + bundle, await CountAsync());
        }

        // Nothing is left of the old: the next look is a while away.
        await log.RemoveBeforeAsync(DateTimeOffset.MaxValue, default);
        Assert.Equal(3, await CountAsync());
        clock.Now += ReplicaLog<Entry>.BetweenLooks;
        await log.RemoveBeforeAsync(clock.Now, default);
        Assert.Equal(0, await CountAsync());

        Task<long> CountAsync() => mongo.Database.CountAsync("keeps_pace", new JsonObject(), default);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed record Entry : IReplicaLogEntry
    {
        [JsonPropertyName("_id")]
        public required string Id { get; init; }

        public required string Stream { get; init; }

        public required long Number { get; init; }

        public required DateTimeOffset At { get; init; }

        public static Entry Of(LogPlace place) => new() { Id = place.Id, Stream = place.Stream, Number = place.Number, At = place.At };
    }
}
