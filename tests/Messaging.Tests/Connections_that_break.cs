using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json.Nodes;
using MassTransit;
using MassTransit.RabbitMqTransport;
using MassTransit.RabbitMqTransport.Configuration;
using MassTransit.Transports;
using Microsoft.Extensions.DependencyInjection;
using NewsPlatform.Messaging.Tests.Heartbeats;
using NewsPlatform.TestSupport;
using RabbitMQ.Client.Events;

namespace NewsPlatform.Messaging.Tests;

/// <summary>The broker closes the connections of a service that is at work.</summary>
public sealed class Connections_that_break(RabbitMqFixture rabbit) : IClassFixture<RabbitMqFixture>
{
    private const int Breaks = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task However_often_they_break_under_load_the_queue_is_read_on_and_nothing_is_lost()
    {
        var (host, broker) = await rabbit.NewVirtualHostAsync();
        var worked = new ConcurrentDictionary<string, int>();
        await using var service = await OneService.StartAsync("letters", broker: broker, work: async letters =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1));
            worked.AddOrUpdate(letters.Articles[0], 1, (_, times) => times + 1);
        });
        var published = 0;
        using var enough = new CancellationTokenSource();
        var publishing = Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            while (!enough.IsCancellationRequested)
            {
                await PublishAsync(service, Interlocked.Increment(ref published).ToString(CultureInfo.InvariantCulture));
            }
        }));

        for (var i = 0; i < Breaks; i++)
        {
            var before = worked.Count;
            await Eventually.TrueAsync("the flow goes on", () => worked.Count > before + 50, Patience);
            await BreakAsync(host);
        }

        await enough.CancelAsync();
        await publishing;
        await Eventually.TrueAsync("all were worked on", () => worked.Count == published, Patience);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("letters publishing")]
    [InlineData("letters consuming")]
    public async Task One_that_ends_without_a_word_is_made_anew(string connection)
    {
        var (host, broker) = await rabbit.NewVirtualHostAsync();
        var worked = new ConcurrentDictionary<string, int>();
        await using var service = await OneService.StartAsync("letters", broker: broker, work: letters =>
        {
            worked[letters.Articles[0]] = 1;
            return Task.CompletedTask;
        });
        await PublishAsync(service, "before");
        await Eventually.TrueAsync("the flow runs", () => worked.ContainsKey("before"), Patience);

        await SilenceAsync(service, connection);
        await BreakAsync(host);
        await PublishAsync(service, "behind").WaitAsync(Patience);

        await Eventually.TrueAsync("the flow goes on", () => worked.ContainsKey("behind"), Patience);
    }

    // The bus, listening for the end of this connection, is taken off: that is what it comes to when somebody who is told before
    // it never returns. The channels are told. The client has no other way to it.
    private static async Task SilenceAsync(OneService service, string name)
    {
        var host = service.Services.GetServices<IBusInstance>().Select(bus => bus.HostConfiguration).OfType<IRabbitMqHostConfiguration>()
            .Single(host => host.Settings.ClientProvidedName == name);
        await host.ConnectionContextSupervisor.Send(
            Pipe.Execute<ConnectionContext>(context =>
            {
                const BindingFlags hidden = BindingFlags.NonPublic | BindingFlags.Instance;
                var field = context.Connection.GetType().GetField("_connectionShutdownAsyncWrapper", hidden)!;
                var listeners = field.GetValue(context.Connection)!;
                var told = (MulticastDelegate)listeners.GetType().GetField("_eventHandler", hidden)!.GetValue(listeners)!;
                var ofTheBus = told.GetInvocationList().Where(one => one.Target!.GetType().Assembly == typeof(ConnectionContext).Assembly).ToList();
                Assert.NotEmpty(ofTheBus);
                ofTheBus.ForEach(one => context.Connection.ConnectionShutdownAsync -= (AsyncEventHandler<ShutdownEventArgs>)one);
            }),
            CancellationToken.None);
    }

    private async Task BreakAsync(string host)
    {
        IReadOnlyList<string> connections = [];
        await Eventually.TrueAsync("the broker knows both connections", async () => (connections = await ConnectionsAsync(host)).Count == 2, Patience);
        foreach (var connection in connections)
        {
            using var closed = await rabbit.Management.DeleteAsync(new Uri("api/connections/" + Uri.EscapeDataString(connection), UriKind.Relative));
            closed.EnsureSuccessStatusCode();
        }

        await Eventually.TrueAsync("both are gone", async () => !(await ConnectionsAsync(host)).Intersect(connections).Any(), Patience);
    }

    // Whoever publishes meets the closed connection, too.
    private static async Task PublishAsync(OneService service, string letter)
    {
        while (true)
        {
            try
            {
                await service.Outgoing.PublishAsync(new Letters { Articles = [letter] }, articles: 1, CancellationToken.None);
                return;
            }
            catch (NotPublishedException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private async Task<IReadOnlyList<string>> ConnectionsAsync(string host) =>
        [.. (await rabbit.Management.GetFromJsonAsync<JsonArray>(new Uri($"api/vhosts/{host}/connections", UriKind.Relative)))!.Select(connection => connection!["name"]!.GetValue<string>())];
}
