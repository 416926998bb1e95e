using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using NewsPlatform.Benchmarks.Dedup;
using NewsPlatform.Contracts;
using NewsPlatform.Deduplication.Evaluation;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Search;
using NewsPlatform.TestSupport;
using NewsPlatform.Text;
using Spectre.Console;

namespace NewsPlatform.Benchmarks.Search;

/// <summary>
/// First pages of the search over stored articles on the embedded engine, beside MongoDB's text index (language "none")
/// over the same stems in the same store.
/// </summary>
internal static class SearchBenchmark
{
    private const int Batch = 500;
    private const int Page = 20;
    private const int Questions = 60;
    private const double Demand = 50;
    private const string TextIndexed = "textIndexed";

    public static Command Command()
    {
        var articles = new Option<int>("--articles") { Description = "How many to store", DefaultValueFactory = _ => 100_000 };
        var command = new Command("search", "First page of the search, beside MongoDB's text index") { articles };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(articles), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int count, TextWriter output, CancellationToken cancellationToken)
    {
        var vocabulary = Vocabulary.Read(SharedFolder.Find());
        await output.WriteLineAsync($"Text made of {vocabulary.Origin}, {vocabulary.Count} words. Wall clock, milliseconds.");
        await using var engine = await EmbeddedMongo.StartAsync();
        await using var database = MongoDatabase.Connect(new MongoOptions { ConnectionString = engine.ConnectionString, Database = "bench" });
        var store = new ArticleStore(database);
        await store.PrepareAsync(cancellationToken);
        await database.EnsureCollectionAsync(
            new CollectionDefinition
            {
                Name = TextIndexed,
                Indexes = [new IndexDefinition { Name = "text", Keys = new JsonObject { ["stems"] = "text" }, Options = new JsonObject { ["default_language"] = "none" } }],
            },
            cancellationToken);

        var news = new SyntheticNews(vocabulary, seed: 5);
        var random = new Random(7);
        var samples = new List<string[]>();
        double ours = 0, theirs = 0;
        for (var done = 0; done < count; done += Batch)
        {
            var documents = new List<StoredDocument>(Batch);
            for (var i = 0; i < Batch; i++)
            {
                var article = news.Article(news.Next().Words);
                documents.Add(Document($"{done + i:x32}", article.Headline ?? "", article.Body, article.Source, DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(done + i)));
            }

            samples.Add(NormalizationProfile.Normalize(documents[random.Next(Batch)].Article.Text).Split(' '));
            var clock = Stopwatch.GetTimestamp();
            await store.StoreAsync(documents, cancellationToken);
            ours += Stopwatch.GetElapsedTime(clock).TotalSeconds;
            clock = Stopwatch.GetTimestamp();
            await database.InsertAsync(
                TextIndexed,
                documents.ConvertAll(document => new JsonObject
                {
                    ["_id"] = document.Id,
                    ["at"] = MongoJson.Node(document.Search.At),
                    ["stems"] = string.Join(' ', SearchTerms.Stems(document.Article.Text)),
                }),
                cancellationToken);
            theirs += Stopwatch.GetElapsedTime(clock).TotalSeconds;
            if ((done + Batch) % 20_000 == 0)
            {
                await Console.Error.WriteLineAsync($"{done + Batch:N0} articles stored");
            }
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"stored {count:N0}: whole articles with terms {count / ours:N0}/s; the stems alone under a text index {count / theirs:N0}/s"));

        var search = new ArticleSearch(database);
        var table = new Table().AddColumns("first page of 20", "p50", "p95", "worst", "text index p50", "p95", "worst");
        var worst = 0.0;
        foreach (var (name, ask) in Kinds(samples, random))
        {
            var questions = Enumerable.Range(0, Questions).Select(_ => ask()).ToList();
            var times = new List<double>();
            var text = new List<double>();
            foreach (var question in questions)
            {
                var clock = Stopwatch.GetTimestamp();
                await search.PageAsync(question, Page, cursor: null, cancellationToken);
                times.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
                if (question.HasWords)
                {
                    clock = Stopwatch.GetTimestamp();
                    await TextIndexAsync(database, question, cancellationToken);
                    text.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
                }
            }

            times.Sort();
            text.Sort();
            worst = Math.Max(worst, times[Questions * 95 / 100]);
            table.AddRow(name, At(times, 50), At(times, 95), At(times, 100), At(text, 50), At(text, 95), At(text, 100));
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No }).Write(table);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"FIGURE search: first page at {count:N0} articles, p95 of the slowest kind: {worst:0.0} ms (demand <= {Demand:0}, {(worst <= Demand ? "met" : "MISSED")})"));
        return 0;
    }

    private static IEnumerable<(string Name, Func<SearchQuery> Ask)> Kinds(List<string[]> samples, Random random)
    {
        yield return ("one word", () => SearchQuery.Parse(Words(1)));
        yield return ("two words of one article", () => SearchQuery.Parse(Words(2)));
        yield return ("three words of one article", () => SearchQuery.Parse(Words(3)));
        yield return ("two words, the newest first", () => SearchQuery.Parse(Words(2)) with { Sort = SortOrder.Newest });
        yield return ("one word of one source", () => SearchQuery.Parse(Words(1)) with { Filters = [SearchTerms.Filter(Fields.Source, $"outlet {random.Next(40)}")] });
        yield return ("a phrase of two words", () =>
        {
            var words = samples[random.Next(samples.Count)];
            var at = random.Next(Math.Max(1, words.Length - 2));
            return SearchQuery.Parse($"\"{string.Join(' ', words.Skip(at).Take(2))}\"");
        });
        yield return ("one source", () => new SearchQuery { Filters = [SearchTerms.Filter(Fields.Source, $"outlet {random.Next(40)}")] });
        yield return ("no question", () => new SearchQuery());

        string Words(int count)
        {
            var words = samples[random.Next(samples.Count)];
            return string.Join(' ', Enumerable.Range(0, count).Select(_ => words[random.Next(words.Length)]));
        }
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

    private static StoredDocument Document(string id, string headline, string text, string source, DateTimeOffset at)
    {
        var article = new Article { ArticleId = id, DocumentId = id, Position = 0, Source = source, Kind = ArticleKind.Full, Headline = headline, Text = text };
        var verdict = new Verdict { Kind = VerdictKind.New, Rule = "nothing-like-it", RuleVersion = "1", Score = 0 };
        var notes = new Contracts.Enrichment { Language = "ar", LanguageConfidence = 1, NormalizedText = "", Enrichers = [] };
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
            Search = SearchEntry.Of(article, verdict, notes, at),
        };
    }

    private static string At(List<double> times, int percent) =>
        times.Count == 0 ? "" : times[Math.Min(times.Count - 1, times.Count * percent / 100)].ToString("0.0", CultureInfo.InvariantCulture);
}
