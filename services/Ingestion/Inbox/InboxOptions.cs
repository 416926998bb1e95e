using System.ComponentModel.DataAnnotations;

namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// Settings under <c>Ingestion</c>. The four folders lie on one file system: a file is claimed and finished by renaming,
/// never by copying.
/// </summary>
public sealed class InboxOptions
{
    public const string Section = "Ingestion";

    /// <summary>The watched folder. Files may lie in sub-folders; the first one names their source.</summary>
    [Required(ErrorMessage = "Ingestion:Inbox is missing: name the folder to watch.")]
    public string Inbox { get; set; } = "";

    /// <summary>Where claimed files lie while they are worked on, one sub-folder a replica.</summary>
    [Required(ErrorMessage = "Ingestion:Work is missing: name a folder on the inbox's file system.")]
    public string Work { get; set; } = "";

    /// <summary>Where finished files go, by day: <c>yyyy/mm/dd</c>.</summary>
    [Required(ErrorMessage = "Ingestion:Done is missing: name a folder on the inbox's file system.")]
    public string Done { get; set; } = "";

    /// <summary>Where files go that cannot be read as news, each with a receipt that says why.</summary>
    [Required(ErrorMessage = "Ingestion:Failed is missing: name a folder on the inbox's file system.")]
    public string Failed { get; set; } = "";

    /// <summary>Names of files that are still on their way, as patterns with * and ?; they are left alone.</summary>
    public IList<string> TemporaryNames { get; } = ["*.tmp", "*.temp", "*.part", "*.partial", "*.filepart", "*.crdownload", "*.download", "*.swp", "*~", "~*", ".*"];

    /// <summary>
    /// When set, for example <c>.ok</c>, a file is taken only once a marker of that name lies beside it (<c>news.txt.ok</c>).
    /// The marker is moved along with the file.
    /// </summary>
    public string? DoneMarker { get; set; }

    /// <summary>Pause between two looks into the folder. Looking is the truth; the watcher only wakes it earlier.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Turn the watcher off for network shares and container mounts, which do not report changes.</summary>
    public bool UseWatcher { get; set; } = true;

    /// <summary>A file that nobody holds open is taken when its size and time stood still for this long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "01:00:00")]
    public TimeSpan Quiet { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Larger files are refused, in bytes.</summary>
    [Range(1, 4L * 1024 * 1024 * 1024)]
    public long LargestFile { get; set; } = 256L * 1024 * 1024;

    /// <summary>From this size on, in bytes, a file goes through the lane for large files, so that it delays no small one.</summary>
    [Range(1, 1L * 1024 * 1024 * 1024)]
    public long LargeFile { get; set; } = 4L * 1024 * 1024;

    /// <summary>Small files worked on at the same time.</summary>
    [Range(1, 256)]
    public int SmallLane { get; set; } = 64;

    /// <summary>Large files worked on at the same time.</summary>
    [Range(1, 16)]
    public int LargeLane { get; set; } = 1;

    /// <summary>A replica that has not renewed its lease for this long is taken for dead, and its claims go to the others.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Claiming pauses when this many articles are on their way to the store.</summary>
    [Range(1, 10_000_000)]
    public int PauseAbove { get; set; } = 10_000;

    /// <summary>Claiming goes on when no more than this many articles are on their way.</summary>
    [Range(0, 10_000_000)]
    public int ResumeBelow { get; set; } = 5_000;

    /// <summary>Claiming pauses when the inbox's disk has fewer free bytes.</summary>
    [Range(0, long.MaxValue)]
    public long LeastFreeDisk { get; set; } = 64L * 1024 * 1024;

    /// <summary>
    /// Announce documents again at start whose articles have no final fate. For the standalone host, whose queues die
    /// with its process; a broker keeps its queues.
    /// </summary>
    public bool AnnounceUnfinishedAtStart { get; set; }
}
