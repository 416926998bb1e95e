using System.Diagnostics;

namespace NewsPlatform.Messaging;

/// <summary>One article's stay in a stage: its span and the facts of a hop in its journey.</summary>
public sealed class Visit
{
    private readonly Replica replica;
    private readonly TimeProvider time;
    private readonly string service;
    private readonly DateTimeOffset received;

    internal Visit(Replica replica, TimeProvider time, string service, DateTimeOffset received, Activity? span)
    {
        this.replica = replica;
        this.time = time;
        this.service = service;
        this.received = received;
        Span = span;
    }

    /// <summary>The article's span in this stage; none where tracing is off.</summary>
    public Activity? Span { get; }

    /// <summary>
    /// Hands the facts of this hop to a journey, whose type only the service knows: service, version, replica, received,
    /// finished, traceparent.
    /// </summary>
    public T Leave<T>(Func<string, string, string, DateTimeOffset, DateTimeOffset, string?, T> passed) =>
        passed(service, replica.Version, replica.Name, received, time.GetUtcNow(), Span?.Id);
}

/// <summary>Which process this is.</summary>
public sealed record Replica(string Name, string Version)
{
    /// <summary>Host and process id: unique among living replicas, and readable.</summary>
    public static Replica Current { get; } = new(
        $"{Environment.MachineName}:{Environment.ProcessId}",
        typeof(Replica).Assembly.GetName().Version?.ToString(3) ?? "0");
}
