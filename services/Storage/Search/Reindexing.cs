using System.Text.Json.Nodes;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Storage.Search;

/// <summary>Brings the terms of articles that were stored under older rules up to date, at start and in small steps.</summary>
internal sealed partial class Reindexing(MongoDatabase database, TimeProvider time, ILogger<Reindexing> logger) : BackgroundService
{
    private const int AtOnce = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <returns>How many articles were brought up to date.</returns>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var done = 0L;
        while (true)
        {
            var older = new List<StoredDocument>(AtOnce);
            var filter = new JsonObject { ["$or"] = new JsonArray(Profile("$lt"), Profile("$gt")) };
            await foreach (var article in database.FindAsync<StoredDocument>(ArticleStore.Articles, filter, new FindOptions { Limit = AtOnce }, cancellationToken))
            {
                older.Add(article);
            }

            if (older.Count == 0)
            {
                return done;
            }

            // Only where nothing else has changed it meanwhile.
            var updates = older.Select(article => new UpdateOne(
                new JsonObject { ["_id"] = article.Id, ["version"] = article.Version },
                new JsonObject
                {
                    ["$set"] = new JsonObject { ["search"] = MongoJson.Node(SearchEntry.Of(article.Article, article.Verdict, article.Enrichment, article.IngestedAt)) },
                }));
            await database.UpdateAsync(ArticleStore.Articles, [.. updates], cancellationToken);
            done += older.Count;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                if (await RunAsync(stoppingToken) is > 0 and var done)
                {
                    LogDone(done, SearchStem.Version);
                }

                return;
            }
            catch (StoreException)
            {
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private static JsonObject Profile(string comparison) => new() { ["search.profile"] = new JsonObject { [comparison] = SearchStem.Version } };

    [LoggerMessage(Level = LogLevel.Information, Message = "{Articles} articles were indexed again, under the rules {Profile}")]
    private partial void LogDone(long articles, string profile);
}
