using MassTransit;
using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Replay;
using NewsPlatform.Storage.Search;

namespace NewsPlatform.Storage;

/// <summary>Stores articles, and tells that they are stored.</summary>
internal sealed class ArticlesEnrichedConsumer(
    Bundles bundles, ArticleStore store, Storing storing, ReplayStore replays, Indexing indexing, StorageMetrics metrics, TimeProvider time)
    : IConsumer<ArticlesEnriched>
{
    internal static readonly Stage<ArticlesEnriched, EnrichedArticle> Stage = new()
    {
        Service = StorageHosting.Service,
        Operation = "store article",
        Articles = message => message.Articles,
        Alone = article => new ArticlesEnriched { Articles = [article] },
        ArticleId = article => article.Article.ArticleId,
        TraceParent = article => article.Journey.TraceParent,
    };

    public async Task Consume(ConsumeContext<ArticlesEnriched> context)
    {
        using var bundle = bundles.Open(context, Stage);
        var enriched = bundle.Each((article, visit) => (article, Document: Document(article, visit)));

        // What is only compared is never stored: a replay adds nothing.
        await replays.KeepAsync([.. enriched.Select(pair => pair.article).Where(article => article.Replay is not null)], context.CancellationToken);
        var documents = enriched.Where(pair => pair.article.Replay is null).ToList();
        var result = await store.StoreAsync([.. documents.Select(pair => pair.Document)], context.CancellationToken);
        var written = Storing.Written(bundle, documents, result);
        await storing.TellAsync(written, [.. written.Select(document => document.Id)], context.CancellationToken);
        indexing.Add(written.Select(document => document.Id));
        await bundle.CompleteAsync();
        metrics.DropToStored(written.Select(document => document.StoredAt - document.IngestedAt));
    }

    private StoredDocument Document(EnrichedArticle enriched, Visit visit) => new()
    {
        Version = Later(enriched.Journey.Hops is [.., var last] ? last.Finished : enriched.IngestedAt, enriched.Verdict.OverruledAt).ToUnixTimeMilliseconds(),
        Search = SearchEntry.Later(enriched.Article, enriched.Enrichment, enriched.IngestedAt),
        Id = enriched.Article.ArticleId,
        Article = enriched.Article,
        Verdict = enriched.Verdict,
        Enrichment = enriched.Enrichment,
        Journey = visit.Leave(enriched.Journey.Passed),
        IngestedAt = enriched.IngestedAt,
        StoredAt = time.GetUtcNow(),
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
