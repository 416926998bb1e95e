using NewsPlatform.Ingestion.Inbox;
using NewsPlatform.Ingestion.Receipts;

namespace NewsPlatform.Ingestion.Documents;

/// <summary>
/// At start, looks after documents that the last run left unfinished, and announces those again whose articles have no final fate. The standalone host needs it: its queues died
/// with its process. The ids are the same, so what was stored already stays as it is.
/// </summary>
internal sealed partial class Reannouncement(
    Ledger ledger,
    FinishedFiles finished,
    Settlement settlement,
    DocumentIntake intake,
    InboxOptions options,
    TimeProvider time,
    ILogger<Reannouncement> logger)
{
    // At a time, the oldest first: more than are ever stuck.
    private const int Stragglers = 2000;

    /// <summary>The documents that the last run left unfinished.</summary>
    public async Task<IReadOnlyList<string>> UnfinishedAsync(CancellationToken cancellationToken)
    {
        var unfinished = new List<string>();
        await foreach (var entry in ledger.UnfinishedAsync(cancellationToken))
        {
            unfinished.Add(entry.Id);
        }

        return unfinished;
    }

    /// <summary>
    /// Closes documents whose articles all have their fate and whose replica died before it could: no message will ever
    /// tell of them again.
    /// </summary>
    public async Task SettleStragglersAsync(CancellationToken cancellationToken)
    {
        var old = await ledger.AnnouncedBeforeAsync(time.GetUtcNow() - (2 * options.Lease), Stragglers, cancellationToken);
        if (old.Count > 0 && await ledger.FinalAmongAsync(old, cancellationToken) is { Count: > 0 } final)
        {
            await settlement.SettleAsync(final, cancellationToken);
        }
    }

    /// <summary>
    /// Brings their receipts up to date, and announces again what needs it. Runs after the claims that died with the last
    /// run have been taken back: a document in the ledger has its file either in a claim or in the done folder.
    /// </summary>
    public async Task RunAsync(IReadOnlyList<string> unfinished, CancellationToken cancellationToken)
    {
        foreach (var documentId in unfinished)
        {
            await settlement.SettleAsync([documentId], cancellationToken);
            if (!options.AnnounceUnfinishedAtStart
                || await ledger.FindAsync(documentId, cancellationToken) is not { State: DocumentState.Announced, Path: { } path } entry)
            {
                continue;
            }

            if (!finished.IsInDone(path))
            {
                LogMissing(entry.Name, path);
                continue;
            }

            LogAgain(entry.Name, entry.Id);
            await intake.AnnounceAgainAsync(entry, await finished.ReadDoneAsync(path, cancellationToken), cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} is announced again: its last run ended early, document {DocumentId}")]
    private partial void LogAgain(string name, string documentId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Name} cannot be announced again: {Path} is not in the done folder. Drop the file again")]
    private partial void LogMissing(string name, string path);
}
