using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Ingestion.Inbox;

namespace NewsPlatform.Ingestion.Receipts;

/// <summary>Brings receipts up to date with the ledger, and closes documents whose articles all have their fate.</summary>
internal sealed partial class Settlement
{
    private static readonly TimeSpan BetweenLarge = TimeSpan.FromSeconds(5);

    private readonly Ledger ledger;
    private readonly FinishedFiles finished;
    private readonly IngestionMetrics metrics;
    private readonly TimeProvider time;
    private readonly ILogger<Settlement> logger;
    private readonly Coalescer<string> documents;

    // When the receipts of large documents in flight were last written.
    private readonly Dictionary<string, long> large = new(StringComparer.Ordinal);

    public Settlement(Ledger ledger, FinishedFiles finished, IngestionMetrics metrics, TimeProvider time, ILogger<Settlement> logger)
    {
        this.ledger = ledger;
        this.finished = finished;
        this.metrics = metrics;
        this.time = time;
        this.logger = logger;

        // One run at a time: two that tell of one document at once would write its receipt in any order.
        documents = new Coalescer<string>(SettleAsync);
    }

    public Task SettleAsync(IEnumerable<string> documentIds, CancellationToken cancellationToken) =>
        documents.AddAsync(documentIds).WaitAsync(cancellationToken);

    private async Task SettleAsync(IReadOnlyList<string> documentIds)
    {
        var open = documentIds.Distinct(StringComparer.Ordinal).ToList();

        // A replica that read the ledger before another one wrote the last fate may write its receipt after it. So
        // whoever wrote a receipt with articles in flight looks once more.
        while (open.Count > 0)
        {
            var unfinished = await SettleOnceAsync(open, CancellationToken.None);
            open = unfinished.Count == 0 ? [] : await ledger.FinalAmongAsync(unfinished, CancellationToken.None);
        }
    }

    private async Task<List<string>> SettleOnceAsync(List<string> documentIds, CancellationToken cancellationToken)
    {
        // A document without a path is on its way to the done folder; its mover settles after the move.
        var entries = (await ledger.FindAsync(documentIds, cancellationToken)).FindAll(entry => entry.Path is not null);
        entries = await DueAsync(entries, cancellationToken);
        var articles = await ledger.ArticlesAsync([.. entries.Select(entry => entry.Id)], cancellationToken);
        var now = time.GetUtcNow();
        var unfinished = new List<string>();
        var complete = new List<Receipt>();
        DiskFullException? full = null;
        foreach (var entry in entries)
        {
            var final = articles[entry.Id].TrueForAll(article => article.Fate != Fate.InFlight);
            var first = final && entry.State == DocumentState.Announced;
            var receipt = Receipt.Of(first ? entry with { State = DocumentState.Complete, CompletedAt = now } : entry, articles[entry.Id], entry.Id);
            try
            {
                await finished.WriteReceiptAsync(entry.Path!, receipt, cancellationToken);
            }
            catch (DiskFullException exception)
            {
                full = exception;
                continue;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // This receipt alone cannot be written, and nobody else shall wait for it. The ledger keeps the document
                // open, so the next start tries again.
                LogNotWritten(exception, entry.Name);
                continue;
            }

            if (first)
            {
                complete.Add(receipt);
            }
            else if (!final)
            {
                unfinished.Add(entry.Id);
            }
        }

        // After the receipts: what the ledger calls complete has a receipt that says so, whatever the disk does.
        if (complete.Count > 0)
        {
            await ledger.MarkCompleteAsync([.. complete.Select(receipt => receipt.Sha256!)], now, cancellationToken);
        }

        foreach (var receipt in complete)
        {
            large.Remove(receipt.Sha256!);
            metrics.DocumentComplete();
            LogComplete(receipt.File, receipt.Found, string.Join(" + ", receipt.Fates.Select(fate => $"{fate.Value} {fate.Key}")));
        }

        return full is null ? unfinished : throw full;
    }

    // The receipt of a large document is written now and then while fates come in, and when all have: reading a hundred
    // thousand lines for every sixteen fates would take longer than the articles themselves.
    private async Task<List<LedgerEntry>> DueAsync(List<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        var written = entries
            .Where(entry => entry.Found > Receipt.Listed && large.TryGetValue(entry.Id, out var at) && time.GetElapsedTime(at) < BetweenLarge)
            .Select(entry => entry.Id)
            .ToList();
        foreach (var entry in entries.Where(entry => entry.Found > Receipt.Listed && !written.Contains(entry.Id)))
        {
            large[entry.Id] = time.GetTimestamp();
        }

        if (written.Count == 0)
        {
            return entries;
        }

        var final = await ledger.FinalAmongAsync(written, cancellationToken);
        return entries.FindAll(entry => !written.Contains(entry.Id) || final.Contains(entry.Id));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The receipt of {Name} cannot be written")]
    private partial void LogNotWritten(Exception exception, string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} complete: {Found} articles found = {Fates}")]
    private partial void LogComplete(string name, int found, string fates);
}
