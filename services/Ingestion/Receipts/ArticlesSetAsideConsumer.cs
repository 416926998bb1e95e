using MassTransit;
using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Documents;

namespace NewsPlatform.Ingestion.Receipts;

/// <summary>Writes into the ledger and the receipts what waits in quarantine, and what a person gave up.</summary>
internal sealed class ArticlesSetAsideConsumer(Ledger ledger, Settlement settlement) : IConsumer<ArticlesSetAside>
{
    public async Task Consume(ConsumeContext<ArticlesSetAside> context)
    {
        var articles = context.Message.Articles;
        await ledger.SetFatesAsync(
            articles.Select(article => (
                article.DocumentId,
                article.Position,
                new ArticleFate { ArticleId = article.ArticleId, Fate = article.Fate, Reason = article.Reason })),
            context.CancellationToken);
        await settlement.SettleAsync(articles.Select(article => article.DocumentId), context.CancellationToken);
    }
}
