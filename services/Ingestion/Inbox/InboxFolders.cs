using Microsoft.Extensions.Options;

namespace NewsPlatform.Ingestion.Inbox;

/// <summary>Makes the four folders at start and refuses settings under which a rename would not be a rename.</summary>
internal sealed class InboxFolders : IValidateOptions<InboxOptions>
{
    public static void Normalize(InboxOptions options)
    {
        options.Inbox = Full(options.Inbox);
        options.Work = Full(options.Work);
        options.Done = Full(options.Done);
        options.Failed = Full(options.Failed);
    }

    public ValidateOptionsResult Validate(string? name, InboxOptions options)
    {
        var folders = new[] { ("Inbox", options.Inbox), ("Work", options.Work), ("Done", options.Done), ("Failed", options.Failed) };
        if (Array.Exists(folders, folder => folder.Item2.Length == 0))
        {
            return ValidateOptionsResult.Skip;
        }

        foreach (var (key, folder) in folders)
        {
            try
            {
                Directory.CreateDirectory(folder);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return ValidateOptionsResult.Fail($"Ingestion:{key} cannot be used: {exception.Message}");
            }

            if (key != "Inbox" && (folder + Path.DirectorySeparatorChar).StartsWith(options.Inbox + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                return ValidateOptionsResult.Fail($"Ingestion:{key} must not lie inside the inbox: its files would be taken for new ones.");
            }

            if (FileFacts.Of(folder)?.Device != FileFacts.Of(options.Inbox)?.Device)
            {
                return ValidateOptionsResult.Fail($"Ingestion:{key} must lie on the inbox's file system: files are claimed and finished by renaming.");
            }
        }

        return ValidateOptionsResult.Success;
    }

    private static string Full(string folder) =>
        folder.Length == 0 ? folder : Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
}
