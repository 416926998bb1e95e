using NewsPlatform.Cli.Reports;
using NewsPlatform.Cli.Running;
using NewsPlatform.Cli.Screens;

namespace NewsPlatform.Cli.Dropping;

/// <summary>What became of each dropped file, and of all together.</summary>
internal static class Results
{
    public static void Show(Screen screen, IReadOnlyList<DropItem> items, Folders folders, bool waited, int mostLines)
    {
        var quiet = items.Count > mostLines;
        foreach (var item in items)
        {
            var name = Bidi.Isolate(Path.GetFileName(item.Source));
            if (item.Failure is { } failure)
            {
                var where = item.Document is null ? "" : $"; it lies in {folders.Failed}";
                screen.Fail($"{name}: failed: {failure}{where}");
            }
            else if (item.Fates is { Quarantined: > 0 } troubled)
            {
                screen.Fail($"{name}: {Sum(troubled)}");
            }
            else if (!quiet)
            {
                ShowFine(screen, item, name, waited);
            }
        }

        if (items.Count > 1)
        {
            screen.Say(Together(items, waited));
        }
    }

    internal static string Sum(FateCounts fates)
    {
        var parts = new List<string> { $"stored {fates.Stored:N0}", $"repeated {fates.Repeated:N0}" };
        Add(parts, "quarantined", fates.Quarantined);
        Add(parts, "rejected", fates.Rejected);
        Add(parts, "in flight", fates.InFlight);
        return $"found {fates.All:N0} = {string.Join(" + ", parts)}";
    }

    private static void ShowFine(Screen screen, DropItem item, string name, bool waited)
    {
        var known = item.KnownAs is { } before ? $" (known already: dropped before as {Bidi.Isolate(before)})" : "";
        if (item.Fates is { } fates)
        {
            screen.Done($"{name}: {Sum(fates)}{known}");
        }
        else if (waited)
        {
            screen.Warn($"{name}: under way{known}");
        }
        else
        {
            screen.Done($"{name}: in the inbox{known}");
        }
    }

    private static string Together(IReadOnlyList<DropItem> items, bool waited)
    {
        var failed = items.Count(item => item.Failure is not null);
        var known = items.Count(item => item.KnownAs is not null);
        var text = $"{items.Count:N0} files";
        text += known > 0 ? $", {known:N0} of them known already" : "";
        text += failed > 0 ? $", {failed:N0} failed" : "";
        if (!waited)
        {
            return text;
        }

        var all = items.Where(item => item.Fates is not null && item.KnownAs is null).Select(item => item.Fates!).ToList();
        return $"{text}: {Sum(new FateCounts
        {
            Stored = all.Sum(fates => fates.Stored),
            Repeated = all.Sum(fates => fates.Repeated),
            Quarantined = all.Sum(fates => fates.Quarantined),
            Rejected = all.Sum(fates => fates.Rejected),
            InFlight = all.Sum(fates => fates.InFlight),
        })}";
    }

    private static void Add(List<string> parts, string fate, long count)
    {
        if (count > 0)
        {
            parts.Add($"{fate} {count:N0}");
        }
    }
}
