using MassTransit;
using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Storage;

/// <summary>Keeps repeats with their reason, and tells that they are kept.</summary>
internal sealed class ArticlesRepeatedConsumer(Bundles bundles, ArticleStore store, Storing storing, TimeProvider time)
    : IConsumer<ArticlesRepeated>
{
    internal static readonly Stage<ArticlesRepeated, RepeatedArticle> Stage = new()
    {
        Service = StorageHosting.Service,
        Operation = "store repeat",
        Articles = message => message.Articles,
        Alone = article => new ArticlesRepeated { Articles = [article] },
        ArticleId = article => article.ArticleId,
        TraceParent = article => article.Journey.TraceParent,
    };

    public async Task Consume(ConsumeContext<ArticlesRepeated> context)
    {
        using var bundle = bundles.Open(context, Stage);
        var documents = await bundle.EachAsync((article, visit) => (article, Document: Document(article, visit)));
        var result = await store.StoreAsync([.. documents.Select(pair => pair.Document)], context.CancellationToken);
        var written = Storing.Written(bundle, documents, result);
        await storing.TellAsync([], [.. written.Select(document => document.Id)], context.CancellationToken);
        await bundle.CompleteAsync();
    }

    private RepeatDocument Document(RepeatedArticle repeated, Visit visit) => new()
    {
        Id = repeated.ArticleId,
        Verdict = repeated.Verdict,
        Journey = visit.Leave(repeated.Journey.Passed),
        StoredAt = time.GetUtcNow(),
        Article = repeated.Article,
        IngestedAt = repeated.IngestedAt,
    };
}
