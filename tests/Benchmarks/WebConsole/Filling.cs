using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NewsPlatform.Benchmarks.Dedup;
using NewsPlatform.Contracts;
using NewsPlatform.Deduplication.Deciding;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Deduplication.Log;
using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Access;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Quarantine;
using NewsPlatform.Storage.Replay;
using NewsPlatform.Storage.Search;
using NewsPlatform.Storage.Search.Segments;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Benchmarks.WebConsole;

/// <summary>
/// Fills a store with everything the pages show, through the services' own stores and without the way of the messages: a month of
/// documents with their articles, repeats and fates, the index, and what people did with them.
/// </summary>
internal sealed class Filling
{
    /// <summary>Who measures: an admin with saved searches.</summary>
    public const string Name = "admin", Password = "twelve letters or more";

    private const int Batch = 500, Merged = 10_000;
    private const int MostInDocument = 20, DumpEvery = 20_000, Dump = 2_000;
    private const int Names = 60, SearchesEach = 8, Keys = 20;
    private const int Runs = 40, RunsWithResults = 3, Results = 300;
    private const double ArticlesPerDeed = 5, ArticlesPerLabel = 100;
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly string[] Deeds = ["session.begin", "session.end", "search.save", "quarantine.retry", "quarantine.discard", "article.overrule", "ingestion.pause", "ingestion.resume", "files.drop", "replay.start"];

    private readonly MongoDatabase database;
    private readonly DateTimeOffset now;
    private readonly HandClock clock;
    private readonly Vocabulary vocabulary;
    private readonly Random random = new(23);
    private readonly SegmentStore segments;
    private readonly ArticleStore articles;
    private readonly Ledger ledger;
    private readonly QuarantineStore quarantine;
    private readonly ReplayStore replays;
    private readonly Labels labels;
    private readonly AuditLog audit;
    private readonly Accounts accounts;
    private readonly SavedSearches searches;
    private readonly ApiKeys keys;

    // Some of what was stored, for what people did with it.
    private readonly List<StoredDocument> some = [];
    private readonly List<(string Id, string Kept, string Kind)> repeats = [];

    public Filling(MongoDatabase database, Vocabulary vocabulary, DateTimeOffset now)
    {
        (this.database, this.vocabulary, this.now, clock) = (database, vocabulary, now, new HandClock(now));
        segments = new SegmentStore(database, TimeProvider.System);
        articles = new ArticleStore(database, segments);
        ledger = new Ledger(database, clock);
        quarantine = new QuarantineStore(database, clock);
        replays = new ReplayStore(database, clock);
        labels = new Labels(database);
        audit = new AuditLog(database, clock);
        accounts = new Accounts(database, clock);
        searches = new SavedSearches(database, clock);
        keys = new ApiKeys(database, Options.Create(new AccessOptions()), clock);
    }

    /// <param name="there">So many articles an earlier run has stored.</param>
    /// <param name="count">So many are wanted.</param>
    /// <param name="output">Told how long it took, and the balance.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">What was filled does not balance.</exception>
    public async Task RunAsync(int there, int count, TextWriter output, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await PrepareAsync(cancellationToken);
        await ArticlesAsync(there, count, cancellationToken);
        await LabelsAsync((int)((count - there) / ArticlesPerLabel), cancellationToken);
        await DeedsAsync((int)((count - there) / ArticlesPerDeed), cancellationToken);
        if (there == 0)
        {
            await ReplaysAsync(cancellationToken);
            await PeopleAsync(cancellationToken);
        }

        var balance = await Balance.ReadAsync(database, cancellationToken);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Filled in {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s: {balance}"));
        if (!balance.Holds)
        {
            throw new InvalidOperationException("What was filled does not balance.");
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await articles.PrepareAsync(cancellationToken);
        await segments.PrepareAsync(cancellationToken);
        await ledger.PrepareAsync(cancellationToken);
        await quarantine.PrepareAsync(cancellationToken);
        await replays.PrepareAsync(cancellationToken);
        await audit.PrepareAsync(cancellationToken);
        await accounts.PrepareAsync(cancellationToken);
        await searches.PrepareAsync(cancellationToken);
        await keys.PrepareAsync(cancellationToken);
    }

    private async Task ArticlesAsync(int there, int count, CancellationToken cancellationToken)
    {
        var documents = new Documents(vocabulary, seed: 21 + there);
        using var reader = new SegmentReader(segments);
        using var indexing = new Indexing(database, segments, TimeProvider.System, NullLogger<Indexing>.Instance);
        using var merging = new Merging(segments, reader, TimeProvider.System, NullLogger<Merging>.Instance);
        var (stored, indexed, dumps) = (there, there, there / DumpEvery);
        var waiting = new List<MadeDocument>();
        while (stored < count)
        {
            // Evenly over the month, the last one just now.
            var claimed = now - Month + (Month * ((double)(stored - there) / (count - there)));
            if (random.NextDouble() < Documents.FailedShare)
            {
                waiting.Add(documents.Failed(claimed));
                continue;
            }

            var dump = stored / DumpEvery > dumps;
            dumps += dump ? 1 : 0;
            waiting.Add(documents.Next(claimed, dump ? Dump : random.Next(1, MostInDocument), count - stored));
            stored += waiting[^1].Stored.Count;
            if (waiting.Sum(made => made.Stored.Count) >= Batch || stored == count)
            {
                await StoreAsync(waiting, cancellationToken);
                waiting.Clear();
            }

            if (stored - indexed >= Merged || stored == count)
            {
                await indexing.SweepAsync(TimeSpan.Zero, cancellationToken);
                await merging.MergeAsync(cancellationToken);
                indexed = stored;
                await Console.Error.WriteLineAsync($"{stored:N0} articles");
            }
        }
    }

    private async Task StoreAsync(List<MadeDocument> made, CancellationToken cancellationToken)
    {
        List<StoredDocument> fresh = [.. made.SelectMany(document => document.Stored)];
        List<RepeatDocument> copies = [.. made.SelectMany(document => document.Repeats)];
        await Task.WhenAll(made.Select(document => ledger.OpenAsync(document.Entry, document.Fates, cancellationToken)));
        await articles.StoreAsync(fresh, cancellationToken);
        await articles.StoreAsync(copies, cancellationToken);
        foreach (var document in made)
        {
            foreach (var (article, service, reason, discarded) in document.SetAside)
            {
                await SetAsideAsync(document.Entry.ClaimedAt, article, service, reason, discarded, cancellationToken);
            }
        }

        some.AddRange(fresh.Where(_ => some.Count < Results || random.Next(Batch) == 0));
        repeats.AddRange(copies.Select(copy => (copy.Id, copy.Verdict.KeptArticleId!, copy.Verdict.Kind)));
    }

    private async Task SetAsideAsync(DateTimeOffset claimed, Article article, string service, string reason, bool discarded, CancellationToken cancellationToken)
    {
        clock.Now = claimed.AddSeconds(5);
        var message = new ParkedMessage
        {
            Queue = $"{service}-articles-{(service == "storage" ? "enriched" : service == "enrichment" ? "accepted" : "ingested")}",
            Body = JsonSerializer.SerializeToUtf8Bytes(new { messageId = article.ArticleId, message = new { articles = new[] { new { article } } } }, JsonSerializerOptions.Web),
            Reason = reason,
            ExceptionType = "System.InvalidOperationException",
            StackTrace = string.Concat(Enumerable.Range(0, 30).Select(line => $"   at NewsPlatform.{service}.Somewhere.Something(Object given) in /src/{service}/Somewhere.cs:line {line}\n")),
            Replica = "host/1",
            FaultWasTold = true,
        };
        var entry = await quarantine.KeepAsync(message, cancellationToken);
        if (discarded)
        {
            clock.Now = claimed.AddHours(1);
            await quarantine.MoveAsync(entry.Id, QuarantineState.Waiting, QuarantineState.Discarded, Name, "of no use", cancellationToken);
        }
    }

    // Under newer rules each of them would have another category and other keywords.
    private async Task ReplaysAsync(CancellationToken cancellationToken)
    {
        for (var number = 0; number < Runs; number++)
        {
            clock.Now = now - (Month * ((double)(Runs - number) / Runs));
            var run = new ReplayRun
            {
                Id = Guid.CreateVersion7(clock.Now).ToString("N"),
                Stage = "enrichment",
                Query = SearchQuery.Parse(null) with { Sort = SortOrder.Newest },
                Limit = Results,
                State = ReplayState.Running,
                By = Name,
                CreatedAt = clock.Now,
                Sent = Results,
            };
            await replays.CreateAsync(run, cancellationToken);
            if (number >= Runs - RunsWithResults)
            {
                var again = some.Take(Results).Select(one => new EnrichedArticle
                {
                    Article = one.Article,
                    IngestedAt = one.IngestedAt,
                    Verdict = one.Verdict,
                    Enrichment = one.Enrichment with { Category = new() { Name = "other", Confidence = 0.5, Words = [] }, Keywords = [] },
                    Journey = one.Journey,
                    Replay = run.Id,
                });
                await EnrichmentReplay.KeepAsync(replays, [.. again], cancellationToken);
            }

            await replays.FinishAsync(run.Id, cancellationToken);
        }
    }

    private async Task LabelsAsync(int count, CancellationToken cancellationToken)
    {
        for (var number = 0; number < count; number++)
        {
            var (id, kept, kind) = repeats[random.Next(repeats.Count)];
            var word = new Overruling(id, kept, random.NextDouble() < 0.9, now - (Month * random.NextDouble()), Person(), "as I read it");
            var standing = new Standing { ArticleId = id, Kind = Enum.Parse<RepeatKind>(kind, ignoreCase: true), Rule = "nearly-the-same", Score = 0.95, KeptArticleId = kept };
            await labels.KeepAsync(word, standing, cancellationToken);
        }
    }

    private async Task DeedsAsync(int count, CancellationToken cancellationToken)
    {
        foreach (var numbers in Enumerable.Range(0, count).Chunk(Batch))
        {
            // As AuditLog writes them, many at once.
            var entries = numbers.Select(number => now - (Month * ((double)(count - number) / count))).Select(at => new AuditEntry
            {
                Id = Guid.CreateVersion7(at).ToString("N"),
                At = at,
                Who = Person(),
                What = Deeds[random.Next(Deeds.Length)],
                Details = $"from 10.1.0.{random.Next(256)}",
            });
            await database.InsertAsync("audit", [.. entries], cancellationToken);
        }
    }

    private async Task PeopleAsync(CancellationToken cancellationToken)
    {
        clock.Now = now;

        // One password: hashing each would take a fifth of a second.
        var password = PasswordHash.Of(Password);
        var people = Enumerable.Range(0, Names).Select(number => new Account { Name = NameOf(number), Role = (ApiRole)(number % 3), Password = password, CreatedAt = now - Month, CreatedBy = Name, LastSignInAt = now })
            .Append(new Account { Name = Name, Role = ApiRole.Admin, Password = password, CreatedAt = now - Month, CreatedBy = Name });
        await database.InsertAsync("accounts", [.. people], cancellationToken);
        foreach (var owner in Enumerable.Range(0, Names).Select(NameOf).Append(Name))
        {
            for (var number = 0; number < SearchesEach; number++)
            {
                await searches.SaveAsync(owner, $"search {number}", $"source=outlet {number}&category=politics", cancellationToken);
            }
        }

        for (var number = 0; number < Keys; number++)
        {
            await keys.CreateAsync($"program {number}", ApiRole.Viewer, Name, cancellationToken);
        }
    }

    private string Person() => NameOf((int)(Names * Math.Pow(random.NextDouble(), 2)));

    private static string NameOf(int number) => $"person-{number}";
}
