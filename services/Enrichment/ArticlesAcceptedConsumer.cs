using MassTransit;
using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Messaging;

namespace NewsPlatform.Enrichment;

/// <summary>Notes beside each accepted article what an editor would, and hands it to Storage.</summary>
internal sealed class ArticlesAcceptedConsumer(Bundles bundles, EnricherPipeline pipeline, Outgoing outgoing, EnrichmentMetrics metrics)
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
        var enriched = bundle.Each(Enrich);
        if (enriched.Count > 0)
        {
            await outgoing.PublishAsync(new ArticlesEnriched { Articles = enriched }, enriched.Count, context.CancellationToken);
        }

        await bundle.CompleteAsync();
        metrics.Enriched(enriched.Count);
    }

    private EnrichedArticle Enrich(AcceptedArticle accepted, Visit visit) => new()
    {
        Article = accepted.Article,
        IngestedAt = accepted.IngestedAt,
        Verdict = accepted.Verdict,
        Enrichment = pipeline.Enrich(accepted.Article, accepted.IngestedAt),
        Journey = visit.Leave(accepted.Journey.Passed),
        Replay = accepted.Replay,
    };
}
