using System.Globalization;
using NewsPlatform.Enrichment.Stories;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Enrichment.Tests.Stories;

/// <summary>Alone: what other tests hold at the same time would be counted with it.</summary>
[CollectionDefinition(nameof(The_window), DisableParallelization = true)]
[Collection(nameof(The_window))]
public sealed class The_window
{
    private const int Articles = 5_000;

    // StoryRules promises it; the window holds tens of thousands of articles in every replica.
    private const double MostKilobytes = 3.5;

    [Fact]
    public void An_article_in_it_takes_a_few_kilobytes()
    {
        var engine = new StoryEngine(JoinModel.Default, StoryRules.Default);
        var random = new Random(3);
        Learn(engine, random, 0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var number = 1; number <= Articles; number++)
        {
            Learn(engine, random, number);
        }

        var kilobytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / Articles;
        Figures.Print("stories", string.Create(CultureInfo.InvariantCulture, $"an article in the window takes {kilobytes:0.0} KB (at most {MostKilobytes:0.0})"));
        Assert.InRange(kilobytes, 1, MostKilobytes);
        GC.KeepAlive(engine);
    }

    [Fact]
    public async Task The_log_goes_back_as_far_as_it_does()
    {
        var (log, clock) = (new SharedLog().Of(), new Clock());
        using var desk = Told.Desk(log, time: clock, rules: StoryRules.Default with { MostArticles = 3 });
        for (var hour = 0; hour < 5; hour++)
        {
            clock.Now = Told.Noon.AddHours(hour);
            await desk.StoryAsync(Told.Of(hour, $"a{hour}"));

            // The half hour is for the clocks of other replicas.
            Assert.Equal(hour < 2 ? clock.Now - StoryRules.Default.Memory : Told.Noon.AddHours(hour - 2.5), log.RemovedBefore);
        }
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    // Of the size of one in the middle of the corpora; half its words are its own days', half are everybody's.
    private static void Learn(StoryEngine engine, Random random, int number) => engine.Learn(
        new StoryArticle
        {
            ArticleId = $"{number:x40}/0",
            At = Told.Noon,
            Source = new string('s', 12),
            Headline = new string('ع', 60),
            Terms = Some(random, 150),
            Counts = [.. Enumerable.Repeat((byte)4, 150)],
            HeadlineTerms = Some(random, 8),
            LeadTerms = Some(random, 30),
            Names = Some(random, 5),
            Numbers = Some(random, 3),
            Shingles = Some(random, 100),
        },
        Told.Noon,
        mine: true);

    private static uint[] Some(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(i => StoryArticle.Hash((ulong)(i % 2 == 0 ? random.Next(2_000) : random.Next(40_000)) * 0x9E3779B97F4A7C15)).Distinct().Order()];
}
