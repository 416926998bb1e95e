using System.Globalization;
using System.Text;
using System.Text.Json;
using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Ingestion.Inbox;

namespace NewsPlatform.Ingestion.Receipts;

/// <summary>
/// Moves files to where they stay, and writes the receipts beside them. Nothing that was dropped is ever deleted or
/// overwritten: a name that is taken gets a number.
/// </summary>
/// <remarks>
/// The receipt comes first: it reserves the name, so that of many files of one name that finish at once each gets its own,
/// and nothing ever lies in the done or failed folder without saying why. A receipt is written as a draft in the work
/// folder and renamed, so that nobody reads half of one.
/// </remarks>
internal sealed class FinishedFiles(InboxOptions options, WorkFolder work, DiskSpace disk, TimeProvider time)
{
    private const string ReceiptEnding = ".receipt.json";

    // Bytes of a name at most: file systems take 255, of which a receipt's ending needs 13 and a number some. Arabic
    // letters are two bytes each, so this is not rare.
    private const int LongestName = 230;

    /// <summary>
    /// Writes the receipt to a name of its own in the done folder. The ledger learns the name before the file moves: a
    /// process that dies in between leaves a claim, never a file that nobody knows.
    /// </summary>
    /// <returns>The name, relative to the done folder.</returns>
    /// <exception cref="DiskFullException">Nothing has changed.</exception>
    public Task<string> ReserveInDoneAsync(ClaimedFile file, Receipt receipt, CancellationToken cancellationToken) =>
        ReserveAsync(options.Done, Path.Combine(time.GetUtcNow().ToString("yyyy/MM/dd", CultureInfo.InvariantCulture), file.Name), file, receipt, cancellationToken);

    /// <returns>The name, relative to the failed folder.</returns>
    /// <exception cref="DiskFullException">Nothing has changed.</exception>
    public Task<string> ReserveInFailedAsync(ClaimedFile file, Receipt receipt, CancellationToken cancellationToken) =>
        ReserveAsync(options.Failed, file.Name, file, receipt, cancellationToken);

    /// <returns>False when the name is taken after all, by something that was put there by hand.</returns>
    public bool TryMoveToDone(ClaimedFile file, string name) => TryMove(file, Path.Combine(options.Done, name));

    /// <returns>False when the name is taken after all, by something that was put there by hand.</returns>
    public bool TryMoveToFailed(ClaimedFile file, string name) => TryMove(file, Path.Combine(options.Failed, name));

    /// <summary>Gives back a name in the done folder that is not needed after all.</summary>
    public void GiveBack(string name) => File.Delete(Path.Combine(options.Done, name) + ReceiptEnding);

    public bool IsInDone(string path) => File.Exists(Path.Combine(options.Done, path));

    public Task<byte[]> ReadDoneAsync(string path, CancellationToken cancellationToken) =>
        File.ReadAllBytesAsync(Path.Combine(options.Done, path), cancellationToken);

    /// <summary>The bytes of a document as they were dropped; nothing while they are worked on, or where somebody took them away.</summary>
    public FileStream? Open(LedgerEntry entry)
    {
        var path = entry.State == DocumentState.Failed ? InFailed(entry) : entry.Path is { } name ? Path.Combine(options.Done, name) : null;
        try
        {
            return path is null ? null : File.OpenRead(path);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes a newer receipt over the one that reserved this name.</summary>
    /// <exception cref="DiskFullException">The older receipt stays.</exception>
    public Task WriteReceiptAsync(string path, Receipt receipt, CancellationToken cancellationToken)
    {
        var target = Path.Combine(options.Done, path) + ReceiptEnding;
        return WriteAsync(
            receipt,
            draft =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                Renaming.Move(draft, target);
                return true;
            },
            cancellationToken);
    }

    private async Task<string> ReserveAsync(string folder, string wanted, ClaimedFile file, Receipt receipt, CancellationToken cancellationToken)
    {
        wanted = Shortened(wanted);
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? wanted : Numbered(wanted, number);
            var target = Path.Combine(folder, name);
            if (Exists(target))
            {
                continue;
            }

            if (Exists(target + ReceiptEnding))
            {
                if (file.Again && IsLeftOver(target + ReceiptEnding, receipt))
                {
                    return name;
                }

                continue;
            }

            var reserved = await WriteAsync(
                receipt,
                draft =>
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    return Renaming.TryMoveNew(draft, target + ReceiptEnding);
                },
                cancellationToken);
            if (reserved)
            {
                return name;
            }
        }
    }

    // The ledger does not know the name there; the receipts beside the files do.
    private string? InFailed(LedgerEntry entry)
    {
        var wanted = Path.Combine(options.Failed, Shortened(entry.Name));
        for (var number = 1; ; number++)
        {
            var target = number == 1 ? wanted : Numbered(wanted, number);
            if (!Exists(target) && !Exists(target + ReceiptEnding))
            {
                return null;
            }

            if (ReadReceipt(target + ReceiptEnding)?.Sha256 == entry.Id)
            {
                return target;
            }
        }
    }

    private async Task<bool> WriteAsync(Receipt receipt, Func<string, bool> finish, CancellationToken cancellationToken)
    {
        var draft = work.NewDraft();
        try
        {
            await File.WriteAllTextAsync(draft, receipt.ToJson(), cancellationToken);
            return finish(draft);
        }
        catch (IOException exception) when (disk.Noted(exception))
        {
            throw new DiskFullException($"The receipt of {receipt.File} could not be written: the disk is full.", exception);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    // A process that died between receipt and file left its reservation: the same file, when it comes again, takes it over.
    private static bool IsLeftOver(string path, Receipt receipt) =>
        ReadReceipt(path) is { } left && left == (receipt.File, receipt.Sha256, receipt.State);

    private static (string? File, string? Sha256, string? State)? ReadReceipt(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var receipt = JsonDocument.Parse(stream);
            return (Word("file"), Word("sha256"), Word("state"));

            string? Word(string name) => receipt.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        }
        catch (Exception other) when (other is IOException or JsonException or InvalidOperationException)
        {
            // Gone meanwhile, or no receipt of ours: the name is somebody else's.
            return null;
        }
    }

    private bool TryMove(ClaimedFile file, string target)
    {
        var marker = options.DoneMarker is { Length: > 0 } ending && Exists(file.Path + ending) ? ending : null;
        try
        {
            // The marker first: once the file itself has moved, nobody comes back for anything.
            if (marker is not null)
            {
                Renaming.TryMoveNew(file.Path + marker, target + marker);
            }

            if (!Renaming.TryMoveNew(file.Path, target))
            {
                if (marker is not null && !Exists(file.Path + marker))
                {
                    Renaming.TryMoveNew(target + marker, file.Path + marker);
                }

                return false;
            }
        }
        catch (IOException exception) when (disk.Noted(exception))
        {
            throw new DiskFullException($"{file.Name} could not be moved: the disk is full.", exception);
        }

        WorkFolder.RemoveEmpty(file.Folder);
        return true;
    }

    private static bool Exists(string path) => FileFacts.Of(path) is not null;

    private static string Shortened(string path)
    {
        var name = Path.GetFileName(path);
        if (Encoding.UTF8.GetByteCount(name) <= LongestName)
        {
            return path;
        }

        var ending = Path.GetExtension(name) is { Length: > 0 and < 20 } extension ? extension : "";
        var kept = new StringBuilder();
        var room = LongestName - Encoding.UTF8.GetByteCount(ending);
        foreach (var rune in name.EnumerateRunes())
        {
            if ((room -= rune.Utf8SequenceLength) < 0)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return Path.Combine(Path.GetDirectoryName(path)!, kept + ending);
    }

    private static string Numbered(string path, int number) =>
        Path.Combine(
            Path.GetDirectoryName(path)!,
            string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)}-{number}{Path.GetExtension(path)}"));
}
