using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NewsPlatform.Benchmarks.Dedup;
using NewsPlatform.LabelledData;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;
using Spectre.Console;

namespace NewsPlatform.Benchmarks.WebConsole;

/// <summary>How long the server takes for each page of the console over a store of so many articles.</summary>
internal sealed class ConsoleBenchmark
{
    private const double Demand = 200;
    private const string Database = "bench";

    // How far down the lists the later pages lie, in pages of the API's largest size.
    private const int DeepPages = 20;

    public static Command Command()
    {
        var articles = new Option<int>("--articles") { Description = "How many to store", DefaultValueFactory = _ => 100_000 };
        var tries = new Option<int>("--tries") { Description = "How often each page is asked for; 0 only fills", DefaultValueFactory = _ => 15 };

        // Until the compiler has seen each page often enough most of the time is its own.
        var warmUp = new Option<int>("--warm-up") { Description = "How often each page is asked for before", DefaultValueFactory = _ => 30 };
        var data = new Option<string?>("--data") { Description = "A folder that keeps the store: a second run goes on where the first was ended" };
        var command = new Command("console", "Server time of each page of the console") { articles, tries, warmUp, data };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(articles), parsed.GetValue(tries), parsed.GetValue(warmUp), parsed.GetValue(data), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int count, int tries, int warmUp, string? data, TextWriter output, CancellationToken cancellationToken)
    {
        var vocabulary = Vocabulary.Read(SharedFolder.Find());
        await output.WriteLineAsync($"Text made of {vocabulary.Origin}. Load before: {await LoadAsync(cancellationToken)}.");
        if (data is not null)
        {
            Directory.CreateDirectory(data);
        }

        await using var engine = await EmbeddedMongo.StartAsync(data);
        await using var database = MongoDatabase.Connect(new MongoOptions { ConnectionString = engine.ConnectionString, Database = Database });
        var there = (int)await database.CountAsync("articles", new JsonObject(), cancellationToken);
        if (there < count)
        {
            await new Filling(database, vocabulary, TimeProvider.System.GetUtcNow()).RunAsync(there, count, output, cancellationToken);
        }

        if (tries == 0)
        {
            return 0;
        }

        count = Math.Max(there, count);
        await using var rig = await ConsoleRig.StartAsync(engine, Database);
        var pages = await PagesAsync(rig, database, vocabulary);
        using var visitor = await Visitor.SignInAsync(rig.Console, Filling.Name, Filling.Password, cancellationToken);
        var measured = pages.Select(page => new Measured(page.Name, page.Path)).ToList();

        // In turn, so that what else the machine does falls on all of them.
        for (var round = 0; round < 1 + warmUp + tries; round++)
        {
            foreach (var page in measured)
            {
                var before = rig.Processor;
                var (took, bytes) = await visitor.GoAsync(page.Path, cancellationToken);
                page.Bytes = bytes;
                if (round == 0)
                {
                    page.Cold = took;
                }
                else if (round > warmUp)
                {
                    page.Times.Add(took);
                    page.Processor += 1_000 * (rig.Processor - before);
                }
            }
        }

        await TellAsync(measured, count, tries, output, cancellationToken);
        return 0;
    }

    // All pages, then what is longer, deeper or narrower of them.
    private static async Task<IReadOnlyList<(string Name, string Path)>> PagesAsync(ConsoleRig rig, MongoDatabase database, Vocabulary vocabulary)
    {
        // Drawn by how often they stand in the news.
        var random = new Random(5);
        var (word, other) = (vocabulary.Word(vocabulary.Draw(random)), vocabulary.Word(vocabulary.Draw(random)));
        var narrow = $"q={Uri.EscapeDataString(word)}&source=outlet%201&category=politics&language=ar";
        var largest = await database.FindOneAsync<JsonObject>("documents", new JsonObject(), new FindOptions { Sort = new JsonObject { ["found"] = -1 } });
        var quarantined = (await rig.AskAsync("api/quarantine"))["entries"]![0]!["_id"];
        var replay = (await rig.AskAsync("api/replays"))["replays"]![0]!["_id"];
        var revised = await database.FindOneAsync<JsonObject>("articles", new JsonObject { ["verdict.kind"] = "revised" });
        return
        [
            .. await ConsolePages.ListAsync(rig.AskAsync, database, word),
            ("search, two words", $"/articles?q={Uri.EscapeDataString($"{word} {other}")}"),
            ("search, word and filters", $"/articles?{narrow}"),
            ("search, a month by a filter", $"/articles?source=outlet%201&from={TimeProvider.System.GetUtcNow().AddDays(-29):yyyy-MM-dd}"),
            ("articles, deep", await DeepAsync("/articles", "api/articles?limit=100")),
            ("search, deep", await DeepAsync($"/articles?q={Uri.EscapeDataString(word)}", $"api/articles?limit=100&q={Uri.EscapeDataString(word)}")),
            ("article, new version", $"/articles/{revised!["_id"]}"),
            ("versions", $"/articles/{revised["_id"]}/since/{revised["verdict"]!["keptArticleId"]}"),
            ("story, the longest", $"/stories/{Stories.Long}"),
            ("stories of a week", "/stories?days=7"),
            ("files, deep", await DeepAsync("/files", "api/files?limit=100")),
            ("files, failed", "/files?state=failed"),
            ("files of a source", "/files?source=outlet%201"),
            ("file, the largest", $"/files/{largest!["_id"]}"),
            ("quarantined", $"/quarantine/{quarantined}"),
            ("quarantine, discarded", "/quarantine?state=discarded"),
            ("replay", $"/replays/{replay}"),
            ("audit, deep", await DeepAsync("/audit", "api/audit?limit=500")),
            ("audit of a kind", "/audit?what=quarantine"),
        ];

        async Task<string> DeepAsync(string page, string list)
        {
            string? cursor = null;
            for (var number = 0; number < DeepPages; number++)
            {
                var next = (await rig.AskAsync(cursor is null ? list : $"{list}&cursor={cursor}"))["next"];
                if (next is null)
                {
                    break;
                }

                cursor = Uri.EscapeDataString(next.GetValue<string>());
            }

            return cursor is null ? page : $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}cursor={cursor}";
        }
    }

    private static async Task TellAsync(List<Measured> pages, int count, int tries, TextWriter output, CancellationToken cancellationToken)
    {
        var table = new Table().AddColumns("page", "median", "worst", "first, cold", "processor", "KB", $"< {Demand:0} ms");
        foreach (var page in pages)
        {
            table.AddRow(page.Name, At(page.Median), At(page.Times.Max()), At(page.Cold), At(page.Processor / tries), At(page.Bytes / 1024.0), page.IsMet ? "MET" : "MISSED");
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No }).Write(table);
        await output.WriteLineAsync($"Load after: {await LoadAsync(cancellationToken)}.");
        var slowest = pages.MaxBy(page => page.Median)!;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"FIGURE console: server time at {count:N0} articles, median of {tries}: {string.Join(", ", pages.Select(page => $"{page.Name} {page.Median:0} ms"))}"));
        var missed = pages.Where(page => !page.IsMet).Select(page => page.Name).ToList();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"FIGURE console: slowest page at {count:N0} articles: {slowest.Name}, {slowest.Median:0} ms (demand < {Demand:0}, {(missed.Count == 0 ? "met" : $"MISSED by {string.Join(", ", missed)}")})"));

        static string At(double number) => number.ToString("0", CultureInfo.InvariantCulture);
    }

    private static async Task<string> LoadAsync(CancellationToken cancellationToken) =>
        string.Join(' ', (await File.ReadAllTextAsync("/proc/loadavg", cancellationToken)).Split(' ').Take(3));

    private sealed record Measured(string Name, string Path)
    {
        public double Cold { get; set; }

        public int Bytes { get; set; }

        /// <summary>Milliseconds of the console, Storage and the engine, for all tries together.</summary>
        public double Processor { get; set; }

        public List<double> Times { get; } = [];

        public double Median => Times.Order().ElementAt(Times.Count / 2);

        public bool IsMet => Median < Demand;
    }
}
