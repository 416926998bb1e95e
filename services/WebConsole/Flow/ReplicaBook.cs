using NewsPlatform.Messaging.Heartbeats;

namespace NewsPlatform.WebConsole.Flow;

/// <summary>
/// Who was heard, and what they did lately: the differences between one heartbeat and the next, so that a replica that died
/// keeps what it did in the sums and one that starts again begins at nothing.
/// </summary>
internal sealed class ReplicaBook(TimeProvider time)
{
    /// <summary>Rates are over this time: long enough to be steady, short enough to be about now.</summary>
    public static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(10);

    /// <summary>Latency and verdicts are over this time.</summary>
    public static readonly TimeSpan LongWindow = TimeSpan.FromMinutes(5);

    /// <summary>A lost replica is shown for so long, then it is forgotten.</summary>
    public static readonly TimeSpan ShownLost = TimeSpan.FromMinutes(10);

    private const string Duration = "news.article.duration";
    private const string Decided = "news.articles.decided{verdict=";

    private readonly Lock guard = new();
    private readonly Dictionary<string, Heard> replicas = new(StringComparer.Ordinal);
    private readonly Queue<Step> steps = new();
    private readonly DateTimeOffset listeningSince = time.GetUtcNow();

    private sealed record Heard(ReplicaBeat Beat, DateTimeOffset At, DateTimeOffset FirstAt)
    {
        /// <summary>It took the place of one that was lost.</summary>
        public bool Replaced { get; init; }

        public bool IsLost(DateTimeOffset now) => Rules.IsLost(now - At, Beat.IntervalSeconds);
    }

    private sealed record Step(DateTimeOffset At, string Replica, Dictionary<string, long> Totals, Distribution? Durations);

    public void Hear(ReplicaBeat beat)
    {
        lock (guard)
        {
            var now = time.GetUtcNow();
            var key = $"{beat.Replica}@{beat.StartedAt.ToUnixTimeMilliseconds()}";
            replicas.TryGetValue(key, out var before);
            if (before is not null && before.Beat.Number >= beat.Number)
            {
                return;
            }

            // What a replica did before anybody listened was not done lately.
            if (before is not null || beat.StartedAt >= listeningSince)
            {
                Remember(beat, before?.Beat, now);
            }

            if (beat.Leaving)
            {
                replicas.Remove(key);
            }
            else
            {
                replicas[key] = before is null ? new(beat, now, now) : before with { Beat = beat, At = now };
            }

            // A process id is another process's once it is heard again under it.
            foreach (var other in replicas.Where(other => other.Value.Beat.Replica == beat.Replica && other.Key != key).Select(other => other.Key).ToList())
            {
                replicas.Remove(other);
            }
        }
    }

    /// <summary>Everything that heartbeats tell, as of now.</summary>
    public Page Now()
    {
        lock (guard)
        {
            var now = time.GetUtcNow();
            while (steps.TryPeek(out var old) && now - old.At > LongWindow)
            {
                steps.Dequeue();
            }

            foreach (var (key, heard) in replicas.Where(heard => now - heard.Value.At > ShownLost).ToList())
            {
                replicas.Remove(key);
            }

            ForgetReplaced(now);
            return new Page
            {
                Now = now,
                Beats = [.. replicas.Values.Select(heard => (heard.Beat, heard.At, Lost: heard.IsLost(now)))],
                Lately = Sums(now - RateWindow),
                RateSeconds = Math.Clamp((now - listeningSince).TotalSeconds, 1, RateWindow.TotalSeconds),
                Verdicts = Verdicts(now),
                Latency = Latency(now),
            };
        }
    }

    // A replica that was killed and started again has another process id: of the newcomers each stands for one that was lost.
    private void ForgetReplaced(DateTimeOffset now)
    {
        foreach (var (key, lost) in replicas.Where(heard => heard.Value.IsLost(now)).OrderBy(heard => heard.Value.At).ToList())
        {
            var newcomer = replicas.FirstOrDefault(other => !other.Value.IsLost(now) && !other.Value.Replaced && other.Value.FirstAt > lost.At
                && other.Value.Beat.Service == lost.Beat.Service && other.Value.Beat.Host == lost.Beat.Host);
            if (newcomer.Key is { } heir)
            {
                replicas[heir] = newcomer.Value with { Replaced = true };
                replicas.Remove(key);
            }
        }
    }

    private void Remember(ReplicaBeat beat, ReplicaBeat? before, DateTimeOffset now)
    {
        var grown = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, total) in beat.Totals)
        {
            if (total - (before?.Totals.GetValueOrDefault(name) ?? 0) is > 0 and var more)
            {
                grown[name] = more;
            }
        }

        Distribution? durations = null;
        if (beat.Distributions.TryGetValue(Duration, out var all))
        {
            durations = all.Since(before?.Distributions.GetValueOrDefault(Duration) ?? Distribution.Empty);
        }

        if (grown.Count > 0)
        {
            steps.Enqueue(new(now, beat.Replica, grown, durations is { Buckets.Count: > 0 } ? durations : null));
        }
    }

    private Dictionary<(string Replica, string Name), long> Sums(DateTimeOffset since)
    {
        var sums = new Dictionary<(string, string), long>();
        foreach (var step in steps.Where(step => step.At >= since))
        {
            foreach (var (name, more) in step.Totals)
            {
                sums[(step.Replica, name)] = sums.GetValueOrDefault((step.Replica, name)) + more;
            }
        }

        return sums;
    }

    private VerdictFlow? Verdicts(DateTimeOffset now)
    {
        var lately = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, more) in steps.SelectMany(step => step.Totals))
        {
            Add(lately, name, more);
        }

        var over = TimeSpan.FromTicks(Math.Min((now - listeningSince).Ticks, LongWindow.Ticks));
        if (lately.Count == 0)
        {
            // A quiet quarter of an hour: then since the replicas that are alive have started.
            foreach (var (name, total) in replicas.Values.SelectMany(heard => heard.Beat.Totals))
            {
                Add(lately, name, total);
            }

            over = replicas.Count == 0 ? TimeSpan.Zero : now - replicas.Values.Min(heard => heard.Beat.StartedAt);
        }

        if (replicas.Count == 0)
        {
            return null;
        }

        var all = lately.Values.Sum();
        var repeats = lately.Where(verdict => verdict.Key is "exact" or "near" or "contained").Sum(verdict => verdict.Value);
        return new(lately, all == 0 ? null : (double)repeats / all, over, now);

        static void Add(Dictionary<string, long> sums, string name, long more)
        {
            if (name.StartsWith(Decided, StringComparison.Ordinal))
            {
                var verdict = name[Decided.Length..^1];
                sums[verdict] = sums.GetValueOrDefault(verdict) + more;
            }
        }
    }

    private LatencyFlow? Latency(DateTimeOffset now)
    {
        var over = TimeSpan.FromTicks(Math.Min((now - listeningSince).Ticks, LongWindow.Ticks));
        var lately = steps.Where(step => step.Durations is not null).Aggregate(Distribution.Empty, (sum, step) => sum.Plus(step.Durations!));
        var known = replicas.Values.Select(heard => heard.Beat).Where(beat => beat.Distributions.ContainsKey(Duration)).ToList();
        if (lately.Buckets.Count == 0 && known.Count > 0)
        {
            lately = known.Aggregate(Distribution.Empty, (sum, beat) => sum.Plus(beat.Distributions[Duration]));
            over = now - known.Min(beat => beat.StartedAt);
        }

        return lately.Buckets.Count == 0
            ? null
            : new(lately.Count(), lately.Percentile(0.5), lately.Percentile(0.95), lately.Percentile(0.99), over, now);
    }

    internal sealed class Page
    {
        public required DateTimeOffset Now { get; init; }

        public required IReadOnlyList<(ReplicaBeat Beat, DateTimeOffset At, bool Lost)> Beats { get; init; }

        /// <summary>What grew within the rate window, by replica and total.</summary>
        public required IReadOnlyDictionary<(string Replica, string Name), long> Lately { get; init; }

        /// <summary>How long the rate window is by now.</summary>
        public required double RateSeconds { get; init; }

        public VerdictFlow? Verdicts { get; init; }

        public LatencyFlow? Latency { get; init; }

        public bool IsStandalone => Beats.Any(heard => heard.Beat.Service == FlowMap.Standalone);

        public static string Consumed(string queue) => $"news.stage.articles{{queue={queue},outcome=consumed}}";

        public static string Failed(string queue) => $"news.stage.articles{{queue={queue},outcome=failed}}";

        public static string Messages(string queue) => $"news.stage.messages{{queue={queue}}}";

        public static string Published(string message) => $"news.articles.published{{message={message}}}";

        public static string Sent(string queue) => $"news.articles.sent{{queue={queue}}}";

        /// <summary>Over all replicas, within the rate window.</summary>
        public long Grown(string name) => Lately.Where(sum => sum.Key.Name == name).Sum(sum => sum.Value);

        /// <summary>Over all replicas, since each one's start.</summary>
        public long Total(string name) => Beats.Sum(heard => heard.Beat.Totals.GetValueOrDefault(name));

        public IReadOnlyList<ReplicaFlow> ReplicasOf(string service) =>
        [
            .. Beats
                .Where(heard => heard.Beat.Service == service || (heard.Beat.Service == FlowMap.Standalone && FlowMap.Services.Contains(service)))
                .OrderBy(heard => heard.Beat.StartedAt)
                .Select(heard => Replica(service, heard.Beat, heard.At, heard.Lost)),
        ];

        private ReplicaFlow Replica(string service, ReplicaBeat beat, DateTimeOffset at, bool lost)
        {
            var stages = beat.Stages.Where(stage => FlowMap.ServiceOf(stage.Queue) == service).ToList();
            return new()
            {
                Replica = beat.Replica,
                Version = beat.Version,
                Host = beat.Host,
                ProcessId = beat.ProcessId,
                StartedAt = beat.StartedAt,
                HeardAt = at,
                Lost = lost,
                Health = beat.Health,
                Notes = [.. beat.Notes.Select(note => note.Why is { } why ? $"{note.Check}: {why}" : $"{note.Check}: {note.Health}")],
                Consumed = stages.Sum(stage => stage.Consumed),
                Failed = stages.Sum(stage => stage.Failed),
                Rate = stages.Sum(stage => Lately.GetValueOrDefault((beat.Replica, Consumed(stage.Queue)))) / RateSeconds,
                InWork = lost ? 0 : stages.Sum(stage => stage.InWork),
                OldestInWorkSeconds = lost ? null : stages.Max(stage => stage.OldestInWorkSeconds),
            };
        }
    }
}
