using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Documents;

namespace NewsPlatform.Ingestion.Receipts;

/// <summary>Brings receipts up to date with the ledger, and closes documents whose articles all have their fate.</summary>
internal sealed partial class Settlement
{
    private readonly Ledger ledger;
    private readonly FinishedFiles finished;
    private readonly IngestionMetrics metrics;
    private readonly TimeProvider time;
    private readonly ILogger<Settlement> logger;
    private readonly Coalescer<string> documents;

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
        // whoever wrote a receipt that is not complete looks once more.
        while (open.Count > 0)
        {
            var unfinished = await SettleOnceAsync(open, CancellationToken.None);
            open = unfinished.Count == 0 ? [] : await ledger.CompleteAmongAsync(unfinished, CancellationToken.None);
        }
    }

    private async Task<List<string>> SettleOnceAsync(List<string> documentIds, CancellationToken cancellationToken)
    {
        var articles = await ledger.ArticlesAsync(documentIds, cancellationToken);
        var entries = await ledger.FindAsync(documentIds, cancellationToken);
        var done = entries
            .Where(entry => entry.State == DocumentState.Announced && articles[entry.Id].TrueForAll(article => article.Fate != Fate.InFlight))
            .Select(entry => entry.Id)
            .ToHashSet(StringComparer.Ordinal);
        var now = time.GetUtcNow();
        if (done.Count > 0)
        {
            await ledger.MarkCompleteAsync(done, now, cancellationToken);
        }

        var unfinished = new List<string>();
        foreach (var found in entries)
        {
            var entry = done.Contains(found.Id) ? found with { State = DocumentState.Complete, CompletedAt = now } : found;
            if (entry.Path is not { } path)
            {
                // The file is still on its way to the done folder; its mover settles after the move.
                continue;
            }

            var receipt = Receipt.Of(entry, articles[entry.Id], entry.Id);
            await finished.WriteReceiptAsync(path, receipt, cancellationToken);
            if (done.Contains(entry.Id))
            {
                metrics.DocumentComplete();
                LogComplete(entry.Name, entry.Found, string.Join(" + ", receipt.Fates.Select(fate => $"{fate.Value} {fate.Key}")));
            }
            else if (entry.State != DocumentState.Complete)
            {
                unfinished.Add(entry.Id);
            }
        }

        return unfinished;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} complete: {Found} articles found = {Fates}")]
    private partial void LogComplete(string name, int found, string fates);
}
