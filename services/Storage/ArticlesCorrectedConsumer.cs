using MassTransit;
using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Search;

namespace NewsPlatform.Storage;

/// <summary>
/// Follows a corrected verdict: an article that was held back as a repeat is sent on its way through Enrichment, with the text
/// that lies here; a stored one is linked anew; for one that is still on its way it is noted.
/// </summary>
internal sealed class ArticlesCorrectedConsumer(Bundles bundles, ArticleStore store, Storing storing, Indexing indexing) : IConsumer<ArticlesCorrected>
{
    internal static readonly Stage<ArticlesCorrected, CorrectedArticle> Stage = new()
    {
        Service = StorageHosting.Service,
        Operation = "correct article",
        Articles = message => message.Articles,
        Alone = article => new ArticlesCorrected { Articles = [article] },
        ArticleId = article => article.ArticleId,
        TraceParent = article => article.Journey.TraceParent,
    };

    public async Task Consume(ConsumeContext<ArticlesCorrected> context)
    {
        using var bundle = bundles.Open(context, Stage);
        var corrections = await bundle.EachAsync((article, _) => (article.ArticleId, article.Verdict));
        await store.CorrectAsync(corrections, context.CancellationToken);
        var linked = await storing.TellAsync([], [.. corrections.Select(correction => correction.ArticleId)], context.CancellationToken);
        indexing.AddChanged(linked.Select(article => article.Id));
        await bundle.CompleteAsync();
    }
}
