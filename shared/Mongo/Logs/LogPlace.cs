using System.Globalization;

namespace NewsPlatform.Mongo.Logs;

/// <summary>Where the next entry of a replica stands in the log.</summary>
public readonly record struct LogPlace(string Stream, long Number, DateTimeOffset At)
{
    /// <summary>The id of the entry's document.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Stream}/{Number}");
}
