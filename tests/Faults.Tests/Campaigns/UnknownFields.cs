using System.Text.Json.Nodes;
using NewsPlatform.Faults.Tests.Running;
using RabbitMQ.Client;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class UnknownFields : LoadCampaign
{
    // Each queue and the service that must not empty it meanwhile.
    private static readonly (string Queue, string Service)[] Stages =
    [
        ("deduplication-articles-ingested", "Deduplication"),
        ("enrichment-articles-accepted", "Enrichment"),
        ("storage-articles-enriched", "Storage"),
    ];

    public override string Name => "unknown-fields";

    public override string Attack => "messages of a newer version, with members nobody here knows in the message, the article and the journey, reach every stage";

    public override string Law => "all are worked on; nothing lies in a skipped queue or in quarantine";

    public override int SmallSize => 200;

    public override int FullSize => 3_000;

    protected override async Task AttackAsync(Platform platform, CampaignRun run, Task dropping)
    {
        var changed = 0;
        var rounds = 0;
        do
        {
            rounds++;
            foreach (var (queue, service) in Stages)
            {
                run.Progress((double)platform.Dropped / run.Size, $"{service} is away, its messages grow");
                await platform[service].StopAsync();
                await WaitAsync(2, run);
                changed += await GrowAsync(platform, queue);
                await platform[service].StartAsync();
                await platform[service].ReadyAsync();
            }
        }
        while (!dropping.IsCompleted);

        run.AtLeast("rounds", rounds, 1);
        run.AtLeast("messages that were given unknown members", changed, Stages.Length);
    }

    protected override async Task MeasureAsync(Platform platform, CampaignRun run) =>
        run.Exactly("articles in quarantine", (await platform.BalanceAsync()).Quarantined, 0);

    private static async Task<int> GrowAsync(Platform platform, string queue)
    {
        var connections = new ConnectionFactory { Uri = new UriBuilder(platform.Surroundings.Broker.Uri) { Path = platform.VirtualHost }.Uri };
        await using var connection = await connections.CreateConnectionAsync();

        // With confirms: a quorum queue loses now and then what was published without them just before its channel is closed.
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var held = new List<BasicGetResult>();
        while (held.Count < 20 && await channel.BasicGetAsync(queue, autoAck: false) is { } message)
        {
            held.Add(message);
        }

        foreach (var message in held)
        {
            var body = JsonNode.Parse(message.Body.Span)!;
            Grow(body);
            await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties(message.BasicProperties), System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()));
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
        }

        return held.Count;
    }

    private static void Grow(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (_, member) in members.ToList())
                {
                    Grow(member);
                }

                // Headers and dictionaries are no members of ours, but take it all the same.
                members["ofALaterVersion"] = new JsonObject { ["number"] = 1, ["list"] = new JsonArray("ا", "b") };
                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Grow(item);
                }

                break;
        }
    }
}
