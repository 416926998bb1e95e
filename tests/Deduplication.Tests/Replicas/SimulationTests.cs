using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Deduplication.Evaluation.Replicas;

namespace NewsPlatform.Deduplication.Tests.Replicas;

public sealed class SimulationTests
{
    private static readonly List<Fingerprint> Articles = Families.Made(40);

    [Fact]
    public void Any_number_of_replicas_in_any_order_of_events_says_the_same() => SaysTheSame(orders: 20);

    [Fact]
    [Trait("Category", "Slow")]
    public void Any_number_of_replicas_says_the_same_in_a_hundred_orders_of_events() => SaysTheSame(orders: 100);

    private static void SaysTheSame(int orders)
    {
        var reference = ReplicaSimulation.Verdicts(new ReplicaSimulation(Replicas: 1, Batch: 1, KillEvery: 0).Run(Articles, seed: 0));
        Assert.Equal(Articles.Count, reference.Count);
        Assert.True(reference.Values.Count(verdict => !verdict.StartsWith("New", StringComparison.Ordinal)) > Articles.Count / 2);
        for (var order = 0; order < orders; order++)
        {
            var replicas = (int[])[1, 2, 4, 8];
            var log = new ReplicaSimulation(replicas[order % 4], Batch: 4, KillEvery: 30).Run(Articles, order);
            Assert.Equal(reference, ReplicaSimulation.Verdicts(log));
        }
    }

    [Fact]
    public void A_replica_that_reads_before_it_writes_loses_pairs()
    {
        var reference = ReplicaSimulation.Verdicts(new ReplicaSimulation(Replicas: 1, Batch: 1, KillEvery: 0).Run(Articles, seed: 0));
        var equal = Enumerable.Range(0, 6).Count(order =>
            reference.All(ReplicaSimulation.Verdicts(new ReplicaSimulation(4, Batch: 4, KillEvery: 30, Naive: true).Run(Articles, order)).Contains));
        Assert.InRange(equal, 0, 3);
    }

    [Fact]
    public void Of_copies_released_together_exactly_one_is_kept()
    {
        var texts = Enumerable.Range(0, 300).Select(seed => An.Text(60, seed)).ToList();
        var copies = texts.SelectMany(text => new[] { An.Article(text), An.Article("وكالات - " + text) }).Select(article => article.Fingerprint()).ToList();
        foreach (var seed in new[] { 1, 2 })
        {
            var verdicts = ReplicaSimulation.Verdicts(new ReplicaSimulation(Replicas: 4, Batch: 1, KillEvery: 40).Run(copies, seed));
            Assert.Equal(copies.Count, verdicts.Count);
            foreach (var pair in copies.Chunk(2))
            {
                Assert.Equal(["Near", "New"], pair.Select(article => verdicts[article.ArticleId].Split(' ')[0]).Order(StringComparer.Ordinal));
            }
        }
    }
}
