using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using NewsPlatform.Benchmarks.Dedup;
using NewsPlatform.Contracts;
using NewsPlatform.LabelledData;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Search;
using NewsPlatform.Storage.Search.Segments;
using NewsPlatform.TestSupport;
using NewsPlatform.Text;
using Spectre.Console;

namespace NewsPlatform.Benchmarks.Search;

/// <summary>
/// First pages of the search over stored articles on the embedded engine, beside MongoDB's text index (language "none")
/// over the stems of the first of them in the same store; what indexing costs; how soon an article is found.
/// </summary>
internal static class SearchBenchmark
{
    private const int Batch = 500;
    private const int Page = 20;
    private const int Questions = 40;
    private const int Samples = 400;

    // The text index takes ten times as long.
    private const int TextEvery = 4;
    private const double Demand = 50;
    private const string TextIndexed = "textIndexed";
    private static readonly string[] Categories = ["politics", "economy", "sport", "culture", "science", "health"];
    private static readonly string[] Agencies = ["AFP", "REUTERS", "DPA", "SPA", "ANA"];
    private static readonly TimeProvider Time = TimeProvider.System;

    public static Command Command()
    {
        var articles = new Option<int>("--articles") { Description = "How many to store", DefaultValueFactory = _ => 100_000 };
        var reference = new Option<int>("--reference") { Description = "How many of them stand under MongoDB's text index", DefaultValueFactory = _ => 10_000 };
        var data = new Option<string?>("--data") { Description = "A folder that keeps the store: a second run goes on where the first was ended" };
        var command = new Command("search", "First page of the search, beside MongoDB's text index") { articles, reference, data };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(articles), parsed.GetValue(reference), parsed.GetValue(data), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int count, int reference, string? data, TextWriter output, CancellationToken cancellationToken)
    {
        var vocabulary = Vocabulary.Read(SharedFolder.Find());
        await output.WriteLineAsync($"Text made of {vocabulary.Origin}, {vocabulary.Count} words. Wall clock, milliseconds.");
        if (data is not null)
        {
            Directory.CreateDirectory(data);
        }

        await using var engine = await EmbeddedMongo.StartAsync(data);
        await using var database = MongoDatabase.Connect(new MongoOptions { ConnectionString = engine.ConnectionString, Database = "bench" });
        var segments = new SegmentStore(database, Time);
        var store = new ArticleStore(database, segments);
        await store.PrepareAsync(cancellationToken);
        await segments.PrepareAsync(cancellationToken);
        await database.EnsureCollectionAsync(
            new CollectionDefinition
            {
                Name = TextIndexed,
                Indexes = [new IndexDefinition { Name = "text", Keys = new JsonObject { ["stems"] = "text" }, Options = new JsonObject { ["default_language"] = "none" } }],
            },
            cancellationToken);

        using var reader = new SegmentReader(segments);
        await FillAsync(database, store, segments, reader, vocabulary, count, reference, output, cancellationToken);
        count = (int)await database.CountAsync(ArticleStore.Articles, new JsonObject(), cancellationToken);
        var search = new ArticleSearch(database, reader);
        var samples = await SamplesAsync(database, cancellationToken);

        // Other questions first: the compiler is done, and the caches hold what those of a service hold.
        foreach (var kind in Kinds(samples, new Random(3)).Where(kind => !kind.Cold))
        {
            for (var i = 0; i < Questions; i++)
            {
                await search.PageAsync(kind.Ask(), Page, cursor: null, cancellationToken);
                await search.FacetsAsync(kind.Ask(), cancellationToken);
            }
        }

        var random = new Random(7);
        var table = new Table().AddColumns("first page of 20", "p50", "p95", "worst", "processor", $"text index over {reference:N0}: p50", "p95", "processor");
        double pages = 0, faceted = 0;
        foreach (var kind in Kinds(samples, random))
        {
            var questions = new List<(SearchQuery Query, string? Cursor)>();
            for (var i = 0; i < Questions; i++)
            {
                var question = kind.Ask();
                questions.Add((question, kind.SecondPage ? (await search.PageAsync(question, Page, cursor: null, cancellationToken)).Next : null));
            }

            var (times, processor) = await MeasureAsync(questions, async question =>
            {
                if (kind.Cold)
                {
                    reader.Forget();
                }

                await search.PageAsync(question.Query, Page, question.Cursor, cancellationToken);
                if (kind.Facets)
                {
                    await search.FacetsAsync(question.Query, cancellationToken);
                }
            });
            var (text, textProcessor) = await MeasureAsync(
                kind.TextIndex && reference > 0 ? questions.Where((_, index) => index % TextEvery == 0) : [], question => TextIndexAsync(database, question.Query, cancellationToken));
            if (!kind.Cold)
            {
                ref var worst = ref kind.Facets ? ref faceted : ref pages;
                worst = Math.Max(worst, times[times.Count * 95 / 100]);
            }

            table.AddRow(kind.Name, At(times, 50), At(times, 95), At(times, 100), processor, At(text, 50), At(text, 95), textProcessor);
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No }).Write(table);
        foreach (var (what, worst) in new[] { ("first page", pages), ("first page with all facets counted", faceted) })
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"FIGURE search: {what} at {count:N0} articles, p95 of the slowest kind: {worst:0.0} ms (demand <= {Demand:0}, {(worst <= Demand ? "met" : "MISSED")})"));
        }

        await FreshAsync(database, store, segments, search, new SyntheticNews(vocabulary, seed: 6), output, cancellationToken);
        return 0;
    }

    // On a busy machine the wall clock tells of the neighbours: what both processes, this one and the engine, computed for a
    // question is what it would take on two quiet cores.
    private static async Task<(List<double> Times, string Processor)> MeasureAsync<T>(IEnumerable<T> questions, Func<T, Task> ask)
    {
        var times = new List<double>();
        var before = Processor();
        foreach (var question in questions)
        {
            var clock = Stopwatch.GetTimestamp();
            await ask(question);
            times.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        }

        times.Sort();
        return (times, times.Count == 0 ? "" : ((Processor() - before) / times.Count).ToString("0.0", CultureInfo.InvariantCulture));
    }

    /// <summary>Milliseconds that this process and its child, the engine, have computed.</summary>
    private static double Processor()
    {
        // proc(5): the parent is the fourth field, user and system time the 14th and 15th, in hundredths of a second.
        const int parent = 1, user = 11, system = 12, tick = 10;
        var own = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(folder[^1])))
        {
            try
            {
                var fields = File.ReadAllText(Path.Combine(folder, "stat")).Split(") ")[^1].Split(' ');
                ticks += fields[parent] == own || folder.EndsWith("/" + own, StringComparison.Ordinal) ? long.Parse(fields[user], CultureInfo.InvariantCulture) + long.Parse(fields[system], CultureInfo.InvariantCulture) : 0;
            }
            catch (IOException)
            {
                // It has just ended.
            }
        }

        return ticks * tick;
    }

    private static async Task FillAsync(
        MongoDatabase database, ArticleStore store, SegmentStore segments, SegmentReader reader, Vocabulary vocabulary, int count, int reference, TextWriter output, CancellationToken cancellationToken)
    {
        using var indexing = new Indexing(database, segments, Time, NullLogger<Indexing>.Instance);
        using var merging = new Merging(segments, reader, Time, NullLogger<Merging>.Instance);
        var there = (int)await database.CountAsync(ArticleStore.Articles, new JsonObject(), cancellationToken);
        var news = new SyntheticNews(vocabulary, seed: 5 + there);
        double storing = 0, indexed = 0, merged = 0, text = 0;
        for (var done = there; done < count; done += Batch)
        {
            var documents = new List<StoredDocument>(Batch);
            for (var i = 0; i < Batch; i++)
            {
                var article = news.Article(news.Next().Words);
                documents.Add(Document(done + i, article.Headline ?? "", article.Body, article.Source));
            }

            storing += await SecondsAsync(() => store.StoreAsync(documents, cancellationToken));
            if (done < reference)
            {
                text += await SecondsAsync(() => database.InsertAsync(
                    TextIndexed, documents.ConvertAll(document => new JsonObject { ["_id"] = document.Id, ["stems"] = string.Join(' ', SearchTerms.Stems(document.Article.Text)) }), cancellationToken));
            }

            if ((done + Batch) % 10_000 == 0 || done + Batch >= count)
            {
                indexed += await SecondsAsync(() => indexing.SweepAsync(TimeSpan.Zero, cancellationToken));
                merged += await SecondsAsync(() => merging.MergeAsync(cancellationToken));
                await Console.Error.WriteLineAsync(Rates(done + Batch - there));
            }
        }

        if (there < count)
        {
            await output.WriteLineAsync(Rates(count - there));
        }

        var live = await segments.LiveAsync(cancellationToken);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"index: {live.Sum(segment => segment.Articles):N0} articles in {live.Count} segments, {live.Sum(segment => segment.Bytes) / 1e6:N1} MB, {(double)live.Sum(segment => segment.Bytes) / live.Sum(segment => segment.Articles):N0} bytes an article"));

        string Rates(int added) => string.Create(
            CultureInfo.InvariantCulture,
            $"{added:N0} articles: stored {added / storing:N0}/s; indexed {added / (indexed + merged):N0}/s (read and written {added / indexed:N0}/s, merged {added / merged:N0}/s); under the text index {Math.Max(0, Math.Min(reference - there, added)) / Math.Max(text, 1e-9):N0}/s");
    }

    // As the service does it: articles handed over by the storing, found by a word of their own.
    private static async Task FreshAsync(
        MongoDatabase database, ArticleStore store, SegmentStore segments, ArticleSearch search, SyntheticNews news, TextWriter output, CancellationToken cancellationToken)
    {
        const int bundles = 20;
        const int many = 4_000;
        using var indexing = new Indexing(database, segments, Time, NullLogger<Indexing>.Instance);
        await indexing.StartAsync(cancellationToken);
        var delays = new List<double>();
        var run = Time.GetUtcNow().ToUnixTimeMilliseconds();

        // Others than those of an earlier run on the same folder: what is there already would be changed, not new.
        var number = (int.MaxValue / 2) + ((int)(run / 1000 % 200_000) * 5_000);
        for (var bundle = 0; bundle < bundles; bundle++)
        {
            var word = $"fresh{run}x{bundle}";
            var documents = Enumerable.Range(0, 16).Select(i => Document(number++, word, $"{word} {news.Article(news.Next().Words).Body}", $"{run}")).ToList();
            indexing.Add(documents, await store.StoreAsync(documents, cancellationToken));
            delays.Add(1e3 * await SecondsAsync(() => FoundAsync(word)));
        }

        delays.Sort();
        var flood = Enumerable.Range(0, many).Select(i => Document(number++, i == many - 1 ? $"last{run}" : "", news.Article(news.Next().Words).Body, $"{run}")).ToList();
        var stored = new List<(StoredDocument[] Documents, WriteResult Result)>();
        foreach (var documents in flood.Chunk(Batch))
        {
            stored.Add((documents, await store.StoreAsync(documents, cancellationToken)));
        }

        stored.ForEach(batch => indexing.Add(batch.Documents, batch.Result));
        var seconds = await SecondsAsync(() => FoundAsync($"last{run}"));
        await indexing.StopAsync(cancellationToken);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"FIGURE fresh: stored articles are found after p50 {At(delays, 50)}, p95 {At(delays, 95)} ms; {many:N0} at once are indexed at {many / seconds:N0} articles/s"));

        // What was measured with goes again, so that the folder can be measured once more.
        await foreach (var ids in IdsAsync())
        {
            await store.RemoveAsync(ids, cancellationToken);
        }

        async Task<bool> FoundAsync(string word)
        {
            while ((await search.PageAsync(SearchQuery.Parse(word), 1, cursor: null, cancellationToken)).Articles.Count == 0)
            {
                await Task.Delay(5, cancellationToken);
            }

            return true;
        }

        async IAsyncEnumerable<string[]> IdsAsync()
        {
            while (true)
            {
                var ids = new List<string>();
                var options = new FindOptions { Limit = 1_000, Projection = new JsonObject { ["_id"] = 1 } };
                await foreach (var article in database.FindAsync<JsonObject>(ArticleStore.Articles, new JsonObject { ["article.source"] = $"{run}" }, options, cancellationToken))
                {
                    ids.Add(article["_id"]!.GetValue<string>());
                }

                if (ids.Count == 0)
                {
                    yield break;
                }

                yield return [.. ids];
            }
        }
    }

    private static async Task<List<string[]>> SamplesAsync(MongoDatabase database, CancellationToken cancellationToken)
    {
        var samples = new List<string[]>();
        var pipeline = new JsonArray(
            new JsonObject { ["$sample"] = new JsonObject { ["size"] = Samples } },
            new JsonObject { ["$project"] = new JsonObject { ["text"] = "$article.text" } });
        await foreach (var article in database.AggregateAsync<JsonObject>(ArticleStore.Articles, pipeline, cancellationToken))
        {
            samples.Add(NormalizationProfile.Normalize(article["text"]!.GetValue<string>()).Split(' '));
        }

        return samples;
    }

    private static IEnumerable<Kind> Kinds(List<string[]> samples, Random random)
    {
        var common = samples.SelectMany(words => words.Distinct()).GroupBy(word => word).OrderByDescending(word => word.Count()).Take(30).Select(word => word.Key).ToArray();
        yield return new("one word", () => SearchQuery.Parse(Words(1)), TextIndex: true);
        yield return new("two words of one article", () => SearchQuery.Parse(Words(2)), TextIndex: true);
        yield return new("three words of one article", () => SearchQuery.Parse(Words(3)), TextIndex: true);
        yield return new("two of the thirty commonest words", () => SearchQuery.Parse($"{common[random.Next(30)]} {common[random.Next(30)]}"), TextIndex: true);
        yield return new("two words, the newest first", () => SearchQuery.Parse(Words(2)) with { Sort = SortOrder.Newest });
        yield return new("a phrase of two words", () => Phrase(2), TextIndex: true);
        yield return new("a phrase of three words", () => Phrase(3), TextIndex: true);
        yield return new("a word without a common one", () => SearchQuery.Parse($"{Words(1)} -{common[random.Next(30)]}"));
        yield return new("a word of one source, with all facets", () => SearchQuery.Parse(Words(1)) with { Filters = [Source()] }, Facets: true);
        yield return new("a common word, with all facets", () => SearchQuery.Parse(common[random.Next(30)]), Facets: true);
        yield return new("a common word, second page", () => SearchQuery.Parse(common[random.Next(30)]), SecondPage: true);
        yield return new("one source", () => new SearchQuery { Filters = [Source()] });
        yield return new("no question", () => new SearchQuery());
        yield return new("two words, nothing read before", () => SearchQuery.Parse(Words(2)), Cold: true);

        string Source() => SearchTerms.Filter(Fields.Source, $"outlet {random.Next(40)}");

        string Words(int count)
        {
            var words = samples[random.Next(samples.Count)];
            return string.Join(' ', Enumerable.Range(0, count).Select(_ => words[random.Next(words.Length)]));
        }

        SearchQuery Phrase(int count)
        {
            var words = samples[random.Next(samples.Count)];
            var at = random.Next(Math.Max(1, words.Length - count));
            return SearchQuery.Parse($"\"{string.Join(' ', words.Skip(at).Take(count))}\"");
        }
    }

    private sealed record Kind(string Name, Func<SearchQuery> Ask, bool TextIndex = false, bool Facets = false, bool SecondPage = false, bool Cold = false);

    private static async Task<double> SecondsAsync<T>(Func<Task<T>> work)
    {
        var clock = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(clock).TotalSeconds;
    }

    private static async Task TextIndexAsync(MongoDatabase database, SearchQuery question, CancellationToken cancellationToken)
    {
        var filter = new JsonObject { ["$text"] = new JsonObject { ["$search"] = string.Join(' ', question.Stems.Select(stem => $"\"{stem}\"")) } };
        var options = new FindOptions
        {
            Limit = Page,
            Projection = new JsonObject { ["score"] = new JsonObject { ["$meta"] = "textScore" } },
            Sort = new JsonObject { ["score"] = new JsonObject { ["$meta"] = "textScore" } },
        };
        await foreach (var _ in database.FindAsync<JsonObject>(TextIndexed, filter, options, cancellationToken))
        {
        }
    }

    private static StoredDocument Document(int number, string headline, string text, string source)
    {
        var id = $"{number:x32}";
        var at = DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(number);
        var article = new Article { ArticleId = id, DocumentId = id, Position = 0, Source = source, Kind = ArticleKind.Full, Headline = headline, Text = text };
        var verdict = new Verdict { Kind = VerdictKind.New, Rule = "nothing-like-it", RuleVersion = "1", Score = 0 };
        var random = new Random(number);
        var notes = new Contracts.Enrichment
        {
            Language = "ar",
            LanguageConfidence = 1,
            NormalizedText = "",
            Enrichers = [],
            Category = new() { Name = Categories[random.Next(Categories.Length)], Confidence = 1, Words = [] },
            Origin = new() { Agencies = [new() { Agency = Agencies[random.Next(Agencies.Length)], Evidence = "" }] },
            Story = new() { StoryId = $"s{number / 5}", Score = 1 },
            People = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new PersonMentioned { Name = $"person {random.Next(2_000)}", Mentions = [] })],
            Places = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new PlaceMentioned { Name = $"place {random.Next(300)}", Kind = "city", Mentions = [] })],
        };
        return new()
        {
            Id = id,
            Article = article,
            Verdict = verdict,
            Enrichment = notes,
            Journey = Journey.Empty,
            IngestedAt = at,
            StoredAt = at,
            Version = 0,
            Search = SearchEntry.Later(article, notes, at, version: 0),
        };
    }

    private static string At(List<double> times, int percent) =>
        times.Count == 0 ? "" : times[Math.Min(times.Count - 1, times.Count * percent / 100)].ToString("0.0", CultureInfo.InvariantCulture);
}
