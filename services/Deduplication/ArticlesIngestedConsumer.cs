using MassTransit;
using NewsPlatform.Contracts;
using NewsPlatform.Deduplication.Claiming;
using NewsPlatform.Messaging;
using NewsPlatform.Text;

namespace NewsPlatform.Deduplication;

/// <summary>Finds out which articles are repeats, and tells who goes on and who does not.</summary>
internal sealed partial class ArticlesIngestedConsumer(
    Bundles bundles, SeenTexts seen, Outgoing outgoing, DeduplicationMetrics metrics, ILogger<ArticlesIngestedConsumer> logger)
    : IConsumer<ArticlesIngested>
{
    internal static readonly Stage<ArticlesIngested, IngestedArticle> Stage = new()
    {
        Service = DeduplicationHosting.Service,
        Operation = "deduplicate article",
        Articles = message => message.Articles,
        Alone = article => new ArticlesIngested { Articles = [article] },
        ArticleId = article => article.Article.ArticleId,
        TraceParent = article => article.Journey.TraceParent,
    };

    private sealed record Candidate(IngestedArticle Ingested, Visit Visit, string Key);

    public async Task Consume(ConsumeContext<ArticlesIngested> context)
    {
        using var bundle = bundles.Open(context, Stage);
        var candidates = bundle.Each((article, visit) => new Candidate(article, visit, KeyOf(article.Article)));
        var owners = await seen.ClaimAsync([.. candidates.Select(c => (c.Key, c.Ingested.Article.ArticleId))], context.CancellationToken);

        var accepted = new List<AcceptedArticle>();
        var repeated = new List<RepeatedArticle>();
        foreach (var (candidate, owner) in candidates.Zip(owners))
        {
            // Claimed by this article before: a redelivery, told again on purpose. The store upserts by id, so a repeat
            // is harmless and a loss is not.
            if (owner == candidate.Ingested.Article.ArticleId)
            {
                accepted.Add(Accept(candidate));
            }
            else
            {
                repeated.Add(Repeat(candidate, owner));
            }
        }

        if (accepted.Count > 0)
        {
            await outgoing.PublishAsync(new ArticlesAccepted { Articles = accepted }, accepted.Count, context.CancellationToken);
        }

        if (repeated.Count > 0)
        {
            await outgoing.PublishAsync(new ArticlesRepeated { Articles = repeated }, repeated.Count, context.CancellationToken);
        }

        await bundle.CompleteAsync();
        metrics.Decided(accepted.Count, repeated.Count);
    }

    private static string KeyOf(Article article) => $"{NormalizationProfile.Version}:{ContentKeys.Of(article.Headline, article.Text).Body}";

    private static AcceptedArticle Accept(Candidate candidate) => new()
    {
        Article = candidate.Ingested.Article,
        IngestedAt = candidate.Ingested.IngestedAt,
        Verdict = new Verdict { Kind = VerdictKind.New, Rule = "exact-text", RuleVersion = NormalizationProfile.Version, Score = 0 },
        Journey = candidate.Visit.Leave(candidate.Ingested.Journey.Passed),
    };

    private RepeatedArticle Repeat(Candidate candidate, string owner)
    {
        var article = candidate.Ingested.Article;
        LogRepeated(article.ArticleId, owner);
        return new RepeatedArticle
        {
            ArticleId = article.ArticleId,
            DocumentId = article.DocumentId,
            Position = article.Position,
            IngestedAt = candidate.Ingested.IngestedAt,
            Verdict = new Verdict
            {
                Kind = VerdictKind.Exact,
                Rule = "exact-text",
                RuleVersion = NormalizationProfile.Version,
                Score = 1,
                KeptArticleId = owner,
            },
            Journey = candidate.Visit.Leave(candidate.Ingested.Journey.Passed),
            Article = article,
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Article {ArticleId} repeats {KeptArticleId}, exact")]
    private partial void LogRepeated(string articleId, string keptArticleId);
}
