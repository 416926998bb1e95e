using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using NewsPlatform.Contracts;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Tests.Api;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Storage.Tests.Replay;

public sealed class Verdicts_are_compared(MongoFixture mongo) : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private readonly ConcurrentQueue<IngestedArticle> asked = new();
    private readonly ConcurrentQueue<VerdictOverruled> said = new();
    private readonly Dictionary<string, JudgedArticle> rules = new(StringComparer.Ordinal);
    private ApiHost host = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        host = await ApiHost.StartAsync(mongo);
        client = host.Client();
        var bus = (IReceiveConnector)host.Services.GetRequiredService<IBus>();

        // Rules of another day: what they say stands in the table; of the rest they say what was said before.
        await bus.ConnectReceiveEndpoint("deduplication-articles-ingested", endpoint => endpoint.Handler<ArticlesIngested>(context =>
        {
            context.Message.Articles.ToList().ForEach(asked.Enqueue);
            return context.Publish(new ArticlesJudged
            {
                Articles = [.. context.Message.Articles.Select(article => rules.GetValueOrDefault(article.Article.ArticleId, Judged(Stored(article))) with { ArticleId = article.Article.ArticleId, Replay = article.Replay! })],
            });
        })).Ready;
        await bus.ConnectReceiveEndpoint("deduplication-verdict-overruled", endpoint => endpoint.Handler<VerdictOverruled>(context =>
        {
            said.Enqueue(context.Message);
            return Task.CompletedTask;
        })).Ready;
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Every_kind_of_change_is_counted_and_what_can_be_said_of_two_articles_is_promoted()
    {
        await StoreAsync(
            articles:
            [
                ("same", Of(VerdictKind.New)), ("kept", Of(VerdictKind.New)), ("becomes", Of(VerdictKind.New)), ("gone", Of(VerdictKind.New)),
                ("twin", Of(VerdictKind.Headline, "kept")), ("excerpt", Of(VerdictKind.New)), ("hurried", Of(VerdictKind.New)), ("told", Of(VerdictKind.New) with { OverruledAt = StoredArticles.Noon }),
            ],
            repeats:
            [
                ("freed", Of(VerdictKind.Near, "kept")), ("moved", Of(VerdictKind.Near, "kept")), ("joined", Of(VerdictKind.Near, "kept")),
                ("surer", Of(VerdictKind.Near, "kept")), ("scored", Of(VerdictKind.Near, "kept") with { Rule = "older", Score = 0.1 }), ("of-a-repeat", Of(VerdictKind.Exact, "moved")),
            ]);
        rules["becomes"] = Judged(Of(VerdictKind.Near, "same"), "same");
        rules["freed"] = Judged(Of(VerdictKind.New));
        rules["moved"] = Judged(Of(VerdictKind.Near, "same"), "same");
        rules["joined"] = Judged(Of(VerdictKind.Near, "same"), "same", "kept");
        rules["surer"] = Judged(Of(VerdictKind.Exact, "kept"), "kept");
        rules["scored"] = Judged(Of(VerdictKind.Near, "kept"), "kept");
        rules["twin"] = Judged(Of(VerdictKind.New));
        rules["excerpt"] = Judged(Of(VerdictKind.Contained, "same"), "same") with { IsSayable = false };
        rules["hurried"] = Judged(Of(VerdictKind.Near, "same"), "same");
        rules["told"] = Judged(Of(VerdictKind.Exact, "long-gone"), "long-gone");
        rules["gone"] = new JudgedArticle { ArticleId = "", Replay = "", Unjudged = Unjudged.LeftWindow, Journey = Journey.Empty };

        var id = (await PostAsync("/api/replays?stage=deduplication"))["_id"]!.GetValue<string>();
        await Eventually.TrueAsync("the replay is done", async () => (await GetAsync($"/api/replays/{id}"))["replay"]!["state"]!.GetValue<string>() == "done");

        // Repeats, and repeats of repeats, are judged again with the article they are kept for.
        Assert.Equal(14, asked.Count);
        Assert.All(asked, article => Assert.Equal(id, article.Replay));
        Assert.Equal("moved", asked.Single(article => article.Article.ArticleId == "of-a-repeat").StoredKeptArticleId);
        var report = await GetAsync($"/api/replays/{id}");
        Assert.Equal((14, 14L, 8L, 6L), (report["replay"]!["sent"]!.GetValue<int>(), Number(report, "back"), Number(report, "changed"), Number(report, "promotable")));
        Assert.Equal(
            ["headline → new 1/1", "near → exact 0/1", "near → near of another 2/2", "near → new 1/1", "new → contained 0/1", "new → near 2/2"],
            report["fields"]!.AsArray().Select(field => $"{field!["field"]} {field["promotable"]}/{field["articles"]}").Order(StringComparer.Ordinal));
        Assert.Equal(["left-window 1", "overruled 1"], report["unjudged"]!.AsArray().Select(one => $"{one!["reason"]} {one["articles"]}").Order(StringComparer.Ordinal));
        var example = report["fields"]!.AsArray().Single(field => field!["field"]!.GetValue<string>() == "near → new")!["examples"]![0]!;
        Assert.Equal(("freed", "خبر freed"), (example["articleId"]!.GetValue<string>(), example["headline"]!.GetValue<string>()));
        Assert.Contains("خبر kept", example["before"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(said);

        // A person says something of one of them before the promotion: hers is another verdict than the one compared.
        var overruled = Of(VerdictKind.New) with { OverruledAt = StoredArticles.Noon };
        await mongo.Database.UpdateAsync("articles", [new UpdateOne(new JsonObject { ["_id"] = "hurried" }, new JsonObject { ["$set"] = new JsonObject { ["verdict"] = MongoJson.Node(overruled) } })], default);
        var promoted = await PostAsync($"/api/replays/{id}/promote");

        Assert.Equal((5L, 1L, 2L), (Number(promoted, "promoted"), Number(promoted, "overtaken"), Number(promoted, "notPromotable")));
        await Eventually.TrueAsync("all words are said", () => said.Count == 5);
        Assert.Equal(
            ["becomes is same", "freed is not kept", "joined is same", "moved is same and not kept", "twin is not kept"],
            said.Select(word => $"{word.ArticleId} {(word.IsRepeat ? "is" : "is not")} {word.OtherId}{(word.InsteadOf is { } former ? $" and not {former}" : "")}").Order(StringComparer.Ordinal));
        Assert.All(said, word => Assert.Equal(id, word.Replay));
        Assert.Equal(1, Number(await PostAsync($"/api/replays/{id}/promote"), "overtaken"));
        Assert.Equal(5, said.Count);

        // Storage itself has changed nothing: what follows comes back from Deduplication.
        Assert.Equal((8, 6), (await mongo.Database.CountAsync("articles", new JsonObject(), default), await mongo.Database.CountAsync("repeats", new JsonObject(), default)));
    }

    private static Verdict Of(string kind, string? kept = null) => new() { Kind = kind, Rule = "now", RuleVersion = "1", Score = 1, KeptArticleId = kept };

    private static JudgedArticle Judged(Verdict verdict, params string[] related) =>
        new() { ArticleId = "", Replay = "", Verdict = verdict, Related = related, IsSayable = true, Journey = Journey.Empty };

    // What was said before, as far as the question tells it.
    private static Verdict Stored(IngestedArticle article) => article.StoredKeptArticleId is { } kept ? Of(VerdictKind.Exact, kept) : Of(VerdictKind.New);

    private static long Number(JsonObject answer, string name) => answer[name]!.GetValue<long>();

    private async Task StoreAsync((string Id, Verdict Verdict)[] articles, (string Id, Verdict Verdict)[] repeats)
    {
        var store = await StoredArticles.StoreAsync(mongo.Database, articles.Select(article => StoredArticles.Of(article.Id, $"خبر {article.Id}", "نص الخبر", verdict: article.Verdict)));
        await store.StoreAsync(
            [
                .. repeats.Select(repeat => new RepeatDocument
                {
                    Id = repeat.Id,
                    Verdict = repeat.Verdict,
                    Journey = Journey.Empty,
                    StoredAt = StoredArticles.Noon,
                    Article = StoredArticles.Of(repeat.Id, $"خبر {repeat.Id}", "نص الخبر").Article,
                    IngestedAt = StoredArticles.Noon,
                }),
            ],
            default);
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
