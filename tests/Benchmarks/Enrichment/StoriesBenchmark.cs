using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NewsPlatform.Enrichment.Commands;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Evaluation;
using NewsPlatform.Enrichment.Stories;
using NewsPlatform.LabelledData;

namespace NewsPlatform.Benchmarks.Enrichment;

/// <summary>
/// <c>bench stories</c>: what it costs one core to put an article into its story, part by part, and what its entry in the log
/// takes. Real articles in the order of their days; the last ones are measured while the others are in the window.
/// </summary>
internal static class StoriesBenchmark
{
    private static readonly string[] Parts = ["read from the notes", "packed for the log", "unpacked by another replica", "learned", "decided"];

    public static Command Command()
    {
        var measured = new Option<int>("--articles") { Description = "Articles to measure, the last of the corpora", DefaultValueFactory = _ => 6_000 };
        var command = new Command("stories", "An article's way into its story: time on one core and allocation, part by part") { measured };
        command.SetAction(parsed => Run(parsed.GetValue(measured), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(int measured, TextWriter output)
    {
        if (SharedFolder.Find() is not { } shared)
        {
            output.WriteLine("The corpora are not beside the repository (../shared/data): there is nothing to measure with.");
            return 2;
        }

        using var services = EnrichersAlone.Create();
        var pipeline = services.GetRequiredService<EnricherPipeline>();
        var articles = StoryEvaluation.Corpora(shared);
        var engine = new StoryEngine(JoinModel.Default, StoryRules.Default);
        var (time, allocated) = (new long[Parts.Length], new long[Parts.Length]);
        long packed = 0, changes = 0;
        var first = Math.Max(0, articles.Count - measured);
        for (var i = 0; i < articles.Count; i++)
        {
            var context = pipeline.Read(articles[i].ToArticle(), null);
            var (before, memory) = (ThreadClock.Nanoseconds, GC.GetAllocatedBytesForCurrentThread());
            var article = StoryArticleReader.Read(context);
            Add(0);
            var entry = StoryCodec.Pack(article);
            Add(1);
            var back = StoryCodec.Unpack(entry);
            Add(2);
            engine.Learn(back, article.At, mine: true);
            Add(3);
            var outcome = engine.Decide(article.ArticleId);
            Add(4);
            (packed, changes) = i < first ? (0, 0) : (packed + entry.Length, changes + outcome.Changes.Count);

            void Add(int part)
            {
                var (now, used) = (ThreadClock.Nanoseconds, GC.GetAllocatedBytesForCurrentThread());
                if (i >= first)
                {
                    time[part] += now - before;
                    allocated[part] += used - memory;
                }

                (before, memory) = (ThreadClock.Nanoseconds, GC.GetAllocatedBytesForCurrentThread());
            }
        }

        var count = articles.Count - first;
        Say(output, $"the last {count:N0} of {articles.Count:N0} articles, {engine.Articles:N0} in the window, on one core");
        Say(output, $"an entry of the log: {packed / 1024.0 / count:F1} KB; changes an article: {(double)changes / count:F2}");
        for (var part = 0; part < Parts.Length; part++)
        {
            Say(output, $"  {Parts[part],-28}{time[part] / 1e3 / count,8:F1} us {allocated[part] / 1024.0 / count,7:F1} KB");
        }

        return 0;
    }

    private static void Say(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
