using System.Text.Json.Nodes;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Deduplication.Evaluation.Replicas;
using NewsPlatform.Deduplication.Log;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Deduplication.Tests.Replicas;

/// <summary>The service's own decision, several replicas at once over one real store, with kills and second deliveries.</summary>
public sealed class RaceTests(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    private static readonly CancellationToken Forever = CancellationToken.None;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Every_order_of_arrival_ends_in_the_same_verdicts_with_one_replica_and_with_eight()
    {
        var family = Families.One();
        string[] expected = ["contained 0-full", "new ", "near 0-full", "revised 0-full", "headline 0-teaser"];
        var orders = 0;
        foreach (var replicas in new[] { 1, 8 })
        {
            foreach (var order in Families.Permutations(family))
            {
                await ClearAsync();
                var told = new ToldVerdicts();
                using var pool = new Pool(replicas, Start);
                foreach (var article in order)
                {
                    await pool[orders++].HandleAsync([article.Fingerprint()], told.Tell, Forever);
                }

                Assert.Equal(expected, family.Select(article => told.Line(article.ArticleId)));
                Assert.Equal(expected, (await LoggedAsync(family.Select(article => article.Fingerprint()))).Select(line => line.ToLowerInvariant()));
            }
        }
    }

    [Fact]
    public Task Any_number_of_replicas_says_the_same_however_they_race_and_die() => SaysTheSameAsync(orders: 8);

    [Fact]
    [Trait("Category", "Slow")]
    public Task Any_number_of_replicas_says_the_same_in_a_hundred_races() => SaysTheSameAsync(orders: 100);

    [Fact]
    public async Task Of_copies_released_together_one_is_kept_and_none_is_lost()
    {
        var (doubles, lost, kills) = await RaceAsync(Start, pairs: 600, killEvery: 20, seed: 1);
        Figures.Print("deduplication", $"600 pairs of copies released together into 4 replicas, {kills} kills: {doubles} double originals, {lost} lost");
        Assert.Equal((0, 0), (doubles, lost));
        Assert.InRange(kills, 1, 1_000);
    }

    [Fact]
    public async Task To_read_first_and_insert_then_fails_the_same_test()
    {
        var (doubles, _, _) = await RaceAsync(() => new NaiveReplica(mongo.Database), pairs: 600, killEvery: 0, seed: 1);
        Figures.Print("deduplication", $"the same 600 pairs, read first and insert then: {doubles} double originals");
        Assert.NotEqual(0, doubles);
    }

    [Fact]
    public async Task Delivering_every_message_again_in_any_order_changes_nothing()
    {
        await ClearAsync();
        var articles = Families.Made(20);
        var told = new ToldVerdicts();
        await new ReplicaRace(Start, told).RunAsync(articles.Chunk(4), replicas: 4, killEvery: 0, seed: 1, Forever);
        var before = articles.ConvertAll(article => told.Line(article.ArticleId));
        var logged = await LoggedAsync(articles);

        // Each once or twice more, in another order, to replicas that were there and to new ones.
        var again = articles.Concat(articles.Where((_, n) => n % 2 == 0)).ToArray();
        new Random(3).Shuffle(again);
        var retold = new ToldVerdicts();
        await new ReplicaRace(Start, retold).RunAsync(again.Chunk(4), replicas: 3, killEvery: 10, seed: 2, Forever);

        Assert.Equal(before, articles.ConvertAll(article => retold.Line(article.ArticleId)));
        Assert.Equal(logged, await LoggedAsync(articles));
    }

    private async Task SaysTheSameAsync(int orders)
    {
        var articles = Families.Made(25);
        var reference = new ToldVerdicts();
        using (var index = new DetectionIndex())
        {
            articles.OrderBy(article => article.Order).ToList().ForEach(article => index.Decide(article));
            articles.ForEach(article => reference.Tell(index.StandingOf(article.Order)));
        }

        var expected = articles.ConvertAll(article => reference.Line(article.ArticleId));
        var kills = 0;
        for (var order = 0; order < orders; order++)
        {
            await ClearAsync();
            var shuffled = articles.ToArray();
            new Random(order).Shuffle(shuffled);
            var told = new ToldVerdicts();
            var race = new ReplicaRace(Start, told);
            await race.RunAsync(shuffled.Chunk(4), 1 << (order % 4), killEvery: 8, order, Forever);
            kills += race.Kills;
            Assert.Equal(expected, articles.ConvertAll(article => told.Line(article.ArticleId)));
            Assert.Equal(expected, (await LoggedAsync(articles)).Select(line => line.ToLowerInvariant()));
        }

        Figures.Print("deduplication", $"F15 {articles.Count} articles through 1, 2, 4 and 8 replicas over one store, {orders} races, {kills} kills: the same verdicts {orders} of {orders} times");
    }

    private async Task<(int Doubles, int Lost, int Kills)> RaceAsync(Func<IReplica> start, int pairs, int killEvery, int seed)
    {
        await ClearAsync();
        var texts = Enumerable.Range(0, pairs).Select(n => An.Text(60, seed: (seed * 100_000) + n)).ToList();
        var originals = texts.ConvertAll(text => An.Article(text).Fingerprint());
        var copies = texts.ConvertAll(text => An.Article("وكالات - " + text).Fingerprint());
        var told = new ToldVerdicts();
        var race = new ReplicaRace(start, told);

        // Bundles of copies stand beside the bundles of their originals: two replicas take them at the same moment.
        await race.RunAsync(originals.Chunk(8).Zip(copies.Chunk(8), (a, b) => new[] { a, b }).SelectMany(both => both), replicas: 4, killEvery, seed, Forever);
        var kept = originals.Zip(copies, (a, b) => (told.GoesOn(a.ArticleId) ? 1 : 0) + (told.GoesOn(b.ArticleId) ? 1 : 0)).ToList();
        return (kept.Count(count => count == 2), kept.Count(count => count == 0) + (2 * pairs) - told.Count, race.Kills);
    }

    private WindowReplica Start() => new(mongo.Database, TimeProvider.System);

    // What a replica that starts now would say of each article.
    private async Task<List<string>> LoggedAsync(IEnumerable<Fingerprint> articles)
    {
        var log = new FingerprintLog(mongo.Database, TimeProvider.System);
        var batches = new List<LoggedBatch>();
        await foreach (var batch in log.ReadWindowAsync(DateTimeOffset.UnixEpoch, Forever))
        {
            batches.Add(batch);
        }

        var verdicts = ReplicaSimulation.Verdicts(
            batches.SelectMany(batch => batch.Fingerprints).Select(packed => FingerprintCodec.Unpack(packed)), batches.SelectMany(batch => batch.Pairs).Select(pair => pair.ToRelation()));
        return [.. articles.Select(article => verdicts[article.ArticleId])];
    }

    private async Task ClearAsync()
    {
        foreach (var collection in new[] { "fingerprints", "claims" })
        {
            await mongo.Database.DeleteAsync(collection, new JsonObject(), 0, Forever);
        }
    }

    private sealed class Pool(int count, Func<IReplica> start) : IDisposable
    {
        private readonly IReplica[] replicas = [.. Enumerable.Range(0, count).Select(_ => start())];

        public IReplica this[int number] => replicas[number % replicas.Length];

        public void Dispose() => Array.ForEach(replicas, replica => replica.Dispose());
    }
}
