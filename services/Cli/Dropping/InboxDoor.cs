using System.Globalization;
using System.Security.Cryptography;
using NewsPlatform.Cli.Processes;

namespace NewsPlatform.Cli.Dropping;

/// <summary>
/// Brings files into the inbox whole: copied under a name that the inbox leaves alone, then renamed. The hash is taken
/// while copying, so the file is read once, whatever its size, and a pipe works too.
/// </summary>
internal sealed class InboxDoor(string inbox, TimeProvider time)
{
    private const string DraftStart = ".news-";
    private readonly int pid = Environment.ProcessId;
    private int drafts;

    /// <summary>A copy that the inbox does not see yet.</summary>
    internal sealed record Draft(DropItem Item, string Path);

    /// <returns>The draft, with the item's id and size filled in; null when the file could not be read, and then the item says why.</returns>
    /// <exception cref="NewsException">The inbox cannot be written to.</exception>
    public async Task<Draft?> CopyAsync(DropItem item, CancellationToken cancellationToken)
    {
        FileStream source;
        try
        {
            source = new FileStream(item.Source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, useAsync: false);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            item.Failure = $"it cannot be read: {unreadable.Message}";
            return null;
        }

        var path = Path.Combine(inbox, string.Create(CultureInfo.InvariantCulture, $"{DraftStart}{pid}-{++drafts}.part"));
        try
        {
            using (source)
            using (var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
            {
                await using (var copy = new FileStream(path, FileMode.Create, FileAccess.Write))
                {
                    var buffer = new byte[1 << 16];
                    int read;
                    while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
                    {
                        hash.AppendData(buffer, 0, read);
                        await copy.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                        item.Bytes += read;
                    }
                }

                item.Id = Convert.ToHexStringLower(hash.GetHashAndReset());
            }

            // The copy keeps the file's date. It also shows the inbox at once that the file arrived by a rename.
            File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(item.Source));
            return new(item, path);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            File.Delete(path);
            throw new NewsException($"{item.Source} could not be copied into {inbox}: {full.Message}");
        }
        catch (OperationCanceledException)
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Shows the copy to the inbox, under a number behind its name when the name is taken.</summary>
    public void Open(Draft draft)
    {
        var wanted = draft.Item.Name;
        for (var number = 2; ; number++)
        {
            var target = Path.Combine(inbox, draft.Item.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            draft.Item.DroppedAt = time.GetUtcNow();
            try
            {
                File.Move(draft.Path, target, overwrite: false);
                return;
            }
            catch (IOException) when (Path.Exists(target))
            {
                draft.Item.Name = Path.Combine(
                    Path.GetDirectoryName(wanted)!,
                    string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(wanted)}-{number}{Path.GetExtension(wanted)}"));
            }
        }
    }

    public static void Discard(Draft draft) => File.Delete(draft.Path);

    /// <summary>Removes the copies of a command that was killed while it copied; the person's own files are elsewhere.</summary>
    public void RemoveLeftovers()
    {
        foreach (var left in Directory.EnumerateFiles(inbox, DraftStart + "*.part"))
        {
            var parts = Path.GetFileName(left)[DraftStart.Length..].Split('-');
            if (int.TryParse(parts[0], CultureInfo.InvariantCulture, out var owner) && owner != pid && ProcessIdentity.Of(owner) is null)
            {
                File.Delete(left);
            }
        }
    }
}
