namespace NewsPlatform.Ingestion.Formats;

/// <summary>The end of a time budget. Asked in inner loops, so it costs one reading of the clock.</summary>
internal sealed class Deadline(TimeProvider time, TimeSpan budget)
{
    private readonly long _started = time.GetTimestamp();

    public bool Passed => time.GetElapsedTime(_started) > budget;
}
