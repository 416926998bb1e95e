using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Deduplication.Evaluation.Replicas;
using NewsPlatform.LabelledData;

namespace NewsPlatform.Deduplication.Evaluation;

/// <summary>F15: the same verdicts from any number of replicas in any order of events.</summary>
internal static class ReplicaFigures
{
    /// <summary>Articles of the whole measurement, which takes minutes; and of the one among all other figures.</summary>
    public const int All = 5_000, Some = 1_000;

    private const int Orders = 100;
    private const int NaiveOrders = 4;
    private const int Batch = 32;
    private const int KillEvery = 200;

    private static readonly int[] Counts = [1, 2, 4, 8];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string data, int count, CancellationToken cancellationToken)
    {
        var articles = await ReadAsync(Path.Combine(data, "dedup", "ar-corpora", "saudi.jsonl.gz"), count, cancellationToken);
        var reference = ReplicaSimulation.Verdicts(new ReplicaSimulation(1, 1, 0).Run(articles, seed: 0));
        int equal = 0, naive = 0;
        for (var order = 0; order < Orders; order++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            equal += Same(reference, new ReplicaSimulation(Counts[order % Counts.Length], Batch, KillEvery).Run(articles, order)) ? 1 : 0;
        }

        for (var order = 0; order < NaiveOrders; order++)
        {
            naive += Same(reference, new ReplicaSimulation(4, Batch, KillEvery, Naive: true).Run(articles, order)) ? 1 : 0;
        }

        return
        [
            new Figure("F15", $"{articles.Count} articles through 1, 2, 4, 8 replicas, {Orders} orders, a kill in {KillEvery} steps: same verdicts", $"{Orders} of {Orders}", $"{equal} of {Orders}", equal == Orders),
            new Figure("F15", "the same when a replica reads before it writes", "fails", $"{naive} of {NaiveOrders}", naive < NaiveOrders),
        ];
    }

    private static bool Same(IReadOnlyDictionary<string, string> reference, SharedLog log)
    {
        var verdicts = ReplicaSimulation.Verdicts(log);
        return verdicts.Count == reference.Count && reference.All(entry => verdicts.GetValueOrDefault(entry.Key) == entry.Value);
    }

    private static async Task<List<Fingerprint>> ReadAsync(string corpus, int count, CancellationToken cancellationToken)
    {
        var articles = new List<Fingerprint>(count);
        await foreach (var article in LabelledFiles.ReadJsonLinesAsync(corpus, EvaluationJson.Default.LabelledArticle, cancellationToken))
        {
            articles.Add(FingerprintExtractor.Extract(article.ToInput(articles.Count)));
            if (articles.Count == count)
            {
                break;
            }
        }

        return articles;
    }
}
