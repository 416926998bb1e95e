using NewsPlatform.Deduplication.Deciding;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;

namespace NewsPlatform.Deduplication;

/// <summary>
/// Where nothing arrives, nothing would be read of what other replicas found last; so it is read now and then without a
/// reason, and what has to be told again is told.
/// </summary>
internal sealed partial class Sweep(Window window, Corrections corrections, TimeProvider time, ILogger<Sweep> logger) : BackgroundService
{
    // As long as a reader of two verdicts that overtook each other may see the older one. One query each time.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var announcement = await window.SweepAsync(stoppingToken);
                await corrections.TellAsync(announcement.Corrections, stoppingToken);
                await window.AnnouncedAsync(announcement, stoppingToken);
            }
            catch (Exception exception) when (exception is StoreUnavailableException or NotPublishedException)
            {
                // It passes, and the next turn finds the same.
                LogPutOff(exception.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The sweep is put off: {Reason}")]
    private partial void LogPutOff(string reason);
}
