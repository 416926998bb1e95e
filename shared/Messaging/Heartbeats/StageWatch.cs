using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using MassTransit;

namespace NewsPlatform.Messaging.Heartbeats;

/// <summary>
/// Counts, in articles, what every stage of this process works on and has worked on. Around the whole of a message's way,
/// all tries included: what waits for the store to come back is in work.
/// </summary>
internal sealed class StageWatch
{
    internal const string Instrument = "news.stage.articles";
    internal const string Messages = "news.stage.messages";
    internal const string Consumed = "consumed";
    internal const string Failed = "failed";

    private readonly ConcurrentDictionary<string, Stage> stages = new(StringComparer.Ordinal);
    private readonly Counter<long> worked;
    private readonly Counter<long> messages;
    private readonly Counter<long> sent;
    private readonly Counter<long> published;
    private readonly TimeProvider time;

    public StageWatch(IMeterFactory factory, TimeProvider time)
    {
        this.time = time;
        var meter = factory.Create("NewsPlatform.Messaging");
        worked = meter.CreateCounter<long>(Instrument, "{article}", "Articles of messages that a stage has finished with, by queue and outcome");
        messages = meter.CreateCounter<long>(Messages, "{message}", "Messages that a stage has finished with, by queue");
        sent = meter.CreateCounter<long>("news.articles.sent", "{article}", "Articles sent to one stage's queue past all others that read them, by queue");
        published = meter.CreateCounter<long>("news.articles.published", "{article}", "Articles of messages that the broker has confirmed, by message");
    }

    /// <summary>Watches one stage's queue.</summary>
    public IFilter<ReceiveContext> Of(string queue)
    {
        var stage = new Stage(queue, this);
        stages[queue] = stage;
        return stage;
    }

    public void Published(string message, int articles) => published.Add(articles, new KeyValuePair<string, object?>("message", message));

    public void Sent(string queue, int articles) => sent.Add(articles, new KeyValuePair<string, object?>("queue", queue));

    public List<StageBeat> Now(IReadOnlyDictionary<string, long> totals) =>
        [.. stages.Values.OrderBy(stage => stage.Queue, StringComparer.Ordinal).Select(stage => stage.Now(totals))];

    private static int Articles(ReceiveContext context) =>
        context.TransportHeaders.TryGetHeader(Outgoing.ArticlesHeader, out var value) && value is IConvertible number
            ? number.ToInt32(CultureInfo.InvariantCulture)
            : 1;

    private sealed class Stage(string queue, StageWatch watch) : IFilter<ReceiveContext>
    {
        private readonly ConcurrentDictionary<Guid, (int Articles, long Since)> inWork = new();
        private readonly string consumed = Key(queue, Consumed);
        private readonly string failed = Key(queue, Failed);
        private readonly string messages = MeterTotals.KeyOf(StageWatch.Messages, [new KeyValuePair<string, object?>("queue", queue)]);

        public string Queue { get; } = queue;

        public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
        {
            var articles = Articles(context);
            var ticket = Guid.CreateVersion7(watch.time.GetUtcNow());
            inWork[ticket] = (articles, watch.time.GetTimestamp());
            try
            {
                await next.Send(context).ConfigureAwait(false);
                watch.messages.Add(1, new KeyValuePair<string, object?>("queue", Queue));
                watch.worked.Add(
                    articles,
                    new KeyValuePair<string, object?>("queue", Queue),
                    new KeyValuePair<string, object?>("outcome", context.IsFaulted ? Failed : Consumed));
            }
            finally
            {
                inWork.TryRemove(ticket, out _);
            }
        }

        public void Probe(ProbeContext context)
        {
        }

        public StageBeat Now(IReadOnlyDictionary<string, long> totals)
        {
            var held = inWork.Values.ToList();
            return new()
            {
                Queue = Queue,
                Consumed = totals.GetValueOrDefault(consumed),
                Failed = totals.GetValueOrDefault(failed),
                Messages = totals.GetValueOrDefault(messages),
                InWork = held.Sum(message => (long)message.Articles),
                OldestInWorkSeconds = held.Count == 0 ? null : watch.time.GetElapsedTime(held.Min(message => message.Since)).TotalSeconds,
            };
        }

        private static string Key(string queue, string outcome) =>
            MeterTotals.KeyOf(Instrument, [new KeyValuePair<string, object?>("queue", queue), new KeyValuePair<string, object?>("outcome", outcome)]);
    }
}
