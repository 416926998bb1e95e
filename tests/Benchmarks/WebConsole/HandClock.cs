namespace NewsPlatform.Benchmarks.WebConsole;

/// <summary>A clock that stands where it is put: what the stores write down of themselves gets the moment it is meant to have.</summary>
internal sealed class HandClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
