using System.Globalization;
using NewsPlatform.Ingestion.Inbox;

namespace NewsPlatform.Ingestion.Receipts;

/// <summary>
/// Moves files to where they stay, and writes the receipts beside them. Nothing that was dropped is ever deleted or
/// overwritten: a name that is taken gets a number.
/// </summary>
internal sealed class FinishedFiles(InboxOptions options, TimeProvider time)
{
    private const string ReceiptEnding = ".receipt.json";

    /// <summary>
    /// A free name for the file in the done folder, relative to it. The ledger learns it before the file moves: a process
    /// that dies in between leaves a claim, never a file that nobody knows.
    /// </summary>
    public string NameInDone(ClaimedFile file)
    {
        var day = time.GetUtcNow().ToString("yyyy/MM/dd", CultureInfo.InvariantCulture);
        return Path.GetRelativePath(options.Done, FreeName(Path.Combine(options.Done, day, file.Name)));
    }

    public string NameInFailed(ClaimedFile file) => Path.GetRelativePath(options.Failed, FreeName(Path.Combine(options.Failed, file.Name)));

    /// <returns>False when the name was taken in between.</returns>
    public bool TryMoveToDone(ClaimedFile file, string name) => TryMove(file, Path.Combine(options.Done, name));

    /// <returns>False when the name was taken in between.</returns>
    public bool TryMoveToFailed(ClaimedFile file, string name) => TryMove(file, Path.Combine(options.Failed, name));

    public bool IsInDone(string path) => File.Exists(Path.Combine(options.Done, path));

    public Task<byte[]> ReadDoneAsync(string path, CancellationToken cancellationToken) =>
        File.ReadAllBytesAsync(Path.Combine(options.Done, path), cancellationToken);

    public Task WriteReceiptAsync(string path, Receipt receipt, CancellationToken cancellationToken) =>
        WriteAsync(Path.Combine(options.Done, path) + ReceiptEnding, receipt, cancellationToken);

    public Task WriteFailureAsync(string path, Receipt receipt, CancellationToken cancellationToken) =>
        WriteAsync(Path.Combine(options.Failed, path) + ReceiptEnding, receipt, cancellationToken);

    private static async Task WriteAsync(string path, Receipt receipt, CancellationToken cancellationToken)
    {
        // A reader never sees half a receipt: it is written beside and renamed over the older one.
        // A hidden name: a process that dies here leaves a draft that nobody takes for a finished file.
        var draft = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
        await File.WriteAllTextAsync(draft, receipt.ToJson(), cancellationToken);
        File.Move(draft, path, overwrite: true);
    }

    private static string FreeName(string wanted)
    {
        for (var number = 1; ; number++)
        {
            var target = number == 1 ? wanted : Numbered(wanted, number);
            if (!Exists(target) && !Exists(target + ReceiptEnding))
            {
                return target;
            }
        }
    }

    private bool TryMove(ClaimedFile file, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            File.Move(file.Path, target, overwrite: false);
        }
        catch (IOException) when (Exists(target))
        {
            return false;
        }

        if (options.DoneMarker is { Length: > 0 } marker && Exists(file.Path + marker))
        {
            File.Move(file.Path + marker, target + marker, overwrite: false);
        }

        WorkFolder.RemoveEmpty(file.Folder);
        return true;
    }

    private static bool Exists(string path) => FileFacts.Of(path) is not null;

    private static string Numbered(string path, int number) =>
        Path.Combine(
            Path.GetDirectoryName(path)!,
            string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)}-{number}{Path.GetExtension(path)}"));
}
