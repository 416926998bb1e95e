using MassTransit;
using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Documents;

namespace NewsPlatform.Ingestion.Receipts;

/// <summary>
/// Counts what the bus moved to an error queue. The bus tells a fault with every such message; the article's line in the
/// ledger gets its reason, and gives way again when a person sends the article on its way and it is stored.
/// </summary>
internal sealed partial class QuarantineConsumer(Ledger ledger, Settlement settlement, IngestionMetrics metrics, ILogger<QuarantineConsumer> logger) :
    IConsumer<Fault<ArticlesIngested>>,
    IConsumer<Fault<ArticlesAccepted>>,
    IConsumer<Fault<ArticlesRepeated>>,
    IConsumer<Fault<ArticlesEnriched>>
{
    public Task Consume(ConsumeContext<Fault<ArticlesIngested>> context) =>
        QuarantineAsync(context, context.Message.Message.Articles.Select(article => (article.Article.DocumentId, article.Article.Position, article.Article.ArticleId)));

    public Task Consume(ConsumeContext<Fault<ArticlesAccepted>> context) =>
        QuarantineAsync(context, context.Message.Message.Articles.Select(article => (article.Article.DocumentId, article.Article.Position, article.Article.ArticleId)));

    public Task Consume(ConsumeContext<Fault<ArticlesRepeated>> context) =>
        QuarantineAsync(context, context.Message.Message.Articles.Select(article => article.Article).OfType<Article>().Select(article => (article.DocumentId, article.Position, article.ArticleId)));

    public Task Consume(ConsumeContext<Fault<ArticlesEnriched>> context) =>
        QuarantineAsync(context, context.Message.Message.Articles.Select(article => (article.Article.DocumentId, article.Article.Position, article.Article.ArticleId)));

    private async Task QuarantineAsync(ConsumeContext<Fault> context, IEnumerable<(string DocumentId, int Position, string ArticleId)> articles)
    {
        var reason = context.Message.Exceptions is [var first, ..] ? first.Message : "no reason was given";
        var lines = articles
            .Select(article => (article.DocumentId, article.Position, new ArticleFate { ArticleId = article.ArticleId, Fate = Fate.Quarantined, Reason = reason }))
            .ToList();
        await ledger.SetFatesAsync(lines, context.CancellationToken);
        foreach (var (_, _, line) in lines)
        {
            metrics.Quarantined();
            LogQuarantined(line.ArticleId, reason);
        }

        await settlement.SettleAsync(lines.Select(line => line.DocumentId), context.CancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Article {ArticleId} quarantined: {Reason}")]
    private partial void LogQuarantined(string articleId, string reason);
}
