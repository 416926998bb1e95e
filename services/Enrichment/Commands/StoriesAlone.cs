using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Stories;

namespace NewsPlatform.Enrichment.Commands;

/// <summary>Stories among the articles of one command.</summary>
internal sealed class StoriesAlone
{
    private readonly StoryEngine engine = new(JoinModel.Default, StoryRules.Default);

    public StoryMembership Assign(EnrichmentContext context) => engine.Add(StoryArticleReader.Read(context), DateTimeOffset.UnixEpoch).Membership;
}
