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
        var noted = bundle.Each(Enrich);
        if (noted.Count > 0)
        {
            var memberships = await stories.AssignAsync([.. noted.Select(article => article.Story)], context.CancellationToken);
            var enriched = noted.Zip(memberships, (article, membership) =>
                article.Enriched with { Enrichment = article.Enriched.Enrichment with { Story = membership } }).ToList();
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
            },
            StoryArticleReader.Read(context));
    }

    private sealed record Noted(EnrichedArticle Enriched, StoryArticle Story);
}
