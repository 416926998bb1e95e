using System.Text.Json.Nodes;
using NewsPlatform.Contracts;
using NewsPlatform.Storage.Articles;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Storage.Tests;

/// <summary>
/// What an article is told to be adds up: first it is new, then a near copy, then a new version, in the end perhaps the same
/// text. The messages overtake each other, and the last of them to arrive settles what all of them say.
/// </summary>
public sealed class A_verdict_that_holds_decides(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    private static readonly Told Accepted = new("accepted", VerdictKind.New);
    private static readonly Told HeldNear = new("held", VerdictKind.Near);
    private static readonly Told HeldLater = new("heldLater", VerdictKind.Near);
    private static readonly Told Revised = new("corrected", VerdictKind.Revised);
    private static readonly Told Same = new("heldLater", VerdictKind.Exact);
    private static readonly Told Word = new("corrected", VerdictKind.New, StoredArticles.Noon.AddHours(1));

    // The way of the article, and that of a later word about it, which began with another article's file.
    private static readonly Journey Own = new() { Hops = [], TraceParent = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01" };
    private static readonly Journey Later = new() { Hops = [], TraceParent = "00-fedcba9876543210fedcba9876543210-fedcba9876543210-01" };

    private readonly Dictionary<string, (string Fate, string Verdict)> ledger = new(StringComparer.Ordinal);
    private int articles;

    [Fact]
    public Task A_near_copy_that_turns_out_to_be_a_new_version_is_released_in_every_order() =>
        InEveryOrderAsync([HeldNear, Revised], "stored", VerdictKind.Revised);

    [Fact]
    public Task An_article_that_was_announced_then_held_then_released_is_stored_in_every_order() =>
        InEveryOrderAsync([Accepted, HeldLater, Revised], "stored", VerdictKind.Revised);

    [Fact]
    public Task A_new_version_that_turns_out_to_be_the_same_text_is_held_in_every_order() =>
        InEveryOrderAsync([Accepted, HeldLater, Revised, Same], "repeated", VerdictKind.Exact);

    [Fact]
    public Task A_correction_that_overtakes_its_article_is_kept_for_it() =>
        InEveryOrderAsync([Accepted, Revised], "stored", VerdictKind.Revised);

    [Fact]
    public Task A_persons_word_stands_above_what_the_rules_say_in_every_order() =>
        InEveryOrderAsync([HeldNear, Same, Word], "stored", VerdictKind.New);

    private async Task InEveryOrderAsync(Told[] told, string fate, string verdict)
    {
        var store = await StoredArticles.StoreAsync(mongo.Database, []);
        foreach (var order in Orders([.. told, .. told]).DistinctBy(order => string.Join(' ', order.Select(one => one.ToString()))))
        {
            var id = $"{told[0].Message}-{told.Length}-{verdict}-{articles++}";
            foreach (var one in order)
            {
                await DeliverAsync(store, id, one);
            }

            var stored = await new ArticleReader(mongo.Database).FindAsync(id, default);
            var line = string.Join(", ", order.Select(one => $"{one.Message} {one.Kind}"));
            Assert.True(stored is not null, line);
            Assert.True((fate, verdict) == (stored.Fate, stored.Verdict.Kind), $"{line}: {stored.Fate} {stored.Verdict.Kind}");
            Assert.True((fate, verdict) == ledger[id], $"{line}: the ledger has {ledger[id]}");
            Assert.Equal(1, await CountAsync("articles", id) + await CountAsync("repeats", id));
            Assert.True(Own.TraceParent == stored.Journey.TraceParent, $"{line}: the journey is not the article's own");
        }
    }

    // As the consumers do it; a released article comes back at once, noted.
    private async Task DeliverAsync(ArticleStore store, string id, Told told)
    {
        var verdict = new Verdict { Kind = told.Kind, Rule = "r", RuleVersion = "1", Score = 1, KeptArticleId = "k", OverruledAt = told.Said };
        var article = StoredArticles.Of(id, "خبر", "نص", verdict: verdict) with { Journey = Own };
        switch (told.Message)
        {
            case "accepted":
                await store.StoreAsync([article], default);
                break;
            case "corrected":
                await store.CorrectAsync([(id, verdict)], default);
                break;
            default:
                var text = told.Message == "held" ? article.Article : null;
                await store.StoreAsync([new RepeatDocument { Id = id, Verdict = verdict, Journey = text is null ? Later : Own, StoredAt = StoredArticles.Noon, Article = text, IngestedAt = text is null ? null : StoredArticles.Noon }], default);
                break;
        }

        var settled = await store.SettleAsync([id], default);
        if (told.Message == "accepted" && settled.Repeats.Count + settled.Released.Count + settled.Articles.Count == 0)
        {
            Tell(id, "stored", verdict.Kind);
        }

        settled.Articles.ToList().ForEach(one => Tell(id, "stored", one.Verdict.Kind));
        settled.Repeats.ToList().ForEach(one => Tell(id, "repeated", one.Verdict.Kind));
        foreach (var (held, by) in settled.Released)
        {
            await store.StoreAsync([StoredArticles.Of(id, "خبر", held.Article!.Text, verdict: by) with { Version = article.Version + 1, Journey = held.Journey }], default);
            foreach (var one in (await store.SettleAsync([id], default)).Articles)
            {
                Tell(id, "stored", one.Verdict.Kind);
            }
        }
    }

    // The last thing told of an article is what it is, since each telling reads all that lies there.
    private void Tell(string id, string fate, string verdict) => ledger[id] = (fate, verdict);

    private Task<long> CountAsync(string collection, string id) => mongo.Database.CountAsync(collection, new JsonObject { ["_id"] = id }, default);

    private static IEnumerable<Told[]> Orders(Told[] told) => told.Length == 1
        ? [told]
        : told.Length > 4
            ? Shuffled(told)
            : told.SelectMany((one, index) => Orders([.. told.Where((_, other) => other != index)]).Select(rest => (Told[])[one, .. rest]));

    // Six messages have 720 orders, eight forty thousand.
    private static IEnumerable<Told[]> Shuffled(Told[] told)
    {
        var random = new Random(20261122);
        for (var i = 0; i < 40; i++)
        {
            random.Shuffle(told);
            yield return [.. told];
        }
    }

    private sealed record Told(string Message, string Kind, DateTimeOffset? Said = null);
}
