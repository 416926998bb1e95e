using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NewsPlatform.Contracts;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Storage.Tests;

/// <summary>What is stored does not depend on how often and in which order it was delivered.</summary>
public sealed class Deliveries_in_any_order(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    [Fact]
    public Task A_thousand_deliveries_of_two_hundred_articles_store_what_a_clean_run_stores() => CompareAsync(articles: 200, deliveries: 5);

    [Fact]
    [Trait("Category", "Slow")]
    public Task A_hundred_thousand_deliveries_of_twenty_thousand_articles_store_what_a_clean_run_stores() => CompareAsync(articles: 20_000, deliveries: 5);

    private async Task CompareAsync(int articles, int deliveries)
    {
        // Every tenth turns out to be a repeat after it was announced; every seventh was noted twice, the second time better.
        var random = new Random(20261121);
        var clean = await RunAsync("clean", Deliveries(articles, times: 1).OrderBy(delivery => delivery.Version));
        var shuffled = await RunAsync("shuffled", Deliveries(articles, deliveries).OrderBy(_ => random.Next()));

        Assert.Equal(clean, shuffled);
        Figures.Print("storage", string.Create(
            CultureInfo.InvariantCulture, $"{Deliveries(articles, deliveries).Count():N0} deliveries of {articles:N0} articles, shuffled: digest {shuffled.Digest[..12]}, as of a clean run; {shuffled.Articles:N0} articles, {shuffled.Repeats:N0} repeats"));
    }

    private static IEnumerable<(int Number, int Version, bool Repeat)> Deliveries(int articles, int times)
    {
        for (var time = 0; time < times; time++)
        {
            for (var number = 0; number < articles; number++)
            {
                yield return (number, 0, false);
                if (number % 7 == 0)
                {
                    yield return (number, 1, false);
                }

                if (number % 10 == 0)
                {
                    yield return (number, 2, true);
                }
            }
        }
    }

    private async Task<(string Digest, long Articles, long Repeats)> RunAsync(string name, IEnumerable<(int Number, int Version, bool Repeat)> deliveries)
    {
        await using var database = MongoDatabase.Connect(new MongoOptions { ConnectionString = mongo.ConnectionString, Database = $"{mongo.DatabaseName}_{name}" });
        var store = await StoredArticles.StoreAsync(database, []);
        foreach (var bundle in deliveries.Chunk(64))
        {
            await store.StoreAsync([.. bundle.Where(delivery => !delivery.Repeat).Select(delivery => Article(delivery.Number, delivery.Version))], default);
            await store.StoreAsync([.. bundle.Where(delivery => delivery.Repeat).Select(delivery => Repeat(delivery.Number))], default);
            await store.SettleAsync([.. bundle.Select(delivery => Id(delivery.Number))], default);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var collection in new[] { "articles", "repeats" })
        {
            await foreach (var document in database.FindAsync<JsonObject>(collection, new JsonObject(), new FindOptions { Sort = new JsonObject { ["_id"] = 1 } }))
            {
                // The moment of the first storing is this run's own, and a moved article brings the notes it had.
                document.Remove("storedAt");
                if (collection == "repeats")
                {
                    document.Remove("enrichment");
                    document.Remove("ingestedAt");
                }

                var fields = new JsonObject(document.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
                hash.AppendData(Encoding.UTF8.GetBytes(fields.ToJsonString()));
            }
        }

        var counts = (await database.CountAsync("articles", new JsonObject(), default), await database.CountAsync("repeats", new JsonObject(), default));
        (await database.RunAsync(new JsonObject { ["dropDatabase"] = 1 }, default)).Dispose();
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), counts.Item1, counts.Item2);
    }

    private static string Id(int number) => number.ToString("x32", CultureInfo.InvariantCulture);

    private static StoredDocument Article(int number, int version)
    {
        var article = StoredArticles.Of(
            Id(number), $"خبر {number}", $"نص الخبر رقم {number} كما ورد من المصدر", notes: notes => notes with { Category = version == 0 ? null : new() { Name = "sport", Confidence = 1, Words = [] } });
        return article with { Version = article.Version + version };
    }

    private static RepeatDocument Repeat(int number) => new()
    {
        Id = Id(number),
        Verdict = new() { Kind = VerdictKind.Near, Rule = "shared-runs", RuleVersion = "1", Score = 0.8, KeptArticleId = Id(number + 1) },
        Journey = Journey.Empty,
        StoredAt = StoredArticles.Noon,
        Article = StoredArticles.Of(Id(number), $"خبر {number}", $"نص الخبر رقم {number} كما ورد من المصدر").Article,
        IngestedAt = StoredArticles.Noon,
    };
}
