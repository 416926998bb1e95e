using MassTransit;
using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Storage;

/// <summary>Keeps repeats with their reason, and tells that they are kept.</summary>
internal sealed class ArticlesRepeatedConsumer(Bundles bundles, ArticleStore store, Outgoing outgoing, StorageMetrics metrics, TimeProvider time)
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

    private sealed record Storing(RepeatedArticle Repeated, RepeatDocument Document);

    public async Task Consume(ConsumeContext<ArticlesRepeated> context)
    {
        using var bundle = bundles.Open(context, Stage);
        var storing = bundle.Each((article, visit) => new Storing(article, Document(article, visit)));
        var result = await store.StoreAsync([.. storing.Select(one => one.Document)], context.CancellationToken);
        foreach (var refused in result.Refused)
        {
            bundle.SetAside(storing[refused.Index].Repeated, new UnprocessableArticleException($"The store refused the repeat: {refused.Reason}"));
        }

        var refusals = result.Refused.Select(refused => refused.Index).ToHashSet();
        var stored = storing.Where((_, index) => !refusals.Contains(index)).Select(Told).ToList();
        if (stored.Count > 0)
        {
            await outgoing.PublishAsync(new ArticlesStored { Articles = stored }, stored.Count, context.CancellationToken);
        }

        await bundle.CompleteAsync();
        metrics.Stored(Fate.Repeated, stored.Count);
    }

    private RepeatDocument Document(RepeatedArticle repeated, Visit visit) => new()
    {
        Id = repeated.ArticleId,
        DocumentId = repeated.DocumentId,
        Position = repeated.Position,
        Verdict = repeated.Verdict,
        Journey = visit.Leave(repeated.Journey.Passed),
        IngestedAt = repeated.IngestedAt,
        StoredAt = time.GetUtcNow(),
        Article = repeated.Article,
    };

    private static StoredArticle Told(Storing storing) => new()
    {
        ArticleId = storing.Document.Id,
        DocumentId = storing.Document.DocumentId,
        Position = storing.Document.Position,
        Fate = Fate.Repeated,
        Verdict = storing.Document.Verdict.Kind,
        KeptArticleId = storing.Document.Verdict.KeptArticleId,
        Journey = storing.Document.Journey,
    };
}
