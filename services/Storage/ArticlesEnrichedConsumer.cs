using MassTransit;
using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Storage;

/// <summary>Stores articles, and tells that they are stored.</summary>
internal sealed class ArticlesEnrichedConsumer(Bundles bundles, ArticleStore store, Outgoing outgoing, StorageMetrics metrics, TimeProvider time)
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

    private sealed record Storing(EnrichedArticle Enriched, StoredDocument Document);

    public async Task Consume(ConsumeContext<ArticlesEnriched> context)
    {
        using var bundle = bundles.Open(context, Stage);
        var storing = bundle.Each((article, visit) => new Storing(article, Document(article, visit)));
        var result = await store.StoreAsync([.. storing.Select(one => one.Document)], context.CancellationToken);
        foreach (var refused in result.Refused)
        {
            bundle.SetAside(storing[refused.Index].Enriched, new UnprocessableArticleException($"The store refused the article: {refused.Reason}"));
        }

        var refusals = result.Refused.Select(refused => refused.Index).ToHashSet();
        var stored = storing.Where((_, index) => !refusals.Contains(index)).Select(Told).ToList();
        if (stored.Count > 0)
        {
            await outgoing.PublishAsync(new ArticlesStored { Articles = stored }, stored.Count, context.CancellationToken);
        }

        await bundle.CompleteAsync();
        metrics.Stored(Fate.Stored, stored.Count);
        metrics.DropToStored(storing.Select(one => one.Document.StoredAt - one.Document.IngestedAt));
    }

    private StoredDocument Document(EnrichedArticle enriched, Visit visit) => new()
    {
        Id = enriched.Article.ArticleId,
        Article = enriched.Article,
        Verdict = enriched.Verdict,
        Enrichment = enriched.Enrichment,
        Journey = visit.Leave(enriched.Journey.Passed),
        IngestedAt = enriched.IngestedAt,
        StoredAt = time.GetUtcNow(),
    };

    private static StoredArticle Told(Storing storing) => new()
    {
        ArticleId = storing.Document.Id,
        DocumentId = storing.Document.Article.DocumentId,
        Position = storing.Document.Article.Position,
        Fate = Fate.Stored,
        Verdict = storing.Document.Verdict.Kind,
        KeptArticleId = storing.Document.Verdict.KeptArticleId,
        Journey = storing.Document.Journey,
    };
}
