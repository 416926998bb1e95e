namespace NewsPlatform.WebConsole.Flow;

/// <summary>One queue as it was counted.</summary>
/// <param name="Ready">Messages that wait.</param>
/// <param name="Held">Messages that replicas hold.</param>
/// <param name="Finished">Messages that were ever finished, as far as the counting one knows; may begin again at 0.</param>
/// <param name="Readers">Who reads it; none where nobody can tell.</param>
internal sealed record QueueCount(long Ready, long Held, long Finished, long? Readers)
{
    public long Depth => Ready + Held;
}

/// <summary>
/// The history of one queue. Queues are served in the order of arrival: the oldest message is the one after the last
/// finished one, and it came at the moment at which as many had come.
/// </summary>
internal sealed class QueueBook
{
    // A look a second: an hour. What is older is "at least an hour".
    private const int MostLooks = 3_600;

    // MessagingOptions.BundleSize.
    private const int MostInAMessage = 32;

    // RabbitMQ's queues and channels say every 5 s how they are.
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RateWindow = ReplicaBook.RateWindow;

    private readonly LinkedList<(DateTimeOffset At, long Arrived, long Finished)> looks = [];
    private DateTimeOffset? stillSince;
    private long finishedByTeller;
    private long finished;
    private (long Sent, long Done) articles;
    private DateTimeOffset toldSince;
    private long? waiting;

    public QueueCount? Last { get; private set; }

    public DateTimeOffset? At { get; private set; }

    /// <param name="count">As it was counted just now.</param>
    /// <param name="told">Articles that were ever sent here and that were ever worked off, as far as the replicas that are known say.</param>
    /// <param name="now">When.</param>
    public void Look(QueueCount count, (long Sent, long Done) told, DateTimeOffset now)
    {
        // A replica that is known no more takes its sum with it. The broker counts every few seconds and the replicas every
        // second, so what is said to be empty may be so no more; but not when nothing was sent for longer.
        waiting += Math.Max(0, told.Sent - articles.Sent) - Math.Max(0, told.Done - articles.Done);
        toldSince = Last is null || told != articles ? now : toldSince;
        if (count.Depth == 0 && (Last is null || now - toldSince > Lag))
        {
            waiting = 0;
        }

        articles = told;
        var first = Last is null;
        var more = count.Finished >= finishedByTeller ? count.Finished - finishedByTeller : count.Finished;
        finished += first ? 0 : more;
        finishedByTeller = count.Finished;

        // Dropped or dead-lettered messages are finished in a way that nobody counted.
        var arrived = finished + count.Depth;
        if (looks.Last is { Value.Arrived: var before } && arrived < before)
        {
            more += before - arrived;
            finished += before - arrived;
            arrived = before;
        }

        stillSince = count.Depth == 0 || (more > 0 && !first) ? null : stillSince ?? now;
        looks.AddLast((now, arrived, finished));
        while (looks.Count > MostLooks)
        {
            looks.RemoveFirst();
        }

        Last = count;
        At = now;
    }

    /// <summary>Since when something lies there and nothing came out, in seconds.</summary>
    public double? StillSeconds(DateTimeOffset now) => stillSince is { } since ? (now - since).TotalSeconds : null;

    /// <returns>The age of the oldest message, and whether it may be older; none when there is none.</returns>
    public (double Seconds, bool AtLeast)? Oldest(DateTimeOffset now)
    {
        if (Last is not { Depth: > 0 })
        {
            return null;
        }

        for (var look = looks.First; look is not null; look = look.Next)
        {
            if (look.Value.Arrived > finished)
            {
                return ((now - look.Value.At).TotalSeconds, look.Previous is null);
            }
        }

        return (0, false);
    }

    /// <summary>
    /// Articles that lie there: what was sent and is not worked off since the queue was last empty. A replica that was killed
    /// may have worked off some more in its last second.
    /// </summary>
    /// <returns>None where it was never seen empty, or the sums do not fit the messages.</returns>
    public long? Articles() => Last switch
    {
        { Depth: 0 } => 0,
        { Depth: var depth } when waiting >= depth && waiting <= depth * MostInAMessage => waiting,
        _ => null,
    };

    /// <returns>Messages a second that came in and that were finished, over the last seconds; none before there were two looks.</returns>
    public (double In, double Out)? Rates()
    {
        if (looks.Last is not { } last || looks.Count < 2)
        {
            return null;
        }

        var first = last.Previous!;
        while (first.Previous is { } earlier && last.Value.At - earlier.Value.At <= RateWindow)
        {
            first = earlier;
        }

        var seconds = (last.Value.At - first.Value.At).TotalSeconds;
        return seconds <= 0 ? null : ((last.Value.Arrived - first.Value.Arrived) / seconds, (last.Value.Finished - first.Value.Finished) / seconds);
    }
}
