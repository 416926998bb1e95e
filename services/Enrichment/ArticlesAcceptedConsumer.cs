using MassTransit;
using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Stories;
using NewsPlatform.Messaging;

namespace NewsPlatform.Enrichment;

/// <summary>Notes beside each accepted article what an editor would, and hands it to Storage.</summary>
internal sealed class ArticlesAcceptedConsumer(Bundles bundles, EnricherPipeline pipeline, StoryDesk stories, Outgoing outgoing, EnrichmentMetrics metrics)
    : IConsumer<ArticlesAccepted>
{
    internal static readonly Stage<ArticlesAccepted, AcceptedArticle> Stage = new()
    {
        Service = EnrichmentHosting.Service,
        Operation = "enrich article",
        Articles = message => message.Articles,
        Alone = article => new ArticlesAccepted { Articles = [article] },
        ArticleId = article => article.Article.ArticleId,
        TraceParent = article => article.Journey.TraceParent,
    };

    public async Task Consume(ConsumeContext<ArticlesAccepted> context)
    {
        using var bundle = bundles.Open(context, Stage);
        var noted = await bundle.EachAsync(Enrich);
        if (noted.Count > 0)
        {
            // What is only noted again to be compared joins no story: it has one.
            var fresh = noted.Where(article => article.Enriched.Replay is null).ToList();
            var memberships = await stories.AssignAsync([.. fresh.Select(article => article.Story)], context.CancellationToken);
            List<EnrichedArticle> enriched =
            [
                .. fresh.Zip(memberships, (article, membership) => article.Enriched with { Enrichment = article.Enriched.Enrichment with { Story = membership } }),
                .. noted.Select(article => article.Enriched).Where(article => article.Replay is not null),
            ];
            await outgoing.PublishAsync(new ArticlesEnriched { Articles = enriched }, enriched.Count, context.CancellationToken);
        }

        await bundle.CompleteAsync();
        metrics.Enriched(noted.Count);
    }

    private Noted Enrich(AcceptedArticle accepted, Visit visit)
    {
        var context = pipeline.Read(accepted.Article, accepted.IngestedAt);
        return new Noted(
            new EnrichedArticle
            {
                Article = accepted.Article,
                IngestedAt = accepted.IngestedAt,
                Verdict = accepted.Verdict,
                Enrichment = context.Notes.ToContract(accepted.Article.Text),
                Journey = visit.Leave(accepted.Journey.Passed),
                Replay = accepted.Replay,
            },
            StoryArticleReader.Read(context));
    }

    private sealed record Noted(EnrichedArticle Enriched, StoryArticle Story);
}
