using System.Globalization;

namespace NewsPlatform.WebConsole.Words;

/// <summary>Moments as the person in front of the page reads them: in her time zone, and how long ago.</summary>
public sealed class Clock(IHttpContextAccessor accessor, TimeProvider time, Vocabulary words)
{
    /// <summary>Set by the page's script from what the browser says.</summary>
    public const string Cookie = "news.zone";

    private readonly TimeZoneInfo zone = ZoneOf(accessor.HttpContext?.Request.Cookies[Cookie]);

    public DateTimeOffset Now => time.GetUtcNow();

    public string Zone => zone == TimeZoneInfo.Utc ? "UTC" : zone.Id;

    public string Full(DateTimeOffset moment) => Local(moment).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public string Short(DateTimeOffset moment) =>
        Local(moment).ToString(Local(moment).Date == Local(Now).Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public string Day(DateTimeOffset moment) => Local(moment).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Hour(DateTimeOffset moment) => Local(moment).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>How long ago, in the largest unit that says enough.</summary>
    public string Ago(DateTimeOffset moment)
    {
        var age = Now - moment;
        return age < TimeSpan.FromSeconds(2) ? words["age.now"] : words.Say("age.ago", Span(age));
    }

    public string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => words.Say("span.ms", Math.Max(0, Math.Round(span.TotalMilliseconds)).ToString("0", CultureInfo.InvariantCulture)),
        { TotalSeconds: < 10 } => words.Say("span.s", span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)),
        { TotalSeconds: < 90 } => words.Say("span.s", span.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)),
        { TotalMinutes: < 90 } => words.Say("span.min", span.TotalMinutes.ToString("0", CultureInfo.InvariantCulture)),
        { TotalHours: < 36 } => words.Say("span.h", span.TotalHours.ToString("0", CultureInfo.InvariantCulture)),
        _ => words.Say("span.d", span.TotalDays.ToString("0", CultureInfo.InvariantCulture)),
    };

    private DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone);

    private static TimeZoneInfo ZoneOf(string? id) =>
        id is { Length: > 0 and < 60 } && TimeZoneInfo.TryFindSystemTimeZoneById(Uri.UnescapeDataString(id), out var found) ? found : TimeZoneInfo.Utc;
}
