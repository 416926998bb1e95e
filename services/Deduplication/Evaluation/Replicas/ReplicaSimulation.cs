using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Evaluation.Replicas;

/// <summary>
/// Several replicas judging one stream, step by step in an order drawn by chance, dying now and then. A replica writes its
/// batch's fingerprints to the log, catches up with what others wrote, then judges and logs the pairs: of two articles at
/// least one is judged with the other known. <see cref="Naive"/> turns the first two steps around, as one would at first.
/// </summary>
/// <param name="Replicas">How many run at once.</param>
/// <param name="Batch">Articles a replica takes at once.</param>
/// <param name="KillEvery">One step in so many kills the replica that took it; 0 never.</param>
/// <param name="Naive">Judge by what is known already, and write only then: two racers do not see each other.</param>
internal sealed record ReplicaSimulation(int Replicas, int Batch, int KillEvery, bool Naive = false)
{
    /// <summary>Runs all articles through; returns the log as it stands when every article is acknowledged.</summary>
    public SharedLog Run(IReadOnlyList<Fingerprint> articles, int seed)
    {
        var random = new Random(seed);
        var log = new SharedLog();
        var waiting = new LinkedList<Fingerprint[]>(articles.Chunk(Batch));
        var running = Enumerable.Range(0, Replicas).Select(_ => new Replica(log, Naive)).ToArray();
        while (waiting.Count > 0 || running.Any(replica => replica.IsBusy))
        {
            var number = random.Next(running.Length);
            var replica = running[number];
            if (KillEvery > 0 && random.Next(KillEvery) == 0)
            {
                // What was not acknowledged is delivered again, to anybody; the next replica knows nothing but the log.
                if (replica.Unfinished is { } unfinished)
                {
                    waiting.AddFirst(unfinished);
                }

                replica.Dispose();
                running[number] = new Replica(log, Naive);
            }
            else if (replica.IsBusy)
            {
                replica.Step();
            }
            else if (waiting.First is { } next)
            {
                waiting.RemoveFirst();
                replica.Take(next.Value);
            }
        }

        foreach (var replica in running)
        {
            replica.Dispose();
        }

        return log;
    }

    /// <summary>What every article is by the pairs of a log: the same line for the same verdict.</summary>
    public static IReadOnlyDictionary<string, string> Verdicts(SharedLog log) => Verdicts(log.Articles, log.Pairs);

    public static IReadOnlyDictionary<string, string> Verdicts(IEnumerable<Fingerprint> articles, IEnumerable<Relation> pairs)
    {
        var graph = new RepeatGraph();
        foreach (var pair in pairs)
        {
            graph.Add(pair);
        }

        return articles.DistinctBy(article => article.ArticleId).ToDictionary(article => article.ArticleId, article =>
        {
            var standing = graph.Standing(article.Order);
            return $"{standing.Kind} {standing.KeptArticleId}";
        });
    }

    private sealed class Replica(SharedLog log, bool naive) : IDisposable
    {
        private readonly DetectionIndex index = new();
        private int position;
        private int step;

        public bool IsBusy => Unfinished is not null;

        /// <summary>The batch that was taken and not acknowledged.</summary>
        public Fingerprint[]? Unfinished { get; private set; }

        public void Take(Fingerprint[] articles) => (Unfinished, step) = (articles, 0);

        public void Dispose() => index.Dispose();

        public void Step()
        {
            // The naive order: catch up and judge, and write afterwards.
            switch ((step++, naive))
            {
                case (0, false) or (2, true):
                    Array.ForEach(Unfinished!, log.Write);
                    break;
                case (1, false) or (0, true):
                    position = log.Read(position, index);
                    break;
                case (2, false) or (1, true):
                    foreach (var pair in Unfinished!.SelectMany(article => index.Decide(article).Relations))
                    {
                        log.Write(pair);
                    }

                    break;
                default:
                    // Acknowledged.
                    Unfinished = null;
                    break;
            }
        }
    }
}
