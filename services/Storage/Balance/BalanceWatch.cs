using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Balance;

/// <summary>
/// Looks at the last day's balance every minute; a difference is a metric and a line in the log. Keeps the sheet by source at hand,
/// which is dear where there are many documents.
/// </summary>
internal sealed partial class BalanceWatch(BalanceSheet sheet, RecentSheets recent, StorageMetrics metrics, TimeProvider time, ILogger<BalanceWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var lines = await sheet.ReadAsync(BalanceCut.Total, time.GetUtcNow() - TimeSpan.FromDays(1), to: null, documentId: null, stoppingToken);
                var difference = lines is [var total] ? total.Difference : 0;
                metrics.BalanceDifference = difference;
                if (difference != 0)
                {
                    LogDifference(difference);
                }

                await recent.ReadAsync(BalanceCut.Source, from: null, to: null, stoppingToken);
            }
            catch (StoreException)
            {
                // Whoever waits for the store says so; the figure keeps its last value.
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The balance of the last day differs by {Difference} articles: found is not stored + repeated + quarantined + rejected + in flight")]
    private partial void LogDifference(long difference);
}
