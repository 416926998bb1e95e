using System.Net;
using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using NewsPlatform.Contracts;
using NewsPlatform.Storage.Search;
using NewsPlatform.Storage.Tests.Api;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Storage.Tests.Replay;

public sealed class A_stage_is_run_again(MongoFixture mongo) : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private const int Articles = 100;
    private ApiHost host = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        host = await ApiHost.StartAsync(mongo);
        client = host.Client();
        var bus = host.Services.GetRequiredService<IBus>();

        // A newer Enrichment: it knows what every fourth article is about.
        await ((IReceiveConnector)bus).ConnectReceiveEndpoint("enrichment-articles-accepted", endpoint => endpoint.Handler<ArticlesAccepted>(context =>
            context.Publish(new ArticlesEnriched
            {
                Articles = [.. context.Message.Articles.Select(accepted => new EnrichedArticle
                {
                    Article = accepted.Article,
                    IngestedAt = accepted.IngestedAt,
                    Verdict = accepted.Verdict,
                    Enrichment = Notes(accepted.Article.Headline!),
                    Journey = accepted.Journey,
                    Replay = accepted.Replay,
                })],
            }))).Ready;
        await StoredArticles.StoreAsync(
            mongo.Database,
            Enumerable.Range(0, Articles).Select(number => StoredArticles.Of($"n{number:000}", $"خبر {number}", "نص الخبر", source: number < 90 ? "desk" : "other")));
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Differences_are_reported_before_anything_changes_and_promoted_article_by_article()
    {
        var started = await PostAsync("/api/replays?source=desk");
        var id = started["_id"]!.GetValue<string>();
        await Eventually.TrueAsync("the replay is done", async () => (await GetAsync($"/api/replays/{id}"))["replay"]!["state"]!.GetValue<string>() == "done");

        var report = await GetAsync($"/api/replays/{id}");
        Assert.Equal((90, 90L, 23L), (report["replay"]!["sent"]!.GetValue<int>(), report["back"]!.GetValue<long>(), report["changed"]!.GetValue<long>()));
        var field = Assert.Single(report["fields"]!.AsArray())!;
        Assert.Equal(("category", 23), (field["field"]!.GetValue<string>(), field["articles"]!.GetValue<int>()));
        Assert.Contains("sport", field["examples"]![0]!["after"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(field["examples"]![0]!["before"]);
        Assert.Equal(0, await CountAsync("sport"));

        // One of them changes before the promotion: it is left alone.
        await StoredArticles.StoreAsync(mongo.Database, [StoredArticles.Of("n004", "خبر 4", "نص الخبر", StoredArticles.Noon.AddHours(1))]);
        var promoted = await PostAsync($"/api/replays/{id}/promote");

        Assert.Equal((22, 1), (promoted["promoted"]!.GetValue<int>(), promoted["overtaken"]!.GetValue<int>()));
        Assert.Equal(22, await CountAsync("sport"));
        Assert.Equal(Articles, await mongo.Database.CountAsync("articles", new JsonObject(), default));
        Assert.Equal(0, await mongo.Database.CountAsync("repeats", new JsonObject(), default));
        Assert.Equal(0, (await PostAsync($"/api/replays/{id}/promote"))["promoted"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_stage_that_cannot_be_run_again_is_refused_with_those_that_can()
    {
        var reply = await client.PostAsync("/api/replays?stage=ingestion", content: null);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains("is enrichment or deduplication", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Contracts.Enrichment Notes(string headline)
    {
        var number = int.Parse(headline.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        return new()
        {
            Language = "ar",
            LanguageConfidence = 1,
            NormalizedText = "",
            Enrichers = ["language/2"],
            Category = number % 4 == 0 ? new() { Name = "sport", Confidence = 0.9, Words = [] } : null,
        };
    }

    private async Task<long> CountAsync(string category)
    {
        await StoredArticles.Indexing(mongo.Database).SweepAsync(TimeSpan.Zero, default);
        return await StoredArticles.Search(mongo.Database).IdsAsync(new SearchQuery { Filters = [SearchTerms.Filter(Fields.Category, category)] }, Articles, default).CountAsync();
    }

    private async Task<JsonObject> GetAsync(string address) => JsonNode.Parse(await client.GetStringAsync(address))!.AsObject();

    private async Task<JsonObject> PostAsync(string address)
    {
        var reply = await client.PostAsync(address, content: null);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!.AsObject();
    }
}
