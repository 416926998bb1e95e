using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Search;
using NewsPlatform.Storage.Search.Segments;
using NewsPlatform.TestSupport;
using NewsPlatform.Text;

namespace NewsPlatform.Storage.Tests.Search;

/// <summary>Whatever was stored, changed, deleted, merged and interrupted before: the index finds what a look at every article finds.</summary>
public sealed class The_index_says_what_the_store_says(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    private static readonly string[] Words = ["أوكرانيا", "مجلس", "الأمن", "زيارة", "الوزير", "القاهرة", "اجتماع", "أمطار", "الساحل", "نفط"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_question_finds_what_a_look_at_every_article_finds(int seed)
    {
        await using var database = MongoDatabase.Connect(new MongoOptions { ConnectionString = mongo.ConnectionString, Database = $"{mongo.DatabaseName}_{seed}" });
        var random = new Random(seed);
        var store = await StoredArticles.StoreAsync(database, []);
        var model = new Dictionary<string, StoredDocument>(StringComparer.Ordinal);
        using var reader = StoredArticles.Reader(database);
        using var merging = Merging(database, reader);
        var search = new ArticleSearch(database, reader);
        for (var round = 0; round < 14; round++)
        {
            var batch = Enumerable.Range(0, random.Next(1, 30)).Select(_ => Article(random.Next(300), random, round)).DistinctBy(article => article.Id).ToList();
            await store.StoreAsync(batch, default);
            batch.ForEach(article => model[article.Id] = article);
            var removed = model.Keys.Where(_ => random.Next(20) == 0).ToList();
            await store.RemoveAsync(removed, default);
            removed.ForEach(id => model.Remove(id));
            await StoredArticles.Indexing(database).SweepAsync(TimeSpan.Zero, default);
            if (random.Next(3) == 0)
            {
                await merging.MergeAsync(default);
            }

            for (var question = 0; question < 6; question++)
            {
                var query = Question(random);
                var expected = model.Values.Where(article => Fits(article, query)).OrderBy(article => Tier(article, query))
                    .ThenBy(article => query.Sort == SortOrder.Oldest ? article.Search.Order : -article.Search.Order).Select(article => article.Id);
                Assert.Equal(expected, await PagesAsync(search, query));
            }

            var some = SearchQuery.Parse(Words[random.Next(Words.Length)]);
            var facets = await search.FacetsAsync(some, default);
            var fitting = model.Values.Where(article => Fits(article, some)).ToList();
            Assert.Equal((fitting.Count, true), (facets.Counted, facets.Complete));
            Assert.Equal(
                fitting.CountBy(article => article.Article.Source).Select(count => (count.Key, count.Value)).Order(),
                facets.Fields[Fields.Source].Select(value => (value.Value, value.Articles)).Order());
        }

        (await database.RunAsync(new JsonObject { ["dropDatabase"] = 1 }, default)).Dispose();
    }

    [Fact]
    public async Task Four_replicas_that_index_and_merge_at_once_find_every_article_once()
    {
        await using var database = MongoDatabase.Connect(new MongoOptions { ConnectionString = mongo.ConnectionString, Database = $"{mongo.DatabaseName}_four" });
        var store = await StoredArticles.StoreAsync(database, []);
        const int many = 1_200;
        foreach (var batch in Enumerable.Range(0, many).Chunk(100))
        {
            await store.StoreAsync([.. batch.Select(number => StoredArticles.Of($"{number:x4}", "خبر", "كلمة", StoredArticles.Noon.AddSeconds(number)))], default);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
            {
                await StoredArticles.Indexing(database).SweepAsync(TimeSpan.Zero, default);
                using var reader = StoredArticles.Reader(database);
                using var merging = Merging(database, reader);
                await merging.MergeAsync(default);
            }));
        }

        using var last = StoredArticles.Reader(database);
        var query = SearchQuery.Parse("كلمة");
        var facets = await new ArticleSearch(database, last).FacetsAsync(query, default);
        var found = await new ArticleSearch(database, last).IdsAsync(query, 2 * many, default).ToListAsync();

        Assert.Equal(Enumerable.Range(0, many).Select(number => $"{number:x4}").Reverse(), found);
        Assert.Equal(many, facets.Counted);
        (await database.RunAsync(new JsonObject { ["dropDatabase"] = 1 }, default)).Dispose();
    }

    [Fact]
    public async Task A_segment_that_a_dead_replica_left_half_made_is_finished_by_another()
    {
        await using var database = MongoDatabase.Connect(new MongoOptions { ConnectionString = mongo.ConnectionString, Database = $"{mongo.DatabaseName}_half" });
        var store = await StoredArticles.StoreAsync(database, [StoredArticles.Of("a", "خبر", "كلمة"), StoredArticles.Of("b", "خبر", "كلمة")]);
        var changed = StoredArticles.Of("a", "خبر", "كلمة جديدة", StoredArticles.Noon.AddHours(1));
        await store.StoreAsync([changed], default);
        await HalfMadeAsync(database, "a");
        using var reader = StoredArticles.Reader(database);
        var search = new ArticleSearch(database, reader);
        Assert.Equal(["a", "b"], (await search.IdsAsync(SearchQuery.Parse("كلمة"), 9, default).ToListAsync()).Order());
        Assert.Empty(await search.IdsAsync(SearchQuery.Parse("جديدة"), 9, default).ToListAsync());

        await StoredArticles.Indexing(database).SweepAsync(TimeSpan.Zero, default);

        Assert.Equal(["a", "b"], await search.IdsAsync(SearchQuery.Parse("كلمة"), 9, default).ToListAsync());
        Assert.Equal(["a"], await search.IdsAsync(SearchQuery.Parse("جديدة"), 9, default).ToListAsync());
        Assert.Equal(2, (await search.FacetsAsync(SearchQuery.Parse("كلمة"), default)).Counted);
        (await database.RunAsync(new JsonObject { ["dropDatabase"] = 1 }, default)).Dispose();
    }

    [Fact]
    public async Task An_article_that_is_stored_again_is_found_by_what_it_says_now_and_once()
    {
        await using var database = MongoDatabase.Connect(new MongoOptions { ConnectionString = mongo.ConnectionString, Database = $"{mongo.DatabaseName}_again" });
        var store = await StoredArticles.StoreAsync(database, []);
        using var reader = StoredArticles.Reader(database);
        var search = new ArticleSearch(database, reader);
        using var indexing = StoredArticles.Indexing(database);
        await indexing.StartAsync(default);
        for (var hour = 0; hour < 3; hour++)
        {
            StoredDocument[] both = [StoredArticles.Of("a", "خبر", $"كلمة نص{hour}", StoredArticles.Noon.AddHours(hour)), StoredArticles.Of("b" + hour, "خبر", "كلمة")];
            indexing.Add(both, await store.StoreAsync(both, default));
            await Eventually.TrueAsync("it is found", async () => await search.IdsAsync(SearchQuery.Parse($"نص{hour}"), 9, default).CountAsync() == 1);
        }

        await indexing.StopAsync(default);
        Assert.Empty(await search.IdsAsync(SearchQuery.Parse("نص0"), 9, default).ToListAsync());
        Assert.Equal(["a", "b0", "b1", "b2"], (await search.IdsAsync(SearchQuery.Parse("كلمة"), 9, default).ToListAsync()).Order());
        Assert.Equal(4, (await search.FacetsAsync(SearchQuery.Parse("كلمة"), default)).Counted);
        (await database.RunAsync(new JsonObject { ["dropDatabase"] = 1 }, default)).Dispose();
    }

    [Fact]
    public async Task An_article_that_changed_twice_while_its_segment_was_half_made_is_found_once()
    {
        await using var database = MongoDatabase.Connect(new MongoOptions { ConnectionString = mongo.ConnectionString, Database = $"{mongo.DatabaseName}_twice" });
        var store = await StoredArticles.StoreAsync(database, [StoredArticles.Of("a", "خبر", "كلمة")]);
        var segments = StoredArticles.Segments(database);
        await store.StoreAsync([StoredArticles.Of("a", "خبر", "كلمة ثانية", StoredArticles.Noon.AddHours(1))], default);
        var half = await HalfMadeAsync(database, "a");
        await store.StoreAsync([StoredArticles.Of("a", "خبر", "كلمة ثالثة", StoredArticles.Noon.AddHours(2))], default);

        // Another replica takes the article up before it takes up what was left half made.
        await segments.SetAsync(half with { State = SegmentState.Gone }, SegmentState.Written, default);
        await StoredArticles.Indexing(database).SweepAsync(TimeSpan.Zero, default);
        await segments.SetAsync(half, SegmentState.Gone, default);
        await StoredArticles.Indexing(database).SweepAsync(TimeSpan.Zero, default);

        using var reader = StoredArticles.Reader(database);
        var search = new ArticleSearch(database, reader);
        Assert.Equal(["a"], await search.IdsAsync(SearchQuery.Parse("كلمة"), 9, default).ToListAsync());
        Assert.Equal(1, (await search.FacetsAsync(SearchQuery.Parse("كلمة"), default)).Counted);
        (await database.RunAsync(new JsonObject { ["dropDatabase"] = 1 }, default)).Dispose();
    }

    // A replica wrote its blocks, claimed the article, and died.
    private static async Task<SegmentDocument> HalfMadeAsync(MongoDatabase database, string article)
    {
        var segments = StoredArticles.Segments(database);
        var before = await database.FindOneAsync<StoredDocument>("articles", new JsonObject { ["_id"] = article });
        var id = await segments.OpenAsync(default);
        var (segment, blocks) = FreshSegment.Of(id, [IndexedArticle.Of(before!)], TimeProvider.System);
        await segments.WriteAsync(blocks, default);
        await segments.SetAsync(segment, SegmentState.Writing, default);
        await database.UpdateManyAsync(
            "articles", new JsonObject { ["_id"] = article }, new JsonObject { ["$set"] = new JsonObject { [StoredDocument.Profile] = SearchStem.Version, [StoredDocument.Origin] = id } }, default);
        return segment;
    }

    private static Merging Merging(MongoDatabase database, SegmentReader reader) =>
        new(StoredArticles.Segments(database), reader, TimeProvider.System, NullLogger<Merging>.Instance);

    private static StoredDocument Article(int number, Random random, int round)
    {
        // A newer version is stored over an older one, perhaps of another time.
        var at = StoredArticles.Noon.AddMinutes(random.Next(10_000));
        var article = StoredArticles.Of(
            number.ToString("x32", CultureInfo.InvariantCulture), Text(random, 3), Text(random, random.Next(1, 12)), at, random.Next(2) == 0 ? "afp" : "reuters");
        return article with
        {
            Version = round + 1,
            Search = SearchEntry.Later(article.Article, article.Enrichment, article.IngestedAt, round + 1) with { Order = SearchEntry.OrderOf(at) | (uint)number },
        };
    }

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));

    private static SearchQuery Question(Random random)
    {
        var text = random.Next(6) switch
        {
            0 => Text(random, 1),
            1 => Text(random, 2),
            2 => $"\"{Text(random, 2)}\"",
            3 => $"\"{Text(random, 3)}\" {Text(random, 1)}",
            4 => $"{Text(random, 1)} -{Text(random, 1)}",
            _ => $"{Text(random, 1)} -\"{Text(random, 2)}\"",
        };
        return SearchQuery.Parse(text) with
        {
            Sort = (SortOrder)random.Next(3),
            Filters = random.Next(3) == 0 ? [SearchTerms.Filter(Fields.Source, "afp")] : [],
            From = random.Next(4) == 0 ? StoredArticles.Noon.AddMinutes(random.Next(5_000)) : null,
            To = random.Next(4) == 0 ? StoredArticles.Noon.AddMinutes(random.Next(5_000, 10_000)) : null,
        };
    }

    private static bool Fits(StoredDocument article, SearchQuery query)
    {
        var stems = SearchTerms.Stems($"{article.Article.Headline} {article.Article.Text}");
        return query.Stems.All(stems.Contains) && !query.Excluded.Any(stems.Contains)
            && query.Phrases.All(Has) && !query.ExcludedPhrases.Any(Has)
            && query.Filters.All(filter => filter == SearchTerms.Filter(Fields.Source, article.Article.Source))
            && (query.From is not { } from || article.Search.Order >= SearchEntry.OrderOf(from))
            && (query.To is not { } to || article.Search.Order < SearchEntry.OrderOf(to));

        bool Has(string phrase) => new[] { article.Article.Headline!, article.Article.Text }
            .Any(text => $" {NormalizationProfile.Normalize(text)} ".Contains($" {phrase} ", StringComparison.Ordinal));
    }

    private static int Tier(StoredDocument article, SearchQuery query) =>
        query.Sort == SortOrder.Relevance && !query.Stems.All(SearchTerms.Stems(article.Article.Headline!).Contains) ? 1 : 0;

    private static async Task<List<string>> PagesAsync(ArticleSearch search, SearchQuery query)
    {
        var found = new List<string>();
        string? cursor = null;
        do
        {
            var page = await search.PageAsync(query, 7, cursor, default);
            found.AddRange(page.Articles.Select(article => article.Id));
            cursor = page.Next;
        }
        while (cursor is not null);
        return found;
    }
}
