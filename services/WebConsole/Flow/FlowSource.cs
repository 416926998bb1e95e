using System.Text.Json;
using Microsoft.Extensions.Options;
using NewsPlatform.Messaging.Heartbeats;

namespace NewsPlatform.WebConsole.Flow;

/// <summary>
/// Hears the heartbeats, asks the others each second, each by itself so that one that is slow delays none, and puts
/// together what they said. Whoever does not answer leaves the last figures standing, with their time and the trouble.
/// </summary>
internal sealed partial class FlowSource(
    ReplicaBook replicas, FlowQuestions questions, IOptions<FlowOptions> options, TimeProvider time, ILogger<FlowSource> logger)
    : BackgroundService, IFlowSource, IReplicaBeats
{
    // A dear answer is asked for less often, so that looking costs at most a third of the broker's and the door's time, and a
    // fifth of the store's.
    private const int Rest = 2;
    private const int RestOfStore = 4;

    private const string Errors = "_error";

    private readonly Lock guard = new();
    private readonly Dictionary<string, QueueBook> queues = FlowMap.Edges.ToDictionary(edge => edge.Queue, _ => new QueueBook(), StringComparer.Ordinal);
    private volatile FlowSnapshot current = FlowSnapshot.Nothing;
    private volatile BrokerFlow broker = FlowSnapshot.Nothing.Broker;
    private volatile BalanceFlow balance = FlowSnapshot.Nothing.Balance;
    private volatile IngestionFlow ingestion = FlowSnapshot.Nothing.Ingestion;

    public event Action? Changed;

    public FlowSnapshot Current => current;

    public void Hear(ReplicaBeat beat) => replicas.Hear(beat);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RepeatAsync(BrokerAsync, Guarded, stoppingToken),
        RepeatAsync(async token => balance = await questions.BalanceAsync(time.GetUtcNow(), token), trouble => balance = balance with { Trouble = trouble }, stoppingToken, RestOfStore),
        RepeatAsync(async token => ingestion = await questions.DoorAsync(token), trouble => ingestion = ingestion with { Trouble = trouble }, stoppingToken),
        RepeatAsync(_ => { Draw(); return Task.CompletedTask; }, _ => { }, stoppingToken));

    private void Guarded(string trouble) => broker = broker with { Trouble = trouble };

    private async Task RepeatAsync(Func<CancellationToken, Task> look, Action<string> failed, CancellationToken cancellationToken, int rest = Rest)
    {
        var interval = options.Value.Interval;
        try
        {
            while (true)
            {
                var started = time.GetTimestamp();
                try
                {
                    await look(cancellationToken);
                }
                catch (Exception silent) when (silent is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException
                    || (silent is OperationCanceledException && !cancellationToken.IsCancellationRequested))
                {
                    // It is down, or starting, or slow: that is a fact about the platform and not a fault of this.
                    LogSilent(silent);
                    failed(silent is OperationCanceledException ? "no answer in time" : silent.Message);
                }

                var took = time.GetElapsedTime(started);
                await Task.Delay(took * rest > interval ? took * rest : interval, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task BrokerAsync(CancellationToken cancellationToken)
    {
        if (!questions.KnowsBroker)
        {
            broker = new() { At = null, Trouble = "Flow:Management is not set: the broker is not asked" };
            return;
        }

        var counts = await questions.QueuesAsync(cancellationToken);
        var (alarm, version) = await questions.AlarmAsync(cancellationToken);
        var page = replicas.Now();
        lock (guard)
        {
            foreach (var edge in FlowMap.Edges)
            {
                if (counts.TryGetValue(edge.Queue, out var count))
                {
                    queues[edge.Queue].Look(count, (Sent(edge, page), Done(edge, page)), page.Now);
                }
            }
        }

        broker = new()
        {
            Alarm = alarm,
            Version = version,
            InErrorQueues = counts.Where(queue => queue.Key.EndsWith(Errors, StringComparison.Ordinal)).Sum(queue => queue.Value.Depth),
            At = page.Now,
        };
    }

    private static long Sent(FlowMap.Edge edge, ReplicaBook.Page page) =>
        page.Total(ReplicaBook.Page.Published(edge.Message)) + page.Total(ReplicaBook.Page.Sent(edge.Queue));

    private static long Done(FlowMap.Edge edge, ReplicaBook.Page page) =>
        page.Total(ReplicaBook.Page.Consumed(edge.Queue)) + page.Total(ReplicaBook.Page.Failed(edge.Queue));

    private void Draw()
    {
        var page = replicas.Now();
        List<EdgeFlow> edges;
        lock (guard)
        {
            if (page.IsStandalone)
            {
                LookInside(page);
            }

            edges = Edges(page);
        }

        var names = FlowMap.Services.Concat(page.Beats.Select(heard => heard.Beat.Service).Where(name => name != FlowMap.Standalone)).Distinct(StringComparer.Ordinal);
        current = new()
        {
            At = page.Now,
            Services = [.. names.Select(name => Service(name, page.ReplicasOf(name)))],
            Edges = edges,
            Broker = page.IsStandalone ? new() { Exists = false, At = page.Now } : broker,
            Ingestion = ingestion,
            Balance = balance,
            Verdicts = page.Verdicts,
            Latency = page.Latency,
        };
        try
        {
            Changed?.Invoke();
        }
        catch (Exception fault)
        {
            // Whoever listens and fails must not take the picture from the others.
            LogListener(fault);
        }
    }

    // The queues of one process are nobody's to look into: what was published and is not finished lies there.
    private void LookInside(ReplicaBook.Page page)
    {
        foreach (var edge in FlowMap.Edges)
        {
            var finished = Done(edge, page);
            var arrived = Sent(edge, page);
            var held = page.Beats.Where(heard => !heard.Lost).SelectMany(heard => heard.Beat.Stages).Where(stage => stage.Queue == edge.Queue).Sum(stage => stage.InWork);
            queues[edge.Queue].Look(new(Math.Max(0, arrived - finished - held), held, finished, Readers: null), (arrived, finished), page.Now);
        }
    }

    private List<EdgeFlow> Edges(ReplicaBook.Page page)
    {
        var facts = FlowMap.Edges.ToDictionary(edge => edge.Queue, edge => Facts(edge, page), StringComparer.Ordinal);
        var judged = facts.ToDictionary(fact => fact.Key, fact => Rules.Judge(fact.Value), StringComparer.Ordinal);
        return [.. FlowMap.Edges.Select(edge => Edge(edge, page, facts[edge.Queue], judged))];
    }

    private EdgeFacts Facts(FlowMap.Edge edge, ReplicaBook.Page page)
    {
        var book = queues[edge.Queue];
        var known = page.IsStandalone || (questions.KnowsBroker && broker.Trouble is null);
        return new()
        {
            Depth = known ? book.Last?.Depth : null,
            Readers = book.Last?.Readers,
            Rate = page.Grown(ReplicaBook.Page.Consumed(edge.Queue)) / page.RateSeconds,
            ArrivalRate = (page.Grown(ReplicaBook.Page.Published(edge.Message)) + page.Grown(ReplicaBook.Page.Sent(edge.Queue))) / page.RateSeconds,
            OldestSeconds = book.Oldest(page.Now)?.Seconds,
            StillSeconds = book.StillSeconds(page.Now),
            Replicas = page.ReplicasOf(edge.To),
        };
    }

    private EdgeFlow Edge(
        FlowMap.Edge edge, ReplicaBook.Page page, EdgeFacts facts, Dictionary<string, (EdgeCondition Condition, FlowReason Reason)> judged)
    {
        var book = queues[edge.Queue];
        var (condition, reason) = Rules.Starved(edge, judged[edge.Queue].Condition, judged[edge.Queue].Reason, judged, ingestion);
        var each = page.IsStandalone ? 1 : PerMessage(edge, page);
        var waiting = facts.Depth is not { } depth ? null : page.IsStandalone ? depth : book.Articles() ?? (depth * each);
        var articles = waiting is { } some ? (long?)Math.Round(some) : null;
        var shrinking = book.Rates() is { } rates ? (rates.Out - rates.In) * (each ?? 1) : 0;
        return new()
        {
            From = edge.From,
            To = edge.To,
            Message = edge.Message,
            Queue = edge.Queue,
            Main = edge.Main,
            Condition = condition,
            Reason = reason,
            Ready = book.Last?.Ready,
            Unacknowledged = book.Last?.Held,
            ArticlesPerMessage = each,
            Articles = articles,
            Rate = page.Beats.Count == 0 ? null : facts.Rate,
            ArrivalRate = page.Beats.Count == 0 ? null : facts.ArrivalRate,
            OldestSeconds = facts.OldestSeconds,
            OldestIsAtLeast = book.Oldest(page.Now)?.AtLeast ?? false,
            DrainSeconds = articles switch { null => null, 0 => 0, { } left => shrinking > 0 ? left / shrinking : null },
            At = book.At,
        };
    }

    // Lately if anything was finished lately, else since the replicas started.
    private static double? PerMessage(FlowMap.Edge edge, ReplicaBook.Page page)
    {
        var (messages, articles) = (
            page.Grown(ReplicaBook.Page.Messages(edge.Queue)),
            page.Grown(ReplicaBook.Page.Consumed(edge.Queue)) + page.Grown(ReplicaBook.Page.Failed(edge.Queue)));
        if (messages == 0)
        {
            messages = page.Total(ReplicaBook.Page.Messages(edge.Queue));
            articles = page.Total(ReplicaBook.Page.Consumed(edge.Queue)) + page.Total(ReplicaBook.Page.Failed(edge.Queue));
        }

        return messages == 0 ? null : (double)articles / messages;
    }

    private static ServiceFlow Service(string name, IReadOnlyList<ReplicaFlow> known) => new()
    {
        Name = name,
        Replicas = known,
        Condition = Rules.Judge(known),
        Versions = [.. known.Where(replica => !replica.Lost).Select(replica => replica.Version).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
    };

    [LoggerMessage(Level = LogLevel.Debug, Message = "Somebody who was asked how the news flows gave no answer")]
    private partial void LogSilent(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A listener to the picture of the flow failed")]
    private partial void LogListener(Exception exception);
}
