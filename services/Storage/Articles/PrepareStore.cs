using NewsPlatform.Mongo;
using NewsPlatform.Storage.Access;
using NewsPlatform.Storage.Quarantine;
using NewsPlatform.Storage.Replay;
using NewsPlatform.Storage.Search.Segments;

namespace NewsPlatform.Storage.Articles;

/// <summary>Makes collections, rules and indexes at start, as soon as the store answers.</summary>
internal sealed partial class PrepareStore(
    ArticleStore store,
    SegmentStore segments,
    ApiKeys keys,
    Accounts accounts,
    Sessions sessions,
    SignInLimits limits,
    SavedSearches searches,
    AuditLog audit,
    QuarantineStore quarantine,
    ReplayStore replays,
    TimeProvider time,
    ILogger<PrepareStore> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await store.PrepareAsync(stoppingToken);
                await segments.PrepareAsync(stoppingToken);
                await keys.PrepareAsync(stoppingToken);
                await accounts.PrepareAsync(stoppingToken);
                await sessions.PrepareAsync(stoppingToken);
                await limits.PrepareAsync(stoppingToken);
                await searches.PrepareAsync(stoppingToken);
                await audit.PrepareAsync(stoppingToken);
                await quarantine.PrepareAsync(stoppingToken);
                await replays.PrepareAsync(stoppingToken);
                return;
            }
            catch (StoreUnavailableException unavailable)
            {
                LogStoreAway(unavailable);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store does not answer yet; it is tried again")]
    private partial void LogStoreAway(Exception exception);
}
