using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Contracts;
using NewsPlatform.Deduplication.Evaluation;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Deduplication.Tests.Service;

/// <summary>A person says "is" or "is not" a repeat, and the articles take their corrected way.</summary>
public sealed class OverrulingTests(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    private static int made;

    private readonly int number = Interlocked.Increment(ref made);

    private string Body => An.Text(120, seed: 500 + number);

    [Fact]
    public async Task A_repeat_that_is_none_is_released_and_stays_released_however_often_it_is_delivered()
    {
        await using var service = await RunningService.StartAsync(mongo);
        var (kept, copy) = (Story("kept", Body), Story("copy", "وكالات - " + Body, 1));
        await service.IngestAsync(kept);
        await service.VerdictAsync(kept.ArticleId);
        await service.IngestAsync(copy);
        var held = await service.VerdictAsync(copy.ArticleId);
        Assert.Equal((VerdictKind.Near, kept.ArticleId), (held.Kind, held.KeptArticleId));

        await service.OverruleAsync(copy.ArticleId, kept.ArticleId, isRepeat: false);
        var released = await service.VerdictAsync(copy.ArticleId, told: 2);
        Assert.Equal((VerdictKind.New, "overruled", null), (released.Kind, released.Rule, released.KeptArticleId));
        Assert.True(released.HoldsOver(held));

        // The article itself and the person's word, again.
        await service.IngestAsync(copy);
        var again = await service.VerdictAsync(copy.ArticleId, told: 3);
        Assert.Equal((VerdictKind.New, An.Noon), (again.Kind, again.OverruledAt));
        await service.OverruleAsync(copy.ArticleId, kept.ArticleId, isRepeat: false);
        Assert.Equal(VerdictKind.New, (await service.VerdictAsync(copy.ArticleId, told: 4)).Kind);

        // And for a replica that starts later.
        await using var other = await RunningService.StartAsync(mongo);
        await other.IngestAsync(copy, kept);
        Assert.Equal(VerdictKind.New, (await other.VerdictAsync(copy.ArticleId)).Kind);
        Assert.Equal(VerdictKind.New, (await other.VerdictAsync(kept.ArticleId)).Kind);
    }

    [Fact]
    public async Task Further_copies_of_two_that_are_kept_apart_go_to_the_earlier_one()
    {
        await using var service = await RunningService.StartAsync(mongo);
        var (kept, copy, third) = (Story("kept", Body), Story("copy", "وكالات - " + Body, 1), Story("third", Body + " انتهى", 2));
        await service.IngestAsync(kept, copy);
        await service.VerdictAsync(copy.ArticleId);
        await service.OverruleAsync(copy.ArticleId, kept.ArticleId, isRepeat: false);
        Assert.Equal(VerdictKind.New, (await service.VerdictAsync(copy.ArticleId, told: 2)).Kind);
        await service.IngestAsync(third);
        Assert.Equal((VerdictKind.Near, kept.ArticleId), await SaidAsync(service, third.ArticleId));
        Assert.Equal(VerdictKind.New, service.Heard.Of(copy.ArticleId)[^1].Kind);
    }

    [Fact]
    public async Task Two_articles_that_the_rules_kept_are_brought_together_and_the_later_one_is_held_back()
    {
        await using var service = await RunningService.StartAsync(mongo);
        var (first, second) = (Story("first", Body), Story("second", An.Text(130, seed: 900 + number), 1));
        await service.IngestAsync(first, second);
        Assert.Equal(VerdictKind.New, (await service.VerdictAsync(second.ArticleId)).Kind);

        // Whichever of the two the person looked at: who came first is kept.
        await service.OverruleAsync(first.ArticleId, second.ArticleId, isRepeat: true);
        var verdict = await service.VerdictAsync(second.ArticleId, told: 2);
        Assert.Equal((VerdictKind.Near, first.ArticleId, "overruled"), (verdict.Kind, verdict.KeptArticleId, verdict.Rule));
        Assert.Equal(VerdictKind.New, (await service.VerdictAsync(first.ArticleId, told: 2)).Kind);
    }

    [Fact]
    public async Task Of_two_words_on_one_pair_the_later_one_holds_in_whatever_order_they_arrive()
    {
        await using var service = await RunningService.StartAsync(mongo);
        var (kept, copy) = (Story("kept", Body), Story("copy", "وكالات - " + Body, 1));
        await service.IngestAsync(kept, copy);
        await service.VerdictAsync(copy.ArticleId);
        await service.OverruleAsync(copy.ArticleId, kept.ArticleId, isRepeat: true, minute: 5);
        await service.VerdictAsync(copy.ArticleId, told: 2);
        await service.OverruleAsync(copy.ArticleId, kept.ArticleId, isRepeat: false, minute: 3);
        Assert.Equal((VerdictKind.Near, An.Noon.AddMinutes(5)), ((await service.VerdictAsync(copy.ArticleId, told: 3)).Kind, service.Heard.Of(copy.ArticleId)[2].OverruledAt));
        Assert.Equal("is", (await LabelAsync(copy.ArticleId))["label"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_word_on_articles_that_have_left_the_window_is_the_verdict()
    {
        await using var service = await RunningService.StartAsync(mongo);
        await service.OverruleAsync("old-copy", "old-article", isRepeat: false);
        Assert.Equal((VerdictKind.New, "overruled"), ((await service.VerdictAsync("old-copy")).Kind, service.Heard.Of("old-copy")[0].Rule));
        await service.OverruleAsync("old-copy", "old-article", isRepeat: true, minute: 1);
        var verdict = await service.VerdictAsync("old-copy", told: 2);
        Assert.Equal((VerdictKind.Near, "old-article"), (verdict.Kind, verdict.KeptArticleId));
        Assert.True(verdict.HoldsOver(service.Heard.Of("old-copy")[0]));
    }

    [Fact]
    public async Task What_people_said_is_labelled_data_that_the_evaluation_reads_as_it_lies_in_the_store()
    {
        await using (var service = await RunningService.StartAsync(mongo))
        {
            var (kept, copy) = (Story("kept", Body), Story("copy", "وكالات - " + Body, 1));
            await service.IngestAsync(kept, copy);
            await service.VerdictAsync(copy.ArticleId);
            await service.OverruleAsync(copy.ArticleId, kept.ArticleId, isRepeat: false);
            await service.VerdictAsync(copy.ArticleId, told: 2);
            var label = await LabelAsync(copy.ArticleId);
            Assert.Equal(("is_not", "near", "رنا"), (label["label"]!.GetValue<string>(), label["overruled"]!["verdict"]!.GetValue<string>(), label["by"]!.GetValue<string>()));

            var folder = Directory.CreateTempSubdirectory("labels-");
            var pairs = Path.Combine(folder.FullName, "labels.jsonl");
            var articles = Path.Combine(folder.FullName, "articles.jsonl");
            await File.WriteAllTextAsync(pairs, label.ToJsonString());
            await File.WriteAllLinesAsync(articles, new[] { kept, copy }.Select(article => JsonSerializer.Serialize(new { _id = article.ArticleId, article }, MongoJson.Options)));
            using var output = new StringWriter(CultureInfo.InvariantCulture);
            using var error = new StringWriter(CultureInfo.InvariantCulture);
            var code = await EvalCommand.RunAsync(["eval", "dedup", "--articles", articles, "--pairs", pairs, "--json"], output, error, CancellationToken.None);
            folder.Delete(recursive: true);
            Assert.Equal((0, ""), (code, error.ToString()));
            var judged = JsonNode.Parse(output.ToString())!["pairs"]![0]!;
            Assert.Equal(("is_not", "near", false), (judged["label"]!.GetValue<string>(), judged["verdict"]!.GetValue<string>(), judged["right"]!.GetValue<bool>()));
        }
    }

    private static async Task<(string, string?)> SaidAsync(RunningService service, string article)
    {
        var verdict = await service.VerdictAsync(article);
        return (verdict.Kind, verdict.KeptArticleId);
    }

    private async Task<JsonObject> LabelAsync(string article) =>
        (await mongo.Database.FindOneAsync<JsonObject>("labels", new JsonObject { ["articleId"] = article }))!;

    private Article Story(string name, string body, int minute = 0) => new()
    {
        ArticleId = $"{name}-{number}",
        DocumentId = new string('a', 64),
        Position = 0,
        Source = name,
        Kind = ArticleKind.Full,
        Text = body,
        Published = An.Noon.AddMinutes(minute),
    };
}
