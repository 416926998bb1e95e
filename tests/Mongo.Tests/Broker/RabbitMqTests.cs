using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NewsPlatform.TestSupport;
using RabbitMQ.Client;

namespace NewsPlatform.Mongo.Tests.Broker;

/// <summary>The broker that <c>deploy/rabbitmq</c> starts; here, beside the other server that tests start and kill.</summary>
public sealed class RabbitMqTests
{
    private static readonly Dictionary<string, object?> Quorum = new() { ["x-queue-type"] = "quorum" };

    [Fact]
    [Trait("Category", "Slow")]
    public async Task What_was_confirmed_survives_kill_9()
    {
        await using var broker = await RabbitMq.StartAsync();
        await using (var connection = await ConnectAsync(broker.Uri))
        {
            await using var channel = await ConfirmingChannelAsync(connection);
            await channel.QueueDeclareAsync("kept", durable: true, exclusive: false, autoDelete: false, Quorum);
            for (var i = 0; i < 200; i++)
            {
                await channel.BasicPublishAsync("", "kept", mandatory: true, new BasicProperties { Persistent = true }, new byte[500]);
            }

            await broker.QueuesAreSavedAsync("kept");
            await broker.KillAsync();
        }

        await broker.RestartAsync();

        await using var again = await ConnectAsync(broker.Uri);
        await using var reader = await again.CreateChannelAsync();
        var kept = 0;
        await Eventually.TrueAsync("the queue has elected its leader and gives its 200 messages", async () =>
        {
            while (await reader.BasicGetAsync("kept", autoAck: true) is not null)
            {
                kept++;
            }

            return kept >= 200;
        });
        Assert.Equal(200, kept);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Two_brokers_side_by_side_know_nothing_of_each_other()
    {
        var brokers = await Task.WhenAll(RabbitMq.StartAsync(), RabbitMq.StartAsync());
        await using var one = brokers[0];
        await using var other = brokers[1];
        await using var connection = await ConnectAsync(one.Uri);
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync("here", durable: true, exclusive: false, autoDelete: false, Quorum);

        Assert.Contains("here", await QueuesAsync(one));
        Assert.DoesNotContain("here", await QueuesAsync(other));
    }

    private static async Task<List<string>> QueuesAsync(RabbitMq broker)
    {
        using var management = broker.Management();
        var queues = await management.GetFromJsonAsync<JsonArray>("api/queues?columns=name");
        return [.. queues!.Select(queue => queue!["name"]!.GetValue<string>())];
    }

    internal static Task<IConnection> ConnectAsync(Uri uri) => new ConnectionFactory { Uri = uri }.CreateConnectionAsync();

    internal static Task<IChannel> ConfirmingChannelAsync(IConnection connection) => connection.CreateChannelAsync(
        new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
}

/// <summary>On the broker the run shares.</summary>
public sealed class SharedRabbitMqTests(RabbitMqFixture broker) : IClassFixture<RabbitMqFixture>
{
    [Fact]
    public async Task Guest_is_nobody_here()
    {
        using var client = new HttpClient { BaseAddress = broker.ManagementUri };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("guest:guest"u8));

        using var answer = await client.GetAsync(new Uri("api/overview", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_message_that_downs_its_consumer_every_time_ends_in_news_undeliverable()
    {
        // On the virtual host "/", where the policy is.
        await using var connection = await RabbitMqTests.ConnectAsync(new Uri(broker.Uri, "/"));
        await using var channel = await RabbitMqTests.ConfirmingChannelAsync(connection);
        await channel.QueueDeclareAsync(
            "poisoned", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.BasicPublishAsync("", "poisoned", mandatory: true, new BasicProperties { Persistent = true, MessageId = "poison" }, new byte[10]);

        var deliveries = 0;
        BasicGetResult? ended = null;
        await Eventually.TrueAsync("the message is given up", async () =>
        {
            while (await channel.BasicGetAsync("poisoned", autoAck: false) is { } delivery)
            {
                deliveries++;
                await channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue: true);
            }

            ended = await channel.BasicGetAsync("news.undeliverable", autoAck: true);
            return ended is not null;
        });

        Assert.Equal("poison", ended!.BasicProperties.MessageId);
        Assert.InRange(deliveries, 20, 21);
    }
}
