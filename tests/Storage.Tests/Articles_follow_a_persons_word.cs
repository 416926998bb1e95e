using NewsPlatform.Contracts;
using NewsPlatform.Storage.Articles;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Storage.Tests;

/// <summary>The store's side of overruling, in every order in which the messages may arrive.</summary>
public sealed class Articles_follow_a_persons_word(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    private static readonly DateTimeOffset Said = StoredArticles.Noon.AddHours(2);

    [Fact]
    public async Task A_released_repeat_becomes_an_article_and_late_old_words_change_nothing()
    {
        var store = await StoredArticles.StoreAsync(mongo.Database, []);
        var repeat = Repeat("x", overruledAt: null);
        await store.StoreAsync([repeat], default);
        await store.CorrectAsync([("x", New(Said))], default);
        Assert.Equal("x", Assert.Single((await store.SettleAsync(["x"], default)).Released).Held.Id);

        await store.StoreAsync([StoredArticles.Of("x", "خبر", "نص", Said, verdict: New(Said))], default);
        Assert.Empty((await store.SettleAsync(["x"], default)).Repeats);
        Assert.Equal((1, 0), await CountAsync("x"));

        // The rules' old verdict, delivered once more.
        await store.StoreAsync([repeat], default);
        Assert.Empty((await store.SettleAsync(["x"], default)).Repeats);
        Assert.Equal((1, 0), await CountAsync("x"));

        // And the word once more.
        await store.CorrectAsync([("x", New(Said))], default);
        Assert.Empty((await store.SettleAsync(["x"], default)).Released);
    }

    [Fact]
    public async Task A_stored_article_that_a_person_calls_a_repeat_is_held_until_she_takes_it_back()
    {
        var store = await StoredArticles.StoreAsync(mongo.Database, [StoredArticles.Of("y", "خبر", "نص")]);
        await store.StoreAsync([Repeat("y", Said) with { Article = null, IngestedAt = null }], default);
        Assert.Equal("نص", Assert.Single((await store.SettleAsync(["y"], default)).Repeats).Article!.Text);
        Assert.Equal((0, 1), await CountAsync("y"));

        // The article as it first came, delivered late: the person's word stands.
        await store.StoreAsync([StoredArticles.Of("y", "خبر", "نص")], default);
        Assert.Single((await store.SettleAsync(["y"], default)).Repeats);
        Assert.Equal((0, 1), await CountAsync("y"));

        await store.StoreAsync([StoredArticles.Of("y", "خبر", "نص", Said.AddHours(1), verdict: New(Said.AddHours(1)))], default);
        Assert.Empty((await store.SettleAsync(["y"], default)).Repeats);
        Assert.Equal((1, 0), await CountAsync("y"));
    }

    [Fact]
    public async Task A_link_is_corrected_in_place_and_an_older_delivery_does_not_undo_it()
    {
        var first = StoredArticles.Of("z", "خبر", "نص");
        var store = await StoredArticles.StoreAsync(mongo.Database, [first]);
        var word = New(Said) with { Kind = VerdictKind.Headline, KeptArticleId = "w" };
        await store.CorrectAsync([("z", word)], default);
        Assert.Equal("w", Assert.Single((await store.SettleAsync(["z"], default)).Articles).Verdict.KeptArticleId);
        await store.StoreAsync([first], default);

        var article = await new ArticleReader(mongo.Database).FindAsync("z", default);
        Assert.Equal("w", article!.Verdict.KeptArticleId);
    }

    private static Verdict New(DateTimeOffset said) =>
        new() { Kind = VerdictKind.New, Rule = "overruled", RuleVersion = "1", Score = 0, OverruledAt = said };

    private static RepeatDocument Repeat(string id, DateTimeOffset? overruledAt) => new()
    {
        Id = id,
        Verdict = new() { Kind = VerdictKind.Near, Rule = "shared-runs", RuleVersion = "1", Score = 0.7, KeptArticleId = "k", OverruledAt = overruledAt },
        Journey = Journey.Empty,
        StoredAt = StoredArticles.Noon,
        Article = StoredArticles.Of(id, "خبر", "نص").Article,
        IngestedAt = StoredArticles.Noon,
    };

    private async Task<(long Articles, long Repeats)> CountAsync(string id) => (
        await mongo.Database.CountAsync("articles", new System.Text.Json.Nodes.JsonObject { ["_id"] = id }, default),
        await mongo.Database.CountAsync("repeats", new System.Text.Json.Nodes.JsonObject { ["_id"] = id }, default));
}
