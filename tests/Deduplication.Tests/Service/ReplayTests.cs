using System.Text.Json.Nodes;
using NewsPlatform.Contracts;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Deduplication.Tests.Service;

/// <summary>Stored articles are judged again, and nothing comes of it but the answer; what is promoted takes the way of a person's word.</summary>
public sealed class ReplayTests(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    private static int made;

    private readonly int number = Interlocked.Increment(ref made);

    private string Body => An.Text(120, seed: 1_500 + number);

    [Fact]
    public async Task A_judged_article_is_answered_and_nothing_is_written_claimed_or_told()
    {
        await using var service = await RunningService.StartAsync(mongo);
        var (kept, copy, stranger) = (Story("kept", Body), Story("copy", "وكالات - " + Body, 1), Story("stranger", An.Text(130, seed: 1_900 + number), 2));
        await service.IngestAsync(kept, copy);
        await service.VerdictAsync(copy.ArticleId);
        await service.VerdictAsync(kept.ArticleId);
        var (told, lying) = (service.Heard.Told, await LyingAsync());

        var judged = await service.JudgeAsync($"r{number}", (kept, null), (copy, kept.ArticleId), (stranger, null));

        Assert.Equal((VerdictKind.New, null, null), Of(judged[0]));
        Assert.Equal((VerdictKind.Near, kept.ArticleId, null), Of(judged[1]));
        Assert.Equal([kept.ArticleId], judged[1].Related);
        Assert.True(judged[1].IsSayable);

        // Never seen in this window: as one that has left it.
        Assert.Equal((null, null, Unjudged.LeftWindow), Of(judged[2]));

        // Whatever would follow is told before the answer to a later question is.
        await service.JudgeAsync($"again-{number}", (copy, kept.ArticleId));
        Assert.Equal(told, service.Heard.Told);
        Assert.Equal(lying, await LyingAsync());
    }

    [Fact]
    public async Task A_fresh_article_in_the_same_bundle_is_decided_as_ever()
    {
        await using var service = await RunningService.StartAsync(mongo);
        var (kept, copy) = (Story("kept", Body), Story("copy", "وكالات - " + Body, 1));
        await service.IngestAsync(kept);
        await service.VerdictAsync(kept.ArticleId);
        await service.PublishAsync(new ArticlesIngested
        {
            Articles =
            [
                new IngestedArticle { Article = kept, IngestedAt = An.Noon, Journey = Journey.Empty, Replay = $"mixed-{number}" },
                new IngestedArticle { Article = copy, IngestedAt = An.Noon, Journey = Journey.Empty },
            ],
        });

        Assert.Equal(kept.ArticleId, (await service.VerdictAsync(copy.ArticleId)).KeptArticleId);
        Assert.Single(service.Heard.Of(kept.ArticleId));
    }

    [Fact]
    public async Task What_the_stored_verdict_rests_on_must_be_there_to_be_looked_at()
    {
        await using var service = await RunningService.StartAsync(mongo);
        var (article, equal) = (Story("article", Body), Story("equal", An.Text(90, seed: 2_300 + number), 1));
        await mongo.Database.InsertAsync("claims", [Claim(equal, "long-gone")], default);
        await service.IngestAsync(article, equal);
        Assert.Equal((VerdictKind.Exact, "long-gone"), (await SaidAsync(service, equal.ArticleId)));

        var judged = await service.JudgeAsync($"gone-{number}", (article, "left-long-ago"), (equal, "long-gone"));

        Assert.Equal((null, null, Unjudged.KeptLeftWindow), Of(judged[0]));
        Assert.Equal((VerdictKind.Exact, "long-gone", null), Of(judged[1]));
    }

    [Fact]
    public async Task A_promoted_replay_is_followed_as_one_and_is_no_labelled_data()
    {
        await using var service = await RunningService.StartAsync(mongo);
        var (first, second, copy) = (Story("first", Body), Story("second", An.Text(130, seed: 2_700 + number), 1), Story("copy", "وكالات - " + Body, 2));
        await service.IngestAsync(first, second, copy);
        Assert.Equal((VerdictKind.Near, first.ArticleId), await SaidAsync(service, copy.ArticleId));
        var labels = await mongo.Database.CountAsync("labels", new JsonObject(), default);

        await service.PromoteAsync(copy.ArticleId, second.ArticleId, isRepeat: true, insteadOf: first.ArticleId);
        var verdict = await service.VerdictAsync(copy.ArticleId, told: 2);

        // Told once: it was never new in between.
        Assert.Equal((VerdictKind.Near, second.ArticleId, "replayed", An.Noon), (verdict.Kind, verdict.KeptArticleId, verdict.Rule, verdict.OverruledAt));
        Assert.DoesNotContain(service.Heard.Of(copy.ArticleId), told => told.Kind == VerdictKind.New);
        var judged = await service.JudgeAsync($"then-{number}", (copy, second.ArticleId));
        Assert.Equal((VerdictKind.Near, second.ArticleId, null), Of(judged[0]));

        await service.PromoteAsync(copy.ArticleId, second.ArticleId, isRepeat: false, minute: 1);
        await Eventually.TrueAsync("it is new by the replay", () => service.Heard.Of(copy.ArticleId)[^1] is { Kind: VerdictKind.New, Rule: "replayed" });
        Assert.Equal(labels, await mongo.Database.CountAsync("labels", new JsonObject(), default));
    }

    private static JsonObject Claim(Article article, string owner) => new()
    {
        ["_id"] = $"{NewsPlatform.Text.NormalizationProfile.Version}:{An.Article(article.Text).Fingerprint().Keys.Body}",
        ["articleId"] = owner,
        ["claimedAt"] = MongoJson.Node(An.Noon),
    };

    private static (string? Kind, string? Kept, string? Unjudged) Of(JudgedArticle judged) => (judged.Verdict?.Kind, judged.Verdict?.KeptArticleId, judged.Unjudged);

    private static async Task<(string, string?)> SaidAsync(RunningService service, string article)
    {
        var verdict = await service.VerdictAsync(article);
        return (verdict.Kind, verdict.KeptArticleId);
    }

    private async Task<(long, long, long)> LyingAsync() =>
        (await mongo.Database.CountAsync("fingerprints", new JsonObject(), default),
            await mongo.Database.CountAsync("claims", new JsonObject(), default),
            await mongo.Database.CountAsync("labels", new JsonObject(), default));

    private Article Story(string name, string body, int minute = 0) => new()
    {
        ArticleId = $"replayed-{name}-{number}",
        DocumentId = new string('a', 64),
        Position = 0,
        Source = name,
        Kind = ArticleKind.Full,
        Text = body,
        Published = An.Noon.AddMinutes(minute),
    };
}
