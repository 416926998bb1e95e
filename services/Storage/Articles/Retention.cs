using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Articles;

/// <summary>Deletes what is older than its source's days, in small steps so that writers hardly notice. Does nothing unless it is told to.</summary>
internal sealed partial class Retention(MongoDatabase database, ArticleStore store, IOptions<RetentionOptions> options, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    /// <summary>One look at everything.</summary>
    /// <returns>How many articles and repeats were deleted.</returns>
    public async Task<long> SweepAsync(CancellationToken cancellationToken)
    {
        var days = options.Value.Days;
        var deleted = 0L;
        foreach (var (source, age) in days)
        {
            JsonNode of = source == RetentionOptions.Others
                ? new JsonObject { ["$nin"] = new JsonArray([.. days.Keys.Select(name => JsonValue.Create(name))]) }
                : JsonValue.Create(source);
            var filter = new JsonObject
            {
                ["article.source"] = of,
                ["ingestedAt"] = new JsonObject { ["$lt"] = MongoJson.Node(time.GetUtcNow() - TimeSpan.FromDays(age)) },
            };
            deleted += await InStepsAsync(async () =>
            {
                var ids = new List<string>();
                await foreach (var old in database.FindAsync<JsonObject>(ArticleStore.Articles, filter, new FindOptions { Limit = AtOnce, Projection = new JsonObject { ["_id"] = 1 } }, cancellationToken))
                {
                    ids.Add(old["_id"]!.GetValue<string>());
                }

                await store.RemoveAsync(ids, cancellationToken);
                return ids.Count;
            });
            deleted += await InStepsAsync(() => database.DeleteAsync(ArticleStore.Repeats, filter, AtOnce, cancellationToken));
        }

        return deleted;

        async Task<long> InStepsAsync(Func<Task<long>> step)
        {
            var all = 0L;
            long some;
            do
            {
                some = await step();
                all += some;
                await Task.Delay(Breath, time, cancellationToken);
            }
            while (some == AtOnce);
            return all;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Days.Count == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(Between, time);
        do
        {
            try
            {
                if (await SweepAsync(stoppingToken) is > 0 and var deleted)
                {
                    LogDeleted(deleted);
                }
            }
            catch (StoreException)
            {
                // The next look finds what this one left.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Retention: {Deleted} articles and repeats were old enough to go")]
    private partial void LogDeleted(long deleted);
}
