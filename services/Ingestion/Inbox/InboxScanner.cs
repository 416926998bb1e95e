using System.IO.Enumeration;

namespace NewsPlatform.Ingestion.Inbox;

/// <summary>
/// Lists the inbox lazily, so that a million files cost no memory. Links to folders are never followed: a link to a
/// parent would be a loop.
/// </summary>
internal sealed class InboxScanner(InboxOptions options, ReadyTest ready)
{
    private static readonly EnumerationOptions Listing = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true };

    /// <summary>Every name in the inbox that is not temporary, in the order the file system gives them.</summary>
    public IEnumerable<string> Names() => Names(options.Inbox);

    /// <summary>The same of a folder in the inbox.</summary>
    public IEnumerable<string> Names(string folder) =>
        new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), Listing)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && !ready.IsTemporary(entry.FileName),
            ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                (entry.Attributes & FileAttributes.ReparsePoint) == 0 && !ready.IsTemporary(entry.FileName),
        };

    /// <summary>True unless the name, or that of a folder on the way to it, is temporary.</summary>
    public bool IsWanted(string path)
    {
        foreach (var part in Path.GetRelativePath(options.Inbox, path).Split(Path.DirectorySeparatorChar))
        {
            if (ready.IsTemporary(part))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when the path may be claimed now. Folders are not, nor are links to them, whoever told of their names.</summary>
    public bool MayClaim(string path, out FileFacts facts)
    {
        if (FileFacts.Of(path) is not { } found || found.Kind == FileKind.Folder || (found.Kind == FileKind.Link && Directory.Exists(path)))
        {
            facts = default;
            return false;
        }

        facts = found;

        // What is no file will never become one: it is claimed at once, to be refused with its reason.
        return found.Kind != FileKind.Regular || ready.IsReady(path, found);
    }
}
