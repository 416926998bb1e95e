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
        var enriched = await bundle.EachAsync((article, visit) => (article, Document: Document(article, visit)));

        // What is only compared is never stored: a replay adds nothing.
        var replayed = enriched.Select(pair => pair.article).Where(article => article.Replay is not null).ToList();
        if (replayed.Count > 0)
        {
            await EnrichmentReplay.KeepAsync(replays, replayed, context.CancellationToken);
        }

        var documents = enriched.Where(pair => pair.article.Replay is null).ToList();
        var stored = documents.ConvertAll(pair => pair.Document);
        var result = await store.StoreAsync(stored, context.CancellationToken);
        var written = Storing.Written(bundle, documents, result);
        var settled = await storing.TellAsync(written, [.. written.Select(document => document.Id)], context.CancellationToken);
        indexing.Add(stored, result);
        indexing.AddChanged(settled.Select(article => article.Id));
        await bundle.CompleteAsync();
        var now = time.GetUtcNow();
        metrics.DropToStored(written.Select(document => now - document.IngestedAt));
    }

    private StoredDocument Document(EnrichedArticle enriched, Visit visit)
    {
        var version = Later(enriched.Journey.Hops is [.., var last] ? last.Finished : enriched.IngestedAt, enriched.Verdict.OverruledAt).ToUnixTimeMilliseconds();
        return new()
        {
            Version = version,
            Search = SearchEntry.Later(enriched.Article, enriched.Enrichment, enriched.IngestedAt, version),
            Id = enriched.Article.ArticleId,
            Article = enriched.Article,
            Verdict = enriched.Verdict,
            Enrichment = enriched.Enrichment,
            Journey = visit.Leave(enriched.Journey.Passed),
            IngestedAt = enriched.IngestedAt,
            StoredAt = time.GetUtcNow(),
        };
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
