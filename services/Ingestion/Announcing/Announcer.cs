using System.Threading.Channels;
using Microsoft.Extensions.Options;
using NewsPlatform.Contracts;
using NewsPlatform.Messaging;

namespace NewsPlatform.Ingestion.Announcing;

/// <summary>
/// Fills bundles from all documents that are worked on: with what is ready, waiting a moment for more. Each caller
/// hears when the broker has confirmed its own article.
/// </summary>
internal sealed partial class Announcer(Outgoing outgoing, IOptions<MessagingOptions> options, TimeProvider time, ILogger<Announcer> logger)
    : BackgroundService
{
    // Bundles on their way to the broker at the same time. Measured: a window confirms five times as fast as one by one.
    private const int Window = 16;

    // A broker under an alarm stops reading, and says nothing; a confirm that takes this long is none.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(1024);
    private readonly SemaphoreSlim window = new(Window);
    private long movedAt;
    private int publishing;

    private sealed record Waiting(IngestedArticle Article, TaskCompletionSource Confirmed)
    {
        // Arabic letters are two bytes in UTF-8.
        public int Bytes => 2 * (Article.Article.Text.Length + (Article.Article.Headline?.Length ?? 0)) + 512;
    }

    /// <summary>True while bundles wait for the broker and it has confirmed none for some seconds.</summary>
    public bool Stalled => Volatile.Read(ref publishing) > 0 && time.GetElapsedTime(Volatile.Read(ref movedAt)) > Patience;

    /// <summary>Returns when the broker has confirmed every one of the articles.</summary>
    public async Task AnnounceAsync(IEnumerable<IngestedArticle> articles, CancellationToken cancellationToken)
    {
        var confirmations = new List<Task>();
        foreach (var article in articles)
        {
            var waiting = new Waiting(article, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            await queue.Writer.WriteAsync(waiting, cancellationToken);
            confirmations.Add(waiting.Confirmed.Task);
        }

        await Task.WhenAll(confirmations).WaitAsync(cancellationToken);
    }

    public override void Dispose()
    {
        window.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Waiting? left = null;
        while (left is not null || await queue.Reader.WaitToReadAsync(stoppingToken))
        {
            var bundle = new List<Waiting>();
            left = await FillAsync(bundle, left, stoppingToken);
            await window.WaitAsync(stoppingToken);
            _ = PublishAsync(bundle, stoppingToken);
        }
    }

    // Returns the article that did not fit any more, if any.
    private async Task<Waiting?> FillAsync(List<Waiting> bundle, Waiting? first, CancellationToken cancellationToken)
    {
        var bytes = 0;
        if (first is not null)
        {
            bundle.Add(first);
            bytes = first.Bytes;
        }

        using var patience = new CancellationTokenSource(options.Value.BundleWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        while (bundle.Count < options.Value.BundleSize && bytes < options.Value.BundleBytes)
        {
            Waiting? next;
            try
            {
                if (!queue.Reader.TryRead(out next))
                {
                    next = await queue.Reader.ReadAsync(either.Token);
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Patience is over: what is there travels.
                break;
            }

            if (bundle.Count > 0 && bytes + next.Bytes > options.Value.BundleBytes)
            {
                return next;
            }

            bundle.Add(next);
            bytes += next.Bytes;
        }

        return null;
    }

    private async Task PublishAsync(List<Waiting> bundle, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref publishing) == 1)
        {
            Volatile.Write(ref movedAt, time.GetTimestamp());
        }

        try
        {
            var message = new ArticlesIngested { Articles = [.. bundle.Select(waiting => waiting.Article)] };
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await outgoing.PublishAsync(message, bundle.Count, cancellationToken);
                    break;
                }
                catch (Exception passing) when (passing is not OperationCanceledException)
                {
                    // Files stay claimed and nothing is lost while the broker is away: this waits with them.
                    LogWaiting(passing, attempt);
                    await Task.Delay(Pause(attempt), time, cancellationToken);
                }
            }

            Volatile.Write(ref movedAt, time.GetTimestamp());
            bundle.ForEach(waiting => waiting.Confirmed.TrySetResult());
        }
        catch (OperationCanceledException)
        {
            bundle.ForEach(waiting => waiting.Confirmed.TrySetCanceled(cancellationToken));
        }
        finally
        {
            Interlocked.Decrement(ref publishing);
            window.Release();
        }
    }

    private TimeSpan Pause(int attempt) =>
        TimeSpan.FromMilliseconds(Math.Min(options.Value.LongestPause.TotalMilliseconds, 100 * Math.Pow(2, Math.Min(attempt, 10))));

    [LoggerMessage(Level = LogLevel.Warning, Message = "A bundle waits for the broker, try {Attempt}")]
    private partial void LogWaiting(Exception exception, int attempt);
}
