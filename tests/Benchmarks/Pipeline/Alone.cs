using System.Diagnostics;

namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>
/// Each stage by itself: the same articles pass from queue to queue while only one service goes on and the others stand
/// still. Of a queue that is filled or emptied the middle counts, from a tenth to nine tenths.
/// </summary>
internal static class Alone
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Still = TimeSpan.FromMilliseconds(700);

    /// <summary>The stages of the flow, each with the queue it reads; the first reads files.</summary>
    public static readonly (string Service, string? Queue)[] Stages =
    [
        ("Ingestion", null),
        ("Deduplication", "deduplication-articles-ingested"),
        ("Enrichment", "enrichment-articles-accepted"),
        ("Storage", "storage-articles-enriched"),
    ];

    public static async Task<List<StageFigures>> MeasureAsync(Rig rig, IReadOnlyList<LoadDocument> documents, CancellationToken cancellationToken)
    {
        var articles = documents.Sum(document => document.Articles);
        var before = rig.Fates.Told;
        var figures = new List<StageFigures>();
        for (var i = 0; i < Stages.Length; i++)
        {
            var (service, queue) = Stages[i];
            var costs = Costs.Begin(rig.Processes);
            rig.Only(service);
            if (queue is null)
            {
                foreach (var document in documents)
                {
                    rig.Fates.Drop(document, rig.Inbox);
                }
            }

            var rate = queue is null
                ? await FilledAsync(rig, Stages[1].Queue!, articles, cancellationToken)
                : await EmptiedAsync(rig, queue, articles, cancellationToken);
            figures.Add(new(service, rate, costs.PerArticle(articles)));
        }

        rig.All();
        await rig.Fates.UntilAsync(before + articles, TimeSpan.FromMinutes(3), cancellationToken);
        return figures;
    }

    /// <summary>Articles a second that leave a queue which is filled already.</summary>
    public static async Task<double> EmptiedAsync(Rig rig, string queue, int articles, CancellationToken cancellationToken)
    {
        var looks = await LooksAsync(rig, queue, depth => depth == 0, cancellationToken);
        return Middle(looks.ConvertAll(look => (look.At, (double)(looks[0].Depth - look.Depth))), articles, looks[0].Depth);
    }

    private static async Task<double> FilledAsync(Rig rig, string queue, int articles, CancellationToken cancellationToken)
    {
        var looks = await LooksAsync(rig, queue, _ => false, cancellationToken);
        return Middle(looks.ConvertAll(look => (look.At, (double)look.Depth)), articles, looks[^1].Depth);
    }

    // Until the queue is as awaited, or stands still with something in it.
    private static async Task<List<(double At, uint Depth)>> LooksAsync(Rig rig, string queue, Func<uint, bool> done, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var looks = new List<(double At, uint Depth)>();
        var changed = 0.0;
        using var timer = new PeriodicTimer(Look);
        do
        {
            var depth = await rig.DepthAsync(queue, cancellationToken);
            var at = Stopwatch.GetElapsedTime(started).TotalSeconds;
            if (looks.Count == 0 || looks[^1].Depth != depth)
            {
                changed = at;
            }

            looks.Add((at, depth));
            if (done(depth))
            {
                // What was handed out last is still worked on; the next stage's turn comes when it is done.
                await Task.Delay(Still, cancellationToken);
                return looks;
            }

            if (depth > 0 && at - changed > Still.TotalSeconds && looks.Exists(look => look.Depth != depth))
            {
                return looks;
            }

            if (at > TimeSpan.FromMinutes(2).TotalSeconds)
            {
                throw new TimeoutException($"{queue} still holds {depth} messages after {at:0} s.");
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
        return looks;
    }

    private static double Middle(List<(double At, double Messages)> moved, int articles, double messages)
    {
        var from = moved.Find(look => look.Messages >= 0.1 * messages);
        var to = moved.Find(look => look.Messages >= 0.9 * messages);
        return (to.Messages - from.Messages) / messages * articles / (to.At - from.At);
    }
}
