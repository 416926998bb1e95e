using System.Diagnostics;

namespace NewsPlatform.Cli.Running;

/// <summary>Chooses the four folders of Ingestion. They lie on one file system, since files are claimed and finished by renaming.</summary>
internal static class FolderChoice
{
    /// <param name="places">The repository, whose <c>inbox</c>, <c>done</c> and <c>failed</c> are the default.</param>
    /// <param name="inbox">The folder that the person named, if any.</param>
    public static Folders For(Places places, string? inbox)
    {
        var chosen = inbox is null ? Path.Combine(places.Root, "inbox") : Path.TrimEndingDirectorySeparator(Path.GetFullPath(inbox));
        Directory.CreateDirectory(chosen);
        if (inbox is null || Device(chosen) == Device(places.News))
        {
            return new(chosen, Path.Combine(places.News, "work"), Path.Combine(places.Root, "done"), Path.Combine(places.Root, "failed"));
        }

        // Another disk: the others stand beside the inbox there.
        return new(chosen, chosen + ".work", chosen + ".done", chosen + ".failed");
    }

    public static void Make(Folders folders)
    {
        foreach (var folder in new[] { folders.Inbox, folders.Work, folders.Done, folders.Failed })
        {
            try
            {
                Directory.CreateDirectory(folder);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                throw new NewsException($"The folder {folder} cannot be made: {refused.Message}");
            }
        }
    }

    // .NET tells a file's device nowhere.
    private static string Device(string folder)
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%d", folder]) { RedirectStandardOutput = true })!;
        return stat.StandardOutput.ReadToEnd().Trim();
    }
}
