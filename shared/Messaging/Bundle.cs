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
    // A message comes again when the process that held it ended. That happens to any message now and then; one that has
    // come so often is looked at by itself, and one that is alone and comes again and again is taken for the reason. Well
    // below the broker's own limit (20, deploy/rabbitmq): what exceeds that one is moved away without a word to anybody.
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
    }

    /// <summary>
    /// Does the stage's work on every article. Nothing but the article itself may matter to <paramref name="work"/>:
    /// calls to the store stand outside, so that their failure fails the message as a whole.
    /// </summary>
    public List<TResult> Each<TResult>(Func<TArticle, Visit, TResult> work)
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

        foreach (var article in articles)
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

        return results;
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

        var attempt = (context.Headers.Get<int>(Outgoing.AloneHeader) ?? 0) + 1;
        foreach (var (article, _) in failed)
        {
            await bundles.Outgoing
                .SendAloneAsync(context.ReceiveContext.InputAddress, stage.Alone(article), attempt, context.CancellationToken)
                .ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        foreach (var span in spans)
        {
            span.Dispose();
        }
    }

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
public sealed class Bundles(Outgoing outgoing, TimeProvider time)
{
    internal static readonly ActivitySource Source = new("NewsPlatform.Articles");

    internal Outgoing Outgoing { get; } = outgoing;

    internal TimeProvider Time { get; } = time;

    public Bundle<TMessage, TArticle> Open<TMessage, TArticle>(ConsumeContext<TMessage> context, Stage<TMessage, TArticle> stage)
        where TMessage : class => new(context, stage, this);
}
