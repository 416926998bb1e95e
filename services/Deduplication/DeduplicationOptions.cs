using System.ComponentModel.DataAnnotations;

namespace NewsPlatform.Deduplication;

/// <summary>Settings under <c>Deduplication</c>.</summary>
public sealed class DeduplicationOptions
{
    public const string Section = "Deduplication";

    /// <summary>
    /// How long an article is compared with later ones, counted from its arrival. Equal texts are recognised without limit.
    /// A replica holds about 0.6 GB for a million articles of the window.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromDays(30);

    /// <summary>A folder for the prints of the window's texts, which the system then pages from disk; none: memory.</summary>
    public string? SpillFolder { get; set; }
}
