namespace NewsPlatform.Contracts;

/// <summary>
/// The stages an article has passed and the place of its last span. It travels with the article, so that the way of
/// every article can be drawn even where no trace store runs.
/// </summary>
public sealed record Journey
{
    public static Journey Empty { get; } = new() { Hops = [] };

    /// <summary>The stages passed, in order.</summary>
    public required IReadOnlyList<Hop> Hops { get; init; }

    /// <summary>W3C <c>traceparent</c> of the article's last span; none where tracing is off.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The journey with one more stage behind it; the trace goes on from <paramref name="traceParent"/>.</summary>
    public Journey Passed(
        string service, string version, string replica, DateTimeOffset received, DateTimeOffset finished, string? traceParent) =>
        new()
        {
            Hops =
            [
                .. Hops,
                new Hop { Service = service, Version = version, Replica = replica, Received = received, Finished = finished },
            ],
            TraceParent = traceParent ?? TraceParent,
        };
}

/// <summary>One stage of a journey.</summary>
public sealed record Hop
{
    /// <summary>The service's name in lower case, for example <c>deduplication</c>.</summary>
    public required string Service { get; init; }

    public required string Version { get; init; }

    /// <summary>Which replica: host and process.</summary>
    public required string Replica { get; init; }

    public required DateTimeOffset Received { get; init; }

    public required DateTimeOffset Finished { get; init; }
}
