using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Deduplication.Evaluation;
using NewsPlatform.LabelledData;
using NewsPlatform.Text;
using Spectre.Console;

namespace NewsPlatform.Benchmarks.Dedup;

/// <summary>
/// <c>bench dedup</c>: what the text stage costs, how the cost of a verdict grows with the window, what the window weighs,
/// and the usual MinHash index beside it in the same run.
/// </summary>
internal static class DedupBenchmark
{
    private static readonly int[] Marks = [10_000, 30_000, 100_000, 300_000, 1_000_000];

    // Articles measured at each mark, through their texts: in rounds, of which the best counts, for the others were disturbed
    // more. The mean of all stands beside it.
    private const int Rounds = 5, RoundSize = 1_000, Probes = Rounds * RoundSize;
    private const int WarmUp = 4_000;

    // The reference keeps a list for every bucket, as plain ones do: a million articles would take it 3 GB.
    private const int LargestReference = 200_000;

    public static Command Command()
    {
        var articles = new Option<int>("--articles") { Description = "How far to fill the window", DefaultValueFactory = _ => Marks[^1] };
        var spill = new Option<DirectoryInfo?>("--spill") { Description = "Keep the prints in files in this folder instead of memory" };
        var command = new Command("dedup", "Detection: text stage, cost curve to a million, memory, MinHash beside it") { articles, spill };
        command.SetAction(parsed => Run(parsed.GetValue(articles), parsed.GetValue(spill)?.FullName, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(int articles, string? spill, TextWriter output)
    {
        var data = SharedFolder.Find();
        var vocabulary = Vocabulary.Read(data);
        output.WriteLine($"Text made of {vocabulary.Origin}, {vocabulary.Count} words. Processor time of one thread; p99 also by the wall clock.");
        TextStage(vocabulary, output);
        var marks = Curve(vocabulary, articles, spill, output);
        Reference(vocabulary, data, marks, output);
        var last = marks[^1];
        Figure(output, "F12", "articles a second on one core, text stage included", 1_000_000 / last.Microseconds, 10_000, atLeast: true, last);
        Figure(output, "F12", "p99, microseconds", last.P99, 5_000, atLeast: false, last);
        if (marks.Find(mark => mark.Articles is >= 100_000 and < 200_000) is { } base100 && base100 != last)
        {
            Figure(output, "F13", "time an article over that at 100,000", last.Microseconds / base100.Microseconds, 1.25, atLeast: false, last);
        }

        Figure(output, "F14", "GB a million: keys, postings, found pairs", last.BytesAnArticle / 1e3, 0.7, atLeast: false, last);
        return 0;
    }

    private static void Figure(TextWriter output, string id, string what, double measured, double demand, bool atLeast, Mark at) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"FIGURE deduplication: {id} {what}, {at.Articles:N0} articles in the window: {measured:0.##} (demand {(atLeast ? ">=" : "<=")} {demand:0.##}, {((atLeast ? measured >= demand : measured <= demand) ? "met" : "MISSED")})"));

    private static void TextStage(Vocabulary vocabulary, TextWriter output)
    {
        var news = new SyntheticNews(vocabulary, seed: 2);
        var texts = Enumerable.Range(0, 6_000).Select(_ => news.Article(news.Next().Words)).ToList();
        using var buffer = new TokenBuffer();
        var sample = new List<ulong>();
        double folded = double.MaxValue, printed = double.MaxValue, sampled = double.MaxValue;

        // The best of several rounds: the others were disturbed.
        for (var round = 0; round < 7; round++)
        {
            folded = Math.Min(folded, Microseconds(texts, text => buffer.Read(text.Body)));
            printed = Math.Min(printed, Microseconds(texts, text => FingerprintExtractor.Extract(text)));
        }

        var prints = texts.ConvertAll(FingerprintExtractor.Extract);
        for (var round = 0; round < 7; round++)
        {
            sampled = Math.Min(sampled, Microseconds(prints, print => ShingleSampler.Sample(print.Words, sample)));
        }

        var table = new Table().AddColumns("text stage", "us an article", "articles/s");
        Row(table, $"fold, cut into words, hash ({texts.Average(text => text.Body.Length):0} characters, {prints.Average(print => print.Words.Length):0} words)", folded);
        Row(table, "whole fingerprint: keys, prints, headline", printed);
        Row(table, "sample of shingles", sampled);
        Write(output, table);
    }

    private static List<Mark> Curve(Vocabulary vocabulary, int articles, string? spill, TextWriter output)
    {
        var news = new SyntheticNews(vocabulary, seed: 1);

        var before = Heap();
        using var index = new DetectionIndex(new DetectionOptions { SpillDirectory = spill });
        var table = new Table().AddColumns(
            "articles in the window", "us an article (mean)", "text stage", "verdict", "articles/s", "p50 us", "p99 us", "p99 us (wall)", "compared", "repeats held back", "bytes allocated", "MB heap",
            "MB prints", "GB a million");
        var marks = new List<Mark>();
        for (var number = 0; number < WarmUp; number++)
        {
            index.Decide(FingerprintExtractor.Extract(news.Article(news.Next().Words)));
        }

        foreach (var mark in Marks.Where(mark => mark <= articles))
        {
            while (index.Count < mark)
            {
                index.Decide(news.Print(news.Next().Words));
            }

            marks.Add(Probe(index, news, table, before));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{marks[^1].Articles:N0} articles: {marks[^1].Microseconds:0.0} us"));
        }

        Write(output, table);
        return marks;
    }

    private static Mark Probe(DetectionIndex index, SyntheticNews news, Table table, long before)
    {
        // Made beforehand: the generator reads hundreds of megabytes at random, and would be measured by the caches it empties.
        var probes = Enumerable.Range(0, Probes).Select(_ => news.Next()).Select(next => (Article: news.Article(next.Words), next.IsRepeat)).ToList();
        var times = new double[Probes];
        var walls = new double[Probes];
        double text = 0, verdict = 0, compared = 0;
        int repeats = 0, found = 0;
        long textBytes = 0, verdictBytes = 0;
        for (var n = 0; n < Probes; n++)
        {
            var (article, isRepeat) = probes[n];
            var wall = Stopwatch.GetTimestamp();
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var start = ThreadClock.Nanoseconds;
            var print = FingerprintExtractor.Extract(article);
            var middle = ThreadClock.Nanoseconds;
            var printed = GC.GetAllocatedBytesForCurrentThread();
            var decision = index.Decide(print);
            var end = ThreadClock.Nanoseconds;
            verdictBytes += GC.GetAllocatedBytesForCurrentThread() - printed;
            textBytes += printed - bytes;
            walls[n] = Stopwatch.GetElapsedTime(wall).TotalMicroseconds;
            times[n] = (end - start) / 1000.0;
            text += (middle - start) / 1000.0;
            verdict += (end - middle) / 1000.0;
            compared += decision.Compared;
            repeats += isRepeat ? 1 : 0;
            found += isRepeat && !decision.Standing.GoesOn ? 1 : 0;
        }

        probes.Clear();
        var best = times.Chunk(RoundSize).Min(round => round.Average());
        var mean = times.Average();
        Array.Sort(times);
        Array.Sort(walls);

        // What the generator remembers is its own.
        var heap = Heap() - before - news.Bytes;
        var mark = new Mark
        {
            Articles = (int)index.Count,
            Microseconds = best,
            P99 = times[Probes * 99 / 100],
            BytesAnArticle = (double)heap / index.Count,
            Found = found,
            Repeats = repeats,
        };
        table.AddRow(
            Number(index.Count), $"{Number(mark.Microseconds, 1)} ({Number(mean, 1)})", Number(text / Probes, 1), Number(verdict / Probes, 1), Number(1_000_000 / mark.Microseconds), Number(times[Probes / 2], 1),
            Number(mark.P99, 1), Number(walls[Probes * 99 / 100], 1), Number(compared / Probes, 1), $"{found} of {repeats}", $"{Number(textBytes / (double)Probes)} + {Number(verdictBytes / (double)Probes)}",
            Number(heap / 1e6), Number(index.ArenaBytes / 1e6), $"{Number(mark.BytesAnArticle / 1e3, 2)} + {Number(index.ArenaBytes / 1e3 / index.Count, 2)} prints");
        return mark;
    }

    private static void Reference(Vocabulary vocabulary, string? data, List<Mark> marks, TextWriter output)
    {
        var ours = marks.Last(mark => mark.Articles <= LargestReference);
        var news = new SyntheticNews(vocabulary, seed: 1);
        var before = Heap();
        var bands = new MinHashBands();
        int repeats = 0, found = 0;
        var times = new double[Probes];
        for (var number = 0; number < ours.Articles; number++)
        {
            bands.AddAndFind(news.Print(news.Next().Words).Words, number);
        }

        var probes = Enumerable.Range(0, Probes).Select(_ => news.Next()).Select(next => (Article: news.Article(next.Words), next.IsRepeat)).ToList();
        for (var n = 0; n < Probes; n++)
        {
            var (article, isRepeat) = probes[n];
            var start = ThreadClock.Nanoseconds;
            var print = FingerprintExtractor.Extract(article);
            var candidates = bands.AddAndFind(print.Words, ours.Articles + n);
            times[n] = (ThreadClock.Nanoseconds - start) / 1000.0;
            repeats += isRepeat ? 1 : 0;
            found += isRepeat && candidates.Count > 0 ? 1 : 0;
        }

        var theirs = times.Chunk(RoundSize).Min(round => round.Average());
        var table = new Table().AddColumns($"at {Number(ours.Articles)} articles", "us an article", "repeats proposed", "GB a million");
        table.AddRow(
            "detection as above, verified and explained", Number(ours.Microseconds, 1), $"{ours.Found} of {ours.Repeats}, and held back", Number(ours.BytesAnArticle / 1e3, 2));
        table.AddRow($"MinHash {MinHashBands.Bands} x {MinHashBands.Rows} over word {MinHashBands.ShingleWords}-shingles, nothing verified", Number(theirs, 1), $"{found} of {repeats}", Number((Heap() - before) / 1e3 / ours.Articles, 2));
        GC.KeepAlive(bands);
        Write(output, table);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"our time over MinHash's: {ours.Microseconds / theirs:0.00}"));
        if (data is not null)
        {
            Recall(data, output);
        }
    }

    // On the labelled pairs: which of them does either index propose?
    private static void Recall(string data, TextWriter output)
    {
        var folder = Path.Combine(data, "dedup", "ar-pairs");
        var articles = ReadAll(Path.Combine(folder, "articles.jsonl.gz"), EvaluationJson.Default.LabelledArticle)
            .ToDictionary(article => article.Id, article => FingerprintExtractor.Extract(article.ToInput(withLink: false)), StringComparer.Ordinal);
        var table = new Table().AddColumns("labelled pairs proposed", "detection", $"MinHash {MinHashBands.Bands} x {MinHashBands.Rows}");
        foreach (var group in ReadAll(Path.Combine(folder, "pairs.jsonl.gz"), EvaluationJson.Default.LabelledPair)
            .Where(pair => !pair.IsAmbiguous && pair.Expected != TextClass.Other).GroupBy(pair => pair.Label))
        {
            int ours = 0, theirs = 0, all = 0;
            foreach (var pair in group)
            {
                using var index = new DetectionIndex();
                index.Add(articles[pair.A]);
                index.Judge(articles[pair.B]);
                ours += index.LastCompared.Any() ? 1 : 0;
                var bands = new MinHashBands();
                bands.AddAndFind(articles[pair.A].Words, 0);
                theirs += bands.AddAndFind(articles[pair.B].Words, 1).Count;
                all++;
            }

            table.AddRow(group.Key, $"{ours} of {all}", $"{theirs} of {all}");
        }

        Write(output, table);
    }

    private static List<T> ReadAll<T>(string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        LabelledFiles.ReadJsonLinesAsync(path, type, CancellationToken.None).ToBlockingEnumerable().ToList();

    private static double Microseconds<T>(List<T> items, Action<T> action)
    {
        var start = ThreadClock.Nanoseconds;
        foreach (var item in items)
        {
            action(item);
        }

        return (ThreadClock.Nanoseconds - start) / 1000.0 / items.Count;
    }

    private static long Heap() => GC.GetTotalMemory(forceFullCollection: true);

    private static void Row(Table table, string what, double microseconds) =>
        table.AddRow(Markup.Escape(what), Number(microseconds, 1), Number(1_000_000 / microseconds));

    private static string Number(double value, int digits = 0) => value.ToString($"N{digits}", CultureInfo.InvariantCulture);

    private static void Write(TextWriter output, Table table)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 200;
        console.Write(table);
    }

    private sealed record Mark
    {
        public required int Articles { get; init; }

        public required double Microseconds { get; init; }

        public required double P99 { get; init; }

        public required double BytesAnArticle { get; init; }

        public required int Found { get; init; }

        public required int Repeats { get; init; }
    }
}
