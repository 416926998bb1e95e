using NewsPlatform.Ingestion.Inbox;

namespace NewsPlatform.Ingestion.Door;

/// <summary>How many files lie in each of the four folders.</summary>
/// <param name="Inbox">That wait, without those still on their way.</param>
/// <param name="Work">That are worked on, by any replica.</param>
/// <param name="Done">Without receipts.</param>
/// <param name="Failed">Without receipts.</param>
/// <param name="Complete">False where counting a folder ended at its limit.</param>
/// <param name="CountedAt">When the oldest of the figures was counted.</param>
internal sealed record FileFigures(long Inbox, long Work, long Done, long Failed, bool Complete, DateTimeOffset CountedAt);

/// <summary>
/// Counts files as seldom as it has to: a folder with many takes long, and is then counted again after twenty times as
/// long, so that looking costs a twentieth of a processor at most.
/// </summary>
internal sealed class FileCounts(InboxOptions options, InboxScanner scanner, TimeProvider time)
{
    /// <summary>Counting ends here: a folder with more is counted in seconds, and "more than" says as much.</summary>
    internal const int Most = 200_000;

    private const string Receipt = ".receipt.json";
    private const int Rest = 20;
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1);
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true };

    private readonly Lock guard = new();
    private readonly Count[] counts = [new(), new(), new(), new()];

    public FileFigures Now()
    {
        lock (guard)
        {
            Look(counts[0], scanner.Names);
            Look(counts[1], () => Files(options.Work));
            Look(counts[2], () => Files(options.Done));
            Look(counts[3], () => Files(options.Failed));
            return new(counts[0].Files, counts[1].Files, counts[2].Files, counts[3].Files, Array.TrueForAll(counts, count => count.Files < Most), counts.Min(count => count.At));
        }
    }

    /// <summary>Some names of what waits or is worked on, in the order in which the file system gives them.</summary>
    public IEnumerable<(string Name, FileFacts Facts)> Some(bool work, int most) =>
        (work ? Files(options.Work) : scanner.Names())
            .Select(path => (Path.GetRelativePath(work ? options.Work : options.Inbox, path), FileFacts.Of(path)))
            .Where(file => file.Item2 is not null)
            .Take(most)
            .Select(file => (file.Item1, file.Item2!.Value));

    private void Look(Count count, Func<IEnumerable<string>> names)
    {
        var now = time.GetUtcNow();
        if (now < count.Next)
        {
            return;
        }

        var started = time.GetTimestamp();
        count.Files = names().Take(Most).LongCount();
        count.At = now;
        var took = time.GetElapsedTime(started);
        count.Next = now + (took * Rest > Soonest ? took * Rest : Soonest);
    }

    // Leases, drafts and a person's pause begin with a dot.
    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", Everything).Where(path => !Path.GetFileName(path).StartsWith('.') && !path.EndsWith(Receipt, StringComparison.Ordinal));

    private sealed class Count
    {
        public long Files { get; set; }

        public DateTimeOffset At { get; set; }

        public DateTimeOffset Next { get; set; }
    }
}
