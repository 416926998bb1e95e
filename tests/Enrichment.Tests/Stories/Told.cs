using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsPlatform.Enrichment.Stories;

namespace NewsPlatform.Enrichment.Tests.Stories;

/// <summary>Articles about events, of hashes alone.</summary>
internal static class Told
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An article that tells of an event in its own words: two of one event share names, headline words and half the text.</summary>
    public static StoryArticle Of(int story, string id, double hours = 0)
    {
        var own = new Random(StableHash(id));
        uint[] Some(int kind, int count) => [.. Enumerable.Range(0, count).Select(i => Mix(story, kind, i)).Order()];
        var terms = Some(0, 40).Concat(Enumerable.Range(0, 40).Select(_ => (uint)own.NextInt64(1, uint.MaxValue))).Order().ToArray();
        return new StoryArticle
        {
            ArticleId = id,
            At = Noon.AddHours(hours),
            Source = "test",
            Headline = $"event {story}, {id}",
            Terms = terms,
            Counts = [.. terms.Select(term => Some(0, 40).Contains(term) ? (byte)12 : (byte)4)],
            HeadlineTerms = terms.Intersect(Some(0, 6)).Order().ToArray(),
            LeadTerms = terms.Intersect(Some(0, 12)).Order().ToArray(),
            Names = Some(1, 3),
            Numbers = Some(2, 1),
            Shingles = [],
        };
    }

    public static StoryDesk Desk(IStoryLog log, IStoryBook? book = null, TimeProvider? time = null, StoryRules? rules = null)
    {
        var metrics = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        return new StoryDesk(log, book ?? new Book(), new EnrichmentMetrics(metrics), time ?? TimeProvider.System, NullLogger<StoryDesk>.Instance, rules);
    }

    public static async Task<string> StoryAsync(this StoryDesk desk, StoryArticle article) =>
        (await desk.AssignAsync([article], CancellationToken.None)).Single().StoryId;

    private static uint Mix(int story, int kind, int i) => StoryArticle.Hash((ulong)((((long)story * 31) + kind) * 1009 + i + 1) * 0x9E3779B97F4A7C15);

    private static int StableHash(string id) => id.Aggregate(17, (hash, c) => unchecked((hash * 31) + c));
}
