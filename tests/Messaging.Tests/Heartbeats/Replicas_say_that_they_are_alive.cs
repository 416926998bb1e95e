using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Messaging.Heartbeats;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Messaging.Tests.Heartbeats;

public sealed class Replicas_say_that_they_are_alive(RabbitMqFixture rabbit) : IClassFixture<RabbitMqFixture>
{
    [Fact]
    public async Task In_one_process_a_beat_tells_what_was_worked_on_in_articles()
    {
        var listener = new Listener();
        await using var service = await OneService.StartAsync("letters", listener);

        await Eventually.TrueAsync("it is ready", () => listener.Last("letters") is { Health: ReplicaHealth.Ready, Notes: [] });
        await service.Outgoing.PublishAsync(new Letters { Articles = ["a", "b", "c"] }, articles: 3, CancellationToken.None);
        await service.Outgoing.PublishAsync(new Letters { Articles = ["poison"] }, articles: 1, CancellationToken.None);
        await Eventually.TrueAsync("all is worked on", () => listener.Last("letters") is { Stages: [{ Consumed: 3, Failed: 1, Messages: 2, InWork: 0 }] });
        var beat = listener.Last("letters")!;

        Assert.Equal("letters-letters", beat.Stages[0].Queue);
        Assert.Null(beat.Stages[0].OldestInWorkSeconds);
        Assert.Equal(4, beat.Totals["news.articles.published{message=Letters}"]);
        Assert.Equal(3, beat.Totals["news.stage.articles{queue=letters-letters,outcome=consumed}"]);
        Assert.Equal((Environment.ProcessId, 0.25), (beat.ProcessId, beat.IntervalSeconds));
        await Eventually.TrueAsync("it is ready", () => listener.Last("letters") is { Health: ReplicaHealth.Ready, Notes: [] });

        // The first ones may be told before anybody listens; from then on none is missing.
        var numbers = listener.Heard.Select(heard => heard.Number).ToList();
        Assert.Equal(Enumerable.Range((int)numbers[0], numbers.Count).Select(number => (long)number), numbers);
    }

    [Fact]
    public async Task Over_the_broker_everybody_who_listens_hears_everybody_and_leaves_no_queue_behind()
    {
        var (host, broker) = await rabbit.NewVirtualHostAsync();
        var (one, other) = (new Listener(), new Listener());
        await using var letters = await OneService.StartAsync("letters", broker: broker);
        await using (await OneService.StartAsync("first", one, broker, withStage: false))
        await using (await OneService.StartAsync("second", other, broker, withStage: false))
        {
            await Eventually.TrueAsync("its queue is there", () => one.Last("letters") is { Health: ReplicaHealth.Ready });
            await letters.Outgoing.PublishAsync(new Letters { Articles = ["a", "b"] }, articles: 2, CancellationToken.None);
            foreach (var listener in new[] { one, other })
            {
                await Eventually.TrueAsync(
                    "all three are heard",
                    () => listener.Last("first") is not null && listener.Last("second") is not null && listener.Last("letters") is { Stages: [{ Consumed: 2 }] });
            }

            Assert.Equal(2, (await QueuesAsync(host)).Count(queue => queue.Contains("heartbeats", StringComparison.Ordinal)));
        }

        await Eventually.TrueAsync("their queues are gone", async () => !(await QueuesAsync(host)).Any(queue => queue.Contains("heartbeats", StringComparison.Ordinal)));
        Assert.True(one.Last("second")!.Leaving || other.Last("first")!.Leaving, "whoever stops in good order says so");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_broker_that_was_killed_costs_some_beats_and_nothing_else()
    {
        await using var broker = await RabbitMq.StartAsync();
        var listener = new Listener();
        await using var service = await OneService.StartAsync("letters", listener, broker.Uri);
        await Eventually.TrueAsync("it is heard", () => listener.Last("letters") is not null);
        await broker.QueuesAreSavedAsync("letters-letters", "letters-letters_error");

        await broker.KillAsync();
        var before = listener.Last("letters")!.Number;
        await broker.RestartAsync();
        await Eventually.TrueAsync("it is heard again", () => listener.Last("letters")!.Number > before + 3, TimeSpan.FromSeconds(60));
    }

    private async Task<IReadOnlyList<string>> QueuesAsync(string host) =>
        [.. (await rabbit.Management.GetFromJsonAsync<JsonArray>(new Uri($"api/queues/{host}?columns=name", UriKind.Relative)))!.Select(queue => queue!["name"]!.GetValue<string>())];
}
