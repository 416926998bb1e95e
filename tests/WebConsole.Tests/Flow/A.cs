using NewsPlatform.Messaging.Heartbeats;
using NewsPlatform.WebConsole.Flow;

namespace NewsPlatform.WebConsole.Tests.Flow;

internal static class A
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ReplicaFlow Replica() => new()
    {
        Replica = "host:1", Version = "1.0", Host = "host", ProcessId = 1, StartedAt = Noon, HeardAt = Noon, Lost = false, Health = "ready", Notes = [],
        Consumed = 0, Failed = 0, Rate = 0, InWork = 0,
    };

    public static ReplicaBeat Beat(string service, int pid, long number, DateTimeOffset startedAt, params (string Name, long Total)[] totals) => new()
    {
        Service = service, Version = "1.0", Replica = $"host:{pid}", Host = "host", ProcessId = pid, StartedAt = startedAt, At = startedAt.AddSeconds(number), Number = number,
        IntervalSeconds = 1, Health = "ready", Totals = totals.ToDictionary(total => total.Name, total => total.Total),
    };
}

/// <summary>A clock that goes when it is told to.</summary>
internal sealed class HandClock : TimeProvider
{
    private DateTimeOffset now = A.Noon;

    public override DateTimeOffset GetUtcNow() => now;

    public void Pass(double seconds) => now += TimeSpan.FromSeconds(seconds);
}
