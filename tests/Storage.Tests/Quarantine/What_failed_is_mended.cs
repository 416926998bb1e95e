using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using NewsPlatform.Contracts;
using NewsPlatform.Storage.Quarantine;
using NewsPlatform.Storage.Tests.Api;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Storage.Tests.Quarantine;

public sealed class What_failed_is_mended(MongoFixture mongo) : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private const string Stage = "deduplication-articles-ingested";
    private readonly ConcurrentQueue<ArticlesIngested> arrived = new();
    private readonly ConcurrentQueue<ArticlesSetAside> told = new();
    private ApiHost host = null!;
    private HttpClient client = null!;
    private IBus bus = null!;

    public async Task InitializeAsync()
    {
        host = await ApiHost.StartAsync(mongo);
        client = host.Client();
        bus = host.Services.GetRequiredService<IBus>();
        await ListenAsync(Stage, endpoint => endpoint.Handler<ArticlesIngested>(context =>
        {
            arrived.Enqueue(context.Message);
            return Task.CompletedTask;
        }));
        await ListenAsync("ingestion-articles-set-aside", endpoint => endpoint.Handler<ArticlesSetAside>(context =>
        {
            told.Enqueue(context.Message);
            return Task.CompletedTask;
        }));
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_shown_retried_comes_back_and_is_given_up()
    {
        var id = await ParkAsync("p1", "خبر عاجل");

        var entry = await GetAsync($"/api/quarantine/{id}");
        Assert.Equal(("deduplication", "waiting", 1), (entry["service"]!.GetValue<string>(), entry["state"]!.GetValue<string>(), entry["attempts"]!.GetValue<int>()));
        Assert.Equal("خبر عاجل", entry["articles"]![0]!["headline"]!.GetValue<string>());
        Assert.Equal("0123456789abcdef0123456789abcdef", entry["traceId"]!.GetValue<string>());
        await Eventually.TrueAsync("the ledger hears of it", () => told.Any(message => message.Articles[0] is { ArticleId: "p1", Fate: Fate.Quarantined }));

        var dry = await PostAsync("/api/quarantine/retry", new { ids = new[] { id }, dryRun = true });
        Assert.Equal((1, true), (dry["moved"]!.GetValue<int>(), dry["dryRun"]!.GetValue<bool>()));
        Assert.Empty(arrived);

        await PostAsync("/api/quarantine/retry", new { ids = new[] { id } });
        await Eventually.TrueAsync("the stage gets it again", () => arrived.Any(message => message.Articles[0].Article.ArticleId == "p1"));
        Assert.Equal("sent back", (await GetAsync($"/api/quarantine/{id}"))["state"]!.GetValue<string>());
        Assert.Equal(0, (await PostAsync("/api/quarantine/retry", new { ids = new[] { id } }))["found"]!.GetValue<int>());

        await ParkAsync("p1", "خبر عاجل", NewId.NextGuid());
        var because = await client.PostAsJsonAsync("/api/quarantine/discard", new { service = "deduplication" });
        Assert.Equal(HttpStatusCode.BadRequest, because.StatusCode);
        await PostAsync("/api/quarantine/discard", new { service = "deduplication", because = "إعلان" });
        await Eventually.TrueAsync("the ledger hears that it was given up", () => told.Any(message => message.Articles[0] is { Fate: Fate.Rejected, Reason: "إعلان" }));
        var audit = await GetAsync("/api/audit");
        Assert.Contains(audit["entries"]!.AsArray(), line => line!["what"]!.GetValue<string>() == "quarantine.discard" && line["details"]!.GetValue<string>().Contains("إعلان", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_comes_back_is_the_same_entry()
    {
        var messageId = NewId.NextGuid();
        var id = await ParkAsync("q1", "واحد", messageId);
        await ParkAsync("q1", "واحد", messageId, attempts: 2);

        var entry = await GetAsync($"/api/quarantine/{id}");
        Assert.Equal(2, entry["attempts"]!.GetValue<int>());
        Assert.Equal(2, entry["history"]!.AsArray().Count);
    }

    [Fact]
    public async Task Groups_and_samples_are_by_service_and_reason()
    {
        for (var i = 0; i < 5; i++)
        {
            await ParkAsync($"g{i}", "مجموعة");
        }

        var group = (await GetAsync("/api/quarantine/groups"))["groups"]!.AsArray().Single(group => group!["_id"]!["reason"]!.GetValue<string>() == "No reason was given.")!;
        Assert.True(group["messages"]!.GetValue<int>() >= 5);
        var sample = await PostAsync("/api/quarantine/retry", new { service = "deduplication", reason = group["_id"]!["reason"]!.GetValue<string>(), sample = 2 });
        Assert.Equal(2, sample["moved"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_nobody_can_read_is_kept_and_cannot_be_retried()
    {
        var store = host.Services.GetRequiredService<QuarantineStore>();
        byte[] noise = [0xFF, 0xFE, 0x00, 0x7B];
        var entry = await store.KeepAsync(new() { Queue = Stage, Body = noise, Reason = "no JSON\0", FaultWasTold = false }, CancellationToken.None);

        Assert.Equal(noise, await store.BodyAsync(entry.Id, CancellationToken.None));
        var answer = await PostAsync("/api/quarantine/retry", new { ids = new[] { entry.Id } });
        Assert.Contains("is no message of", answer["failed"]![0]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("waiting", (await GetAsync($"/api/quarantine/{entry.Id}"))["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_message_larger_than_a_document_is_kept_whole()
    {
        var store = host.Services.GetRequiredService<QuarantineStore>();
        var body = new byte[20_000_000];
        new Random(1).NextBytes(body);
        var entry = await store.KeepAsync(new() { Queue = Stage, Body = body, Reason = "too large", FaultWasTold = true }, CancellationToken.None);

        Assert.Equal(body, await store.BodyAsync(entry.Id, CancellationToken.None));
    }

    private async Task<string> ParkAsync(string articleId, string headline, Guid? messageId = null, int attempts = 1)
    {
        var id = messageId ?? NewId.NextGuid();
        var endpoint = await bus.GetSendEndpoint(new Uri($"queue:{Stage}_error"));
        await endpoint.Send(
            new ArticlesIngested
            {
                Articles =
                [
                    new IngestedArticle
                    {
                        Article = StoredArticles.Of(articleId, headline, "نص الخبر").Article,
                        IngestedAt = StoredArticles.Noon,
                        Journey = new() { Hops = [], TraceParent = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01" },
                    },
                ],
            },
            context => context.MessageId = id);
        var entry = ParkedBody.EntryId(Stage, id.ToString());
        await Eventually.TrueAsync(
            $"{articleId} is in quarantine",
            async () => await mongo.Database.CountAsync("quarantine", new JsonObject { ["_id"] = entry, ["attempts"] = attempts, ["state"] = "waiting" }, default) == 1);
        return entry;
    }

    private async Task ListenAsync(string queue, Action<IReceiveEndpointConfigurator> configure) =>
        await ((IReceiveConnector)bus).ConnectReceiveEndpoint(queue, endpoint =>
        {
            if (queue == Stage)
            {
                endpoint.ConfigureConsumeTopology = false;
            }

            configure(endpoint);
        }).Ready;

    private async Task<JsonObject> GetAsync(string address) => JsonNode.Parse(await client.GetStringAsync(address))!.AsObject();

    private async Task<JsonObject> PostAsync<T>(string address, T body)
    {
        var reply = await client.PostAsJsonAsync(address, body);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!.AsObject();
    }
}
