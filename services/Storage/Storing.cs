using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Storage;

/// <summary>What all consumers do after their own write: set the refused aside, settle what the articles are, tell the fates.</summary>
internal sealed class Storing(ArticleStore store, Outgoing outgoing, StorageMetrics metrics)
{
    /// <param name="stored">What was written to <c>articles</c>; those that turn out to be repeats are told as such.</param>
    /// <param name="ids">All ids of the bundle that were written, in any collection.</param>
    /// <returns>The articles whose verdict is settled here, as they are stored now.</returns>
    public async Task<IReadOnlyList<StoredDocument>> TellAsync(IReadOnlyCollection<StoredDocument> stored, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var settled = await store.SettleAsync(ids, cancellationToken);
        if (settled.Released.Count > 0)
        {
            // The way they did not go. The repeat gives way when the article arrives, and until then is one in the ledger.
            var released = settled.Released.Select(pair => new AcceptedArticle
            {
                Article = pair.Held.Article!,
                IngestedAt = pair.Held.IngestedAt ?? pair.Held.StoredAt,
                Verdict = pair.Verdict,
                Journey = pair.Held.Journey,
            }).ToList();
            await outgoing.PublishAsync(new ArticlesAccepted { Articles = released }, released.Count, cancellationToken);
        }

        var elsewhere = settled.Repeats.Concat(settled.Released.Select(pair => pair.Held)).Select(repeat => repeat.Id)
            .Concat(settled.Articles.Select(article => article.Id))
            .ToHashSet(StringComparer.Ordinal);
        var told = stored
            .Where(document => !elsewhere.Contains(document.Id))
            .Concat(settled.Articles)
            .Select(document => Told(document.Article, Fate.Stored, document.Verdict, document.Journey))
            .Concat(settled.Repeats.Select(repeat => Told(repeat.Article!, Fate.Repeated, repeat.Verdict, repeat.Journey)))
            .ToList();
        if (told.Count > 0)
        {
            await outgoing.PublishAsync(new ArticlesStored { Articles = told }, told.Count, cancellationToken);
        }

        metrics.Stored(Fate.Stored, told.Count(article => article.Fate == Fate.Stored));
        metrics.Stored(Fate.Repeated, told.Count(article => article.Fate == Fate.Repeated));
        return settled.Articles;
    }

    /// <summary>Sets refused writes aside, each with its reason, and returns the written ones.</summary>
    public static List<T> Written<T, TMessage, TArticle>(
        Bundle<TMessage, TArticle> bundle, IReadOnlyList<(TArticle Article, T Document)> documents, WriteResult result)
        where TMessage : class
    {
        foreach (var refused in result.Refused)
        {
            bundle.SetAside(documents[refused.Index].Article, new UnprocessableArticleException($"The store refused the article: {refused.Reason}"));
        }

        var refusals = result.Refused.Select(refused => refused.Index).ToHashSet();
        return [.. documents.Where((_, index) => !refusals.Contains(index)).Select(pair => pair.Document)];
    }

    private static StoredArticle Told(Article article, string fate, Verdict verdict, Journey journey) => new()
    {
        ArticleId = article.ArticleId,
        DocumentId = article.DocumentId,
        Position = article.Position,
        Fate = fate,
        Verdict = verdict.Kind,
        OverruledAt = verdict.OverruledAt,
        KeptArticleId = verdict.KeptArticleId,
        Journey = journey,
    };
}
