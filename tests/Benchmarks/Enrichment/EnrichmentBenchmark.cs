using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Commands;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Evaluation;
using NewsPlatform.LabelledData;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Benchmarks.Enrichment;

/// <summary>
/// <c>bench enrichment</c>: what the notes beside an article of 5 KB cost one core, enricher by enricher, and what they
/// allocate; stories not counted. Real articles where the public sets are there, else the seeds.
/// </summary>
internal static class EnrichmentBenchmark
{
    /// <summary>An article of 5 KB in UTF-8: 2,700 Arabic letters and spaces, about 450 words.</summary>
    private const int Bytes = 5 * 1024;

    public static Command Command()
    {
        var rounds = new Option<int>("--rounds") { Description = "Articles to measure", DefaultValueFactory = _ => 4_000 };
        var gate = new Option<bool>("--gate") { Description = "Exit with 3 when an article costs more than 1 ms" };
        var command = new Command("enrichment", "The notes beside an article of 5 KB: time on one core and allocation, enricher by enricher") { rounds, gate };
        command.SetAction(parsed => Run(parsed.GetValue(rounds), parsed.GetValue(gate), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(int rounds, bool gate, TextWriter output)
    {
        var (articles, origin) = Articles();
        using var services = EnrichersAlone.Create();
        var pipeline = services.GetRequiredService<EnricherPipeline>();
        var enrichers = services.GetServices<IEnricher>().ToList();

        // Warm: the dictionaries are read, the code is compiled for good.
        Measure(pipeline, articles, Math.Min(rounds, 1_500));

        // The best of three: what the code costs, and not what the neighbours on the machine took from its cache.
        var (time, worst, bytes) = Enumerable.Range(0, 3).Select(_ => Measure(pipeline, articles, rounds)).MinBy(measured => measured.Milliseconds);
        Say(output, $"{articles.Count} articles of 5 KB from {origin}, {rounds:N0} rounds on one core");
        Say(output, $"all enrichers: {time:F3} ms an article (demand <= 1, aim 0.4), slowest in a hundred {worst:F3} ms, {bytes / 1024:F0} KB allocated");

        var context = new EnrichmentContext();
        var read = new long[enrichers.Count + 1];
        var allocated = new long[enrichers.Count + 1];
        for (var round = 0; round < rounds; round++)
        {
            var (before, memory) = (ThreadClock.Nanoseconds, GC.GetAllocatedBytesForCurrentThread());
            context.Open(articles[round % articles.Count], null);
            Add(0, ref before, ref memory);
            for (var i = 0; i < enrichers.Count; i++)
            {
                context.GrantBudget();
                enrichers[i].Enrich(context);
                Add(i + 1, ref before, ref memory);
            }
        }

        for (var i = 0; i < read.Length; i++)
        {
            Say(output, $"  {(i == 0 ? "words and dictionaries" : enrichers[i - 1].Name),-24}{read[i] / 1e6 / rounds,8:F3} ms {allocated[i] / 1024.0 / rounds,7:F1} KB");
        }

        return gate && time > 1 ? 3 : 0;

        void Add(int part, ref long before, ref long memory)
        {
            var (now, used) = (ThreadClock.Nanoseconds, GC.GetAllocatedBytesForCurrentThread());
            read[part] += now - before;
            allocated[part] += used - memory;
            (before, memory) = (ThreadClock.Nanoseconds, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    private static (double Milliseconds, double Worst, double Bytes) Measure(EnricherPipeline pipeline, List<Article> articles, int rounds)
    {
        var times = new long[rounds];
        var memory = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < rounds; round++)
        {
            var before = ThreadClock.Nanoseconds;
            pipeline.Enrich(articles[round % articles.Count], null);
            times[round] = ThreadClock.Nanoseconds - before;
        }

        var bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - memory) / rounds;
        Array.Sort(times);
        return (times.Sum() / 1e6 / rounds, times[rounds * 99 / 100] / 1e6, bytes);
    }

    // Texts of 5 KB: neighbours of one corpus joined until they are as long, cut at a word.
    private static (List<Article> Articles, string Origin) Articles()
    {
        var shared = SharedFolder.Find();
        var corpus = shared is null ? null : Path.Combine(shared, "dedup", "ar-corpora", "saudi.jsonl.gz");
        var texts = corpus is not null && File.Exists(corpus)
            ? LabelledFiles.ReadJsonLines(corpus, EvaluationJson.Default.LabelledArticle).Take(2_000).Select(labelled => labelled.ToArticle())
            : Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "seeds"), "*.txt").Order(StringComparer.Ordinal).Select(file => ArticleReading.Plain(File.ReadAllText(file), file));
        var articles = new List<Article>();
        Article? open = null;
        foreach (var article in texts)
        {
            open = open is null ? article : open with { Text = open.Text + "\n\n" + article.Text };
            if (System.Text.Encoding.UTF8.GetByteCount(open.Text) < Bytes)
            {
                continue;
            }

            var length = open.Text.Length;
            while (System.Text.Encoding.UTF8.GetByteCount(open.Text.AsSpan(0, length)) > Bytes)
            {
                length--;
            }

            var space = open.Text.LastIndexOf(' ', length - 1);
            articles.Add(open with { Text = open.Text[..(space > 0 ? space : length)], Headline = open.Headline ?? "" });
            open = null;
        }

        return (articles, corpus is not null && File.Exists(corpus) ? "the public corpus" : "the seeds");
    }

    private static void Say(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
