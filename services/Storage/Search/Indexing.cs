using System.Text.Json.Nodes;
using System.Threading.Channels;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Search.Segments;

namespace NewsPlatform.Storage.Search;

/// <summary>
/// Puts stored articles into the index, behind the storing: soon after it for what this replica stored, and in a sweep for
/// what a replica that ended left, what overflowed, and what was indexed under older rules.
/// </summary>
/// <remarks>
/// <para>A segment is written first, then its articles are claimed for it, then it comes alive. An article that several
/// replicas took up belongs to the one whose claim came first; in the others' segments it is dead from the start. A replica
/// that dies between leaves a segment half made: any other finishes it, or deletes it where its blocks are not complete.</para>
/// <para>A segment takes a few writes however many articles it holds, so some time is waited for more of them.</para>
/// </remarks>
internal sealed partial class Indexing(MongoDatabase database, SegmentStore segments, TimeProvider time, ILogger<Indexing> logger) : BackgroundService
{
    private const int AtOnce = 2_000;

    // Whole articles wait here: some 80 MB. Those that do not fit are found by the sweep.
    private const int MostWaiting = 8_000;

    // A long article has tens of thousands of keys.
    private const int MostKeys = 2_000_000;

    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // Longer than a living replica takes.
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(1);

    private readonly Channel<(string Id, StoredDocument? Document)> waiting = Channel.CreateBounded<(string, StoredDocument?)>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>These articles were just stored here.</summary>
    /// <param name="documents">As they were given to the store.</param>
    /// <param name="result">What it said. Only of an article that was not there before is all known here; of any other the
    /// store alone knows the entry that it has, which dies by the new one.</param>
    public void Add(IReadOnlyList<StoredDocument> documents, WriteResult result)
    {
        var fresh = result.UpsertedIndexes.ToHashSet();
        var refused = result.Refused.Select(write => write.Index).ToHashSet();
        for (var i = 0; i < documents.Count; i++)
        {
            if (!refused.Contains(i))
            {
                waiting.Writer.TryWrite((documents[i].Id, fresh.Contains(i) ? documents[i] : null));
            }
        }
    }

    /// <summary>What is known about these articles has just changed.</summary>
    public void AddChanged(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            waiting.Writer.TryWrite((id, null));
        }
    }

    /// <summary>Brings everything up to date.</summary>
    /// <param name="age">Leaves alone what was stored less long ago: another replica has it in hand.</param>
    /// <returns>How many articles were.</returns>
    public async Task<long> SweepAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        foreach (var half in await segments.InAsync(SegmentState.Written, age < Abandoned ? age : Abandoned, cancellationToken))
        {
            await FinishAsync(half, cancellationToken);
        }

        var done = 0L;
        int step;
        do
        {
            var filter = new JsonObject { [StoredDocument.Profile] = new JsonObject { ["$nin"] = new JsonArray(SearchStem.Version, SearchEntry.Leaving) } };
            if (age > TimeSpan.Zero)
            {
                filter["storedAt"] = new JsonObject { ["$lt"] = MongoJson.Node(time.GetUtcNow() - age) };
            }

            step = await IndexAsync(await ReadAsync(filter, AtOnce, cancellationToken), cancellationToken);
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
                if (swept == 0 || time.GetElapsedTime(swept) > BetweenSweeps)
                {
                    if (await SweepAsync(swept == 0 ? TimeSpan.Zero : BetweenSweeps, stoppingToken) is > 0 and var done)
                    {
                        LogSwept(done);
                    }

                    swept = time.GetTimestamp();
                }

                if (await AnyAsync(stoppingToken))
                {
                    await Task.Delay(Gathering, time, stoppingToken);
                    await IndexWaitingAsync(stoppingToken);
                }
            }
            catch (Exception passing) when (passing is StoreException or SegmentGoneException)
            {
                // What was taken off the list is found by the sweep.
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task IndexWaitingAsync(CancellationToken cancellationToken)
    {
        var taken = new Dictionary<string, StoredDocument?>(StringComparer.Ordinal);
        while (taken.Count < AtOnce && waiting.Reader.TryRead(out var next))
        {
            // Of an article that changed since it was stored only the store knows all.
            taken[next.Id] = taken.ContainsKey(next.Id) ? null : next.Document;
        }

        var changed = taken.Where(pair => pair.Value is null).Select(pair => JsonValue.Create(pair.Key)).ToArray();
        var documents = taken.Values.OfType<StoredDocument>().ToList();
        if (changed.Length > 0)
        {
            documents.AddRange(await ReadAsync(
                new JsonObject
                {
                    ["_id"] = new JsonObject { ["$in"] = new JsonArray([.. changed]) },
                    [StoredDocument.Profile] = new JsonObject { ["$nin"] = new JsonArray(SearchStem.Version, SearchEntry.Leaving) },
                },
                changed.Length,
                cancellationToken));
        }

        await IndexAsync(documents, cancellationToken);
    }

    private async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        using var sweep = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        sweep.CancelAfter(BetweenSweeps);
        try
        {
            return await waiting.Reader.WaitToReadAsync(sweep.Token);
        }
        catch (OperationCanceledException)
        {
            // Time for a sweep, or to stop: the caller knows.
            return false;
        }
    }

    private async Task<List<StoredDocument>> ReadAsync(JsonObject filter, int limit, CancellationToken cancellationToken)
    {
        var articles = new List<StoredDocument>();
        await foreach (var article in database.FindAsync<StoredDocument>(ArticleStore.Articles, filter, new FindOptions { Limit = limit }, cancellationToken))
        {
            articles.Add(article);
        }

        return articles;
    }

    private async Task<int> IndexAsync(List<StoredDocument> documents, CancellationToken cancellationToken)
    {
        var batch = new List<IndexedArticle>(documents.Count);
        var keys = 0;
        foreach (var document in documents)
        {
            var article = IndexedArticle.Of(document);
            batch.Add(article);
            keys += article.Terms.Length + article.Words.Length;
            if (keys > MostKeys)
            {
                await WriteAsync(batch, cancellationToken);
                batch.Clear();
                keys = 0;
            }
        }

        if (batch.Count > 0)
        {
            await WriteAsync(batch, cancellationToken);
        }

        return documents.Count;
    }

    private async Task WriteAsync(List<IndexedArticle> articles, CancellationToken cancellationToken)
    {
        var id = await segments.OpenAsync(cancellationToken);
        var (segment, blocks) = FreshSegment.Of(id, articles, time);
        await segments.WriteAsync(blocks, cancellationToken);
        if (await segments.SetAsync(segment, SegmentState.Writing, cancellationToken))
        {
            await FinishAsync(segment, cancellationToken);
        }
    }

    // From here on any replica can go on.
    private async Task FinishAsync(SegmentDocument segment, CancellationToken cancellationToken)
    {
        var found = (await segments.BlocksAsync([BlockDocument.Entries(segment.Id), BlockDocument.Befores(segment.Id)], cancellationToken))
            .ToDictionary(block => block.Id, block => block.Data, StringComparer.Ordinal);
        if (found.Count < 2)
        {
            return;
        }

        var entries = SegmentEntries.Read(found[BlockDocument.Entries(segment.Id)]);
        var befores = Befores.Read(found[BlockDocument.Befores(segment.Id)]);
        var ids = Enumerable.Range(0, entries.Count).Select(entries.Id).ToList();
        var origins = await ClaimAsync(segment.Id, ids, befores, cancellationToken);
        var won = origins.ConvertAll(origin => origin == segment.Id);

        // Written before the segment is alive, so that no article is found twice. Also where a later entry was faster: it
        // took the place of this one, and only this one knows which it took.
        await segments.MarkAsync(
            ids.Select((article, place) => (article, before: befores[place].Before, origin: origins[place])).Where(one => one.before is not null && one.before != one.origin).Select(one => (one.article, one.before!.Value)),
            cancellationToken);
        var dead = new ulong[Postings.Words(ids.Count)];
        for (var place = 0; place < ids.Count; place++)
        {
            dead[place >> 6] |= won[place] ? 0 : 1UL << place;
        }

        var lost = won.Count(one => !one);
        if (lost == ids.Count)
        {
            await segments.DropAsync(segment, cancellationToken);
            return;
        }

        if (lost > 0)
        {
            await segments.WriteAsync([new() { Id = BlockDocument.Dead(segment.Id, lost), Data = Segment.Write(dead) }], cancellationToken);
        }

        await segments.SetAsync(segment with { State = SegmentState.Live, Dead = lost }, SegmentState.Written, cancellationToken);
    }

    /// <returns>For each article the segment whose entry counts; none where the article is gone, or has no entry.</returns>
    private async Task<List<long?>> ClaimAsync(
        long segment, List<string> ids, List<(long Change, long? Before)> befores, CancellationToken cancellationToken)
    {
        var these = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]);

        // Only as long as it is what was read: whatever changes an article changes this number.
        var claim = new JsonObject
        {
            ["_id"] = new JsonObject { ["$in"] = these },
            [StoredDocument.Profile] = new JsonObject { ["$nin"] = new JsonArray(SearchStem.Version, SearchEntry.Leaving) },
            [StoredDocument.Change] = new JsonObject { ["$in"] = new JsonArray([.. befores.Select(before => before.Change).Distinct().Select(change => JsonValue.Create(change))]) },
        };
        var claimed = await database.UpdateManyAsync(
            ArticleStore.Articles,
            claim,
            new JsonObject { ["$set"] = new JsonObject { [StoredDocument.Profile] = SearchStem.Version, [StoredDocument.Origin] = segment } },
            cancellationToken);
        if (claimed == ids.Count)
        {
            return [.. ids.Select(_ => (long?)segment)];
        }

        var origins = new Dictionary<string, long?>(StringComparer.Ordinal);
        await foreach (var article in database.FindAsync<JsonObject>(
            ArticleStore.Articles,
            new JsonObject { ["_id"] = new JsonObject { ["$in"] = these.DeepClone() } },
            new FindOptions { Projection = new JsonObject { [StoredDocument.Origin] = 1 }, BatchSize = FreshSegment.MostArticles },
            cancellationToken))
        {
            origins[article["_id"]!.GetValue<string>()] = article["search"]?["origin"]?.GetValue<long>();
        }

        return [.. ids.Select(id => origins.GetValueOrDefault(id))];
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Articles} articles were indexed in a sweep")]
    private partial void LogSwept(long articles);
}
