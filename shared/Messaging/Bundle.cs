using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using MassTransit;

namespace NewsPlatform.Messaging;

/// <summary>
/// The articles of one message while a stage works on them. Each has its own fate: those whose work fails are set
/// aside, the others go on, and <see cref="CompleteAsync"/> sends the ones set aside back to this stage's queue one by
/// one. An article that is alone and fails fails its message, which the bus retries and then moves to the error queue:
/// the error queue always shows single articles, and one poison article never holds its neighbours.
/// </summary>
/// <remarks>
/// Each article also has its own span: a child of the article's own trace, linked to the bundle's. Spans are never made
/// current, so that the store's spans stay with the bundle.
/// </remarks>
public sealed class Bundle<TMessage, TArticle> : IDisposable
    where TMessage : class
{
    // A message comes again when the process that held it ended, and so do all that were in the same process. What came back is
    // worked on one article at a time, and written down before: when the process ends again the article is known. One that was
    // there alone and did not live to its end so often is taken for the reason.
    private const int MostUnended = 2;

    // A process may also end outside the work on one article, where nothing tells which it was. A message that has come so
    // often is looked at by itself, and one that is alone and comes again and again is taken for the reason. Well below the
    // broker's own limit (20, deploy/rabbitmq): what exceeds that one is moved away without a word to anybody.
    private const long MostTogether = 3;
    private const long MostAlone = 10;

    private readonly ConsumeContext<TMessage> context;
    private readonly Stage<TMessage, TArticle> stage;
    private readonly Bundles bundles;
    private readonly DateTimeOffset received;
    private readonly IReadOnlyList<TArticle> articles;
    private readonly List<Activity> spans = [];
    private readonly List<(TArticle Article, Exception Reason)> failed = [];

    internal Bundle(ConsumeContext<TMessage> context, Stage<TMessage, TArticle> stage, Bundles bundles)
    {
        this.context = context;
        this.stage = stage;
        this.bundles = bundles;
        received = bundles.Time.GetUtcNow();
        articles = stage.Articles(context.Message);
        StageTelemetry.Received(context.ReceiveContext.InputAddress, received, context.SentTime);
    }

    /// <summary>
    /// Does the stage's work on every article. Nothing but the article itself may matter to <paramref name="work"/>:
    /// calls to the store stand outside, so that their failure fails the message as a whole.
    /// </summary>
    public async Task<List<TResult>> EachAsync<TResult>(Func<TArticle, Visit, TResult> work)
    {
        var results = new List<TResult>(articles.Count);
        var before = Returned(context);
        if (before >= (articles.Count == 1 ? MostAlone : MostTogether))
        {
            foreach (var article in articles)
            {
                SetAside(article, new UnprocessableArticleException($"It came back {before} times: each time the process that worked on it ended."));
            }

            return results;
        }

        var suspects = before > 0 || Attempt > 0 ? bundles.Suspects : null;
        foreach (var article in articles)
        {
            if (suspects is null)
            {
                Work(article, work, results);
            }
            else
            {
                await WorkAsync(article, work, results, suspects).ConfigureAwait(false);
            }
        }

        return results;
    }

    // One at a time in this process: whoever is written down when it ends was the only one.
    private async Task WorkAsync<TResult>(TArticle article, Func<TArticle, Visit, TResult> work, List<TResult> results, ISuspects suspects)
    {
        var name = $"{stage.Service}/{stage.ArticleId(article)}";
        await bundles.OneSuspect.WaitAsync(context.CancellationToken).ConfigureAwait(false);
        try
        {
            var unended = await suspects.BeginAsync(name, context.CancellationToken).ConfigureAwait(false);
            if (unended >= MostUnended)
            {
                // It comes once more where it was set aside among others, and must be known then: nothing has ended.
                SetAside(article, new UnprocessableArticleException($"Work on it began {MostUnended} times and never ended: each time the process did."));
                return;
            }

            Work(article, work, results);
            await suspects.EndAsync(name, context.CancellationToken).ConfigureAwait(false);
        }
        finally
        {
            bundles.OneSuspect.Release();
        }
    }

    private void Work<TResult>(TArticle article, Func<TArticle, Visit, TResult> work, List<TResult> results)
    {
        var span = StartSpan(article);
        try
        {
            results.Add(work(article, new Visit(Replica.Current, bundles.Time, stage.Service, received, span)));
        }
        catch (Exception reason) when (reason is not OperationCanceledException)
        {
            // Whatever one article's content provokes is that article's fate, not its neighbours'.
            span?.SetStatus(ActivityStatusCode.Error, reason.Message);
            SetAside(article, reason);
        }
    }

    /// <summary>Sets one article aside for a reason found later, for example a write that the store refused.</summary>
    public void SetAside(TArticle article, Exception reason) => failed.Add((article, reason));

    /// <summary>The last line of a consumer: after it returns, the message may be acknowledged.</summary>
    public async Task CompleteAsync()
    {
        if (failed.Count == 0)
        {
            return;
        }

        if (articles.Count == 1)
        {
            ExceptionDispatchInfo.Throw(failed[0].Reason);
        }

        foreach (var (article, _) in failed)
        {
            await bundles.Outgoing
                .SendAloneAsync(context.ReceiveContext.InputAddress, stage.Alone(article), Attempt + 1, context.CancellationToken)
                .ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        StageTelemetry.Finished(context.ReceiveContext.InputAddress, bundles.Time.GetUtcNow() - received, articles.Count - failed.Count, failed.Count);
        foreach (var span in spans)
        {
            span.Dispose();
        }
    }

    // How often its article was set aside from a bundle to be tried alone.
    private int Attempt => context.Headers.Get<int>(Outgoing.AloneHeader) ?? 0;

    // Quorum queues count how often a message was handed out and neither acknowledged nor refused.
    private static long Returned(ConsumeContext context) =>
        context.ReceiveContext.TransportHeaders.TryGetHeader("x-delivery-count", out var count) && count is IConvertible number
            ? number.ToInt64(CultureInfo.InvariantCulture)
            : 0;

    private Activity? StartSpan(TArticle article)
    {
        var current = Activity.Current;
        _ = ActivityContext.TryParse(stage.TraceParent(article), traceState: null, isRemote: true, out var parent);
        var link = current is null ? null : new[] { new ActivityLink(current.Context) };
        var span = Bundles.Source.StartActivity(stage.Operation, ActivityKind.Consumer, parent, tags: null, link);
        Activity.Current = current;
        if (span is not null)
        {
            span.SetTag("news.article.id", stage.ArticleId(article));
            span.SetTag("news.service", stage.Service);
            spans.Add(span);
        }

        return span;
    }
}

/// <summary>Opens the bundles that arrive.</summary>
/// <param name="outgoing">Where articles that are set aside go.</param>
/// <param name="time">For the journeys.</param>
/// <param name="suspects">Of the service, if it keeps them.</param>
public sealed class Bundles(Outgoing outgoing, TimeProvider time, ISuspects? suspects = null) : IDisposable
{
    internal static readonly ActivitySource Source = new("NewsPlatform.Articles");

    internal ISuspects? Suspects { get; } = suspects;

    internal SemaphoreSlim OneSuspect { get; } = new(1, 1);

    internal Outgoing Outgoing { get; } = outgoing;

    internal TimeProvider Time { get; } = time;

    public Bundle<TMessage, TArticle> Open<TMessage, TArticle>(ConsumeContext<TMessage> context, Stage<TMessage, TArticle> stage)
        where TMessage : class => new(context, stage, this);

    public void Dispose() => OneSuspect.Dispose();
}
