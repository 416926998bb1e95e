using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Storage.Search;

/// <summary>
/// Makes the terms of stored articles, behind the storing: soon after it for what this replica stored, and in a sweep for what
/// a replica that ended left, what overflowed, and what was indexed under older rules.
/// </summary>
/// <remarks>
/// An article has some two hundred terms, each a key of its own in the index: measured, that costs twenty times what storing
/// the article costs (210 against 4,400 a second on the embedded engine; MongoDB's text index 307). So it never stands in the
/// way of the flow, and it leaves the store half of the time to others. Until then an article is in every list and reads
/// whole; only its words do not find it yet.
/// </remarks>
internal sealed partial class Indexing(MongoDatabase database, TimeProvider time, ILogger<Indexing> logger) : BackgroundService
{
    private const int AtOnce = 64;
    private const int MostRemembered = 50_000;
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // Those that do not fit are found by the sweep.
    private readonly Channel<string> stored = Channel.CreateBounded<string>(new BoundedChannelOptions(MostRemembered) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>These articles were just stored here.</summary>
    public void Add(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            stored.Writer.TryWrite(id);
        }
    }

    /// <summary>Brings everything up to date.</summary>
    /// <returns>How many articles were.</returns>
    public async Task<long> SweepAsync(CancellationToken cancellationToken)
    {
        var done = 0L;
        int step;
        do
        {
            step = await IndexAsync(new JsonObject { ["$or"] = new JsonArray(Profile("$lt"), Profile("$gt")) }, cancellationToken);
            done += step;
        }
        while (step > 0);
        return done;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var swept = 0L;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var ids = new List<string>(AtOnce);
                while (ids.Count < AtOnce && stored.Reader.TryRead(out var id))
                {
                    ids.Add(id);
                }

                if (ids.Count > 0)
                {
                    await IndexAsync(
                        new JsonObject { ["_id"] = new JsonObject { ["$in"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) }, [StoredDocument.Profile] = SearchEntry.Pending },
                        stoppingToken);
                }
                else if (swept == 0 || time.GetElapsedTime(swept) > BetweenSweeps)
                {
                    if (await SweepAsync(stoppingToken) is > 0 and var done)
                    {
                        LogSwept(done);
                    }

                    swept = time.GetTimestamp();
                }
                else
                {
                    using var sweep = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                    sweep.CancelAfter(BetweenSweeps);
                    await WaitAsync(sweep.Token);
                }
            }
            catch (StoreException)
            {
                // What was taken off the list is found by the sweep.
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await stored.Reader.WaitToReadAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Time for a sweep, or to stop: the caller knows.
        }
    }

    private async Task<int> IndexAsync(JsonObject filter, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.GetTimestamp();
        var articles = new List<StoredDocument>(AtOnce);
        await foreach (var article in database.FindAsync<StoredDocument>(ArticleStore.Articles, filter, new FindOptions { Limit = AtOnce }, cancellationToken))
        {
            articles.Add(article);
        }

        // Only where nothing else has changed it meanwhile: whoever did that makes the terms anew.
        var updates = articles.Select(article => new UpdateOne(
            new JsonObject { ["_id"] = article.Id, ["version"] = article.Version },
            new JsonObject
            {
                ["$set"] = new JsonObject { ["search"] = MongoJson.Node(SearchEntry.Of(article.Article, article.Verdict, article.Enrichment, article.IngestedAt)) },
            }));
        await database.UpdateAsync(ArticleStore.Articles, [.. updates], cancellationToken);

        // As long again for everybody else.
        await Task.Delay(Stopwatch.GetElapsedTime(clock), time, cancellationToken);
        return articles.Count;
    }

    private static JsonObject Profile(string comparison) => new() { [StoredDocument.Profile] = new JsonObject { [comparison] = SearchStem.Version } };

    [LoggerMessage(Level = LogLevel.Information, Message = "{Articles} articles were indexed in a sweep")]
    private partial void LogSwept(long articles);
}
