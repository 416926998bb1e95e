using NewsPlatform.Messaging;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Search;

namespace NewsPlatform.Storage.Replay;

/// <summary>
/// Sends the articles of replays through their stage again, marked, a few hundred on their way at a time so that fresh
/// articles wait behind few of them. A replay whose runner ended is taken over, and goes on with what has no result yet.
/// </summary>
internal sealed partial class ReplayRunner(ReplayStore store, IEnumerable<IReplayedStage> stages, ArticleSearch search, TimeProvider time, ILogger<ReplayRunner> logger) : BackgroundService
{
    private const int BundleSize = 16;
    private const int MostOnTheirWay = 320;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    // Those that have not come back by then are in quarantine, or behind a stage that is away.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await store.TakeAsync(stages.Select(stage => stage.Name), stoppingToken) is { } run)
                {
                    await RunAsync(run, stoppingToken);
                }
            }
            catch (Exception passing) when (passing is StoreException or NotPublishedException)
            {
                LogInterrupted(passing);
            }
        }
    }

    private async Task RunAsync(ReplayRun run, CancellationToken cancellationToken)
    {
        var stage = stages.Single(stage => stage.Name == run.Stage);
        var sent = 0;
        var batch = new List<string>(BundleSize);
        await foreach (var id in search.IdsAsync(run.Query, run.Limit, cancellationToken))
        {
            batch.Add(id);
            if (batch.Count == BundleSize)
            {
                await SendBatchAsync();
            }
        }

        await SendBatchAsync();
        await WaitAsync(sent);
        await store.FinishAsync(run.Id, cancellationToken);
        LogFinished(run.Id, run.Stage, sent);

        // With what hangs on them, and on that in turn.
        async Task SendBatchAsync()
        {
            var reached = batch.ToHashSet(StringComparer.Ordinal);
            var wave = batch.ToList();
            batch.Clear();
            while (wave.Count > 0)
            {
                foreach (var bundle in wave.Chunk(BundleSize))
                {
                    await SendAsync(bundle);
                }

                wave = (await stage.HangingOnAsync(wave, cancellationToken)).Where(reached.Add).ToList();
            }
        }

        async Task SendAsync(string[] bundle)
        {
            var missing = await store.WithoutResultAsync(run.Id, bundle, cancellationToken);
            sent += bundle.Length;
            if (missing.Count > 0)
            {
                await stage.SendAsync(run.Id, missing, cancellationToken);
            }

            await store.SentAsync(run.Id, sent, cancellationToken);
            await WaitAsync(sent - MostOnTheirWay);
        }

        async Task WaitAsync(int back)
        {
            var last = -1L;
            var since = time.GetTimestamp();
            while (await store.BackAsync(run.Id, cancellationToken) is var now && now < back && time.GetElapsedTime(since) < Patience)
            {
                if (now != last)
                {
                    (last, since) = (now, time.GetTimestamp());
                }

                await store.SentAsync(run.Id, sent, cancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Replay {Id}: {Sent} articles passed {Stage} again")]
    private partial void LogFinished(string id, string stage, int sent);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A replay was interrupted; it goes on when its lease has run out")]
    private partial void LogInterrupted(Exception passing);
}
