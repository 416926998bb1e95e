using MassTransit;
using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Documents;

namespace NewsPlatform.Ingestion.Receipts;

/// <summary>Writes the fates that Storage tells into the ledger and the receipts.</summary>
internal sealed class ArticlesStoredConsumer(Ledger ledger, Settlement settlement) : IConsumer<ArticlesStored>
{
    public async Task Consume(ConsumeContext<ArticlesStored> context)
    {
        var articles = context.Message.Articles;
        await ledger.SetFatesAsync(
            articles.Select(article => (
                article.DocumentId,
                article.Position,
                new ArticleFate
                {
                    ArticleId = article.ArticleId,
                    Fate = article.Fate,
                    Verdict = article.Verdict,
                    KeptArticleId = article.KeptArticleId,
                    OverruledAt = article.OverruledAt,
                })),
            context.CancellationToken);
        await settlement.SettleAsync(articles.Select(article => article.DocumentId), context.CancellationToken);
    }
}
