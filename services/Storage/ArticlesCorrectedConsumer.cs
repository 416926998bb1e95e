using MassTransit;
using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Storage;

/// <summary>
/// Follows a person's word: an article that was held back as a repeat is sent on its way through Enrichment, with the text
/// that lies here; a stored one is linked anew. The repeat gives way when the article arrives.
/// </summary>
internal sealed class ArticlesCorrectedConsumer(Bundles bundles, ArticleStore store, Outgoing outgoing, TimeProvider time) : IConsumer<ArticlesCorrected>
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
        var corrections = bundle.Each((article, visit) => (article.ArticleId, article.Verdict, Journey: visit.Leave(article.Journey.Passed)));
        var held = await store.CorrectAsync([.. corrections.Select(correction => (correction.ArticleId, correction.Verdict))], context.CancellationToken);
        if (held.Count > 0)
        {
            var journeys = corrections.ToDictionary(correction => correction.ArticleId, correction => correction.Journey, StringComparer.Ordinal);
            var released = held
                .Select(pair => new AcceptedArticle
                {
                    Article = pair.Held.Article!,
                    IngestedAt = pair.Held.IngestedAt ?? time.GetUtcNow(),
                    Verdict = pair.Verdict,
                    Journey = journeys[pair.Held.Id],
                })
                .ToList();
            await outgoing.PublishAsync(new ArticlesAccepted { Articles = released }, released.Count, context.CancellationToken);
        }

        await bundle.CompleteAsync();
    }
}
