using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Ingestion.Inbox;
using NewsPlatform.Mongo;

namespace NewsPlatform.Ingestion.Feeds;

/// <summary>
/// Looks at the configured feeds and puts what changed into the inbox, under the feed's name: from there on a feed is a
/// file like any other, with a claim, a receipt and a place in the balance.
/// </summary>
internal sealed partial class FeedPoller(
    IOptions<FeedOptions> options, FeedFetcher fetcher, FeedLog log, InboxDoor door, TimeProvider time, ILogger<FeedPoller> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    // When this replica asks the log next. Another replica may have looked meanwhile: the log knows, this is a hint.
    private readonly ConcurrentDictionary<string, DateTimeOffset> due = new(StringComparer.Ordinal);

    // Each feed for itself: one that is slow holds none of the others.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(options.Value.Addresses.Select(feed => FollowAsync(feed.Key, feed.Value, stoppingToken)));

    private async Task FollowAsync(string name, Uri address, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        do
        {
            await LookAsync(name, address, cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task LookAsync(string name, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetUtcNow();
            if (due.TryGetValue(name, out var next) && next > now)
            {
                return;
            }

            if (await log.TakeAsync(name, now, now + (2 * options.Value.Timeout), cancellationToken) is { } state)
            {
                var seen = await LookAsync(name, address, state, cancellationToken);
                await log.WriteAsync(seen, cancellationToken);
                due[name] = seen.NextAt;
            }
            else
            {
                due[name] = now + TimeSpan.FromSeconds(5);
            }
        }
        catch (Exception exception) when (exception is StoreException or IOException or UnauthorizedAccessException)
        {
            // Store or disk: the feed stays due and is looked at again.
            LogPutOff(exception, name);
        }
    }

    private async Task<FeedState> LookAsync(string name, Uri address, FeedState state, CancellationToken cancellationToken)
    {
        FeedAnswer answer;
        try
        {
            answer = await fetcher.FetchAsync(address, state, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            answer = new FeedAnswer(null, null, null, null, failure is OperationCanceledException ? "no answer in time" : failure.Message);
        }

        if (answer.Failure is { } reason)
        {
            var failed = state with { Failures = state.Failures + 1, LastFailure = reason, NextAt = Due(state.Failures + 1, answer.Wait) };
            LogFailed(name, reason, failed.NextAt);
            return failed;
        }

        var sha256 = answer.Body is null ? state.Sha256 : DocumentIds.OfBytes(answer.Body);
        if (answer.Body is not null && sha256 != state.Sha256)
        {
            door.Put(name, sha256 + ".xml", answer.Body);
            LogChanged(name, answer.Body.Length);
        }

        return new FeedState { Name = name, ETag = answer.ETag, LastModified = answer.LastModified, Sha256 = sha256, NextAt = Due(0, answer.Wait) };
    }

    private DateTimeOffset Due(int failures, TimeSpan? wait) => FeedSchedule.Next(options.Value, time.GetUtcNow(), failures, wait);

    [LoggerMessage(Level = LogLevel.Information, Message = "Feed {Name} changed: {Bytes} bytes put into the inbox")]
    private partial void LogChanged(string name, int bytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feed {Name} failed: {Reason}; it is asked again at {NextAt}")]
    private partial void LogFailed(string name, string reason, DateTimeOffset nextAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feed {Name} is put off")]
    private partial void LogPutOff(Exception exception, string name);
}
