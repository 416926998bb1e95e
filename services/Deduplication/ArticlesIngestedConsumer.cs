using MassTransit;
using NewsPlatform.Contracts;
using NewsPlatform.Deduplication.Deciding;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Messaging;

namespace NewsPlatform.Deduplication;

/// <summary>
/// Finds out which articles are repeats, and tells who goes on and who does not. Of replayed ones it tells what they would be.
/// </summary>
internal sealed partial class ArticlesIngestedConsumer(
    Bundles bundles, Window window, Corrections corrections, Outgoing outgoing, DeduplicationMetrics metrics, ILogger<ArticlesIngestedConsumer> logger)
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

    private sealed record Candidate(IngestedArticle Ingested, Visit Visit, Fingerprint Fingerprint);

    public async Task Consume(ConsumeContext<ArticlesIngested> context)
    {
        using var bundle = bundles.Open(context, Stage);
        var candidates = await bundle.EachAsync((article, visit) => new Candidate(article, visit, FingerprintExtractor.Extract(InputOf(article))));
        await JudgeAsync([.. candidates.Where(candidate => candidate.Ingested.Replay is not null)], context.CancellationToken);
        var kinds = await DecideAsync([.. candidates.Where(candidate => candidate.Ingested.Replay is null)], context.CancellationToken);
        await bundle.CompleteAsync();
        metrics.Decided(kinds);
    }

    // What is only compared was decided long ago: nothing of it is written, claimed or counted, and Storage alone hears of it.
    private async Task JudgeAsync(List<Candidate> candidates, CancellationToken cancellationToken)
    {
        var judged = new List<JudgedArticle>(candidates.Count);
        foreach (var candidate in candidates)
        {
            var judgement = await window.JudgeAsync(candidate.Fingerprint, candidate.Ingested.StoredKeptArticleId, cancellationToken);
            judged.Add(new JudgedArticle
            {
                ArticleId = candidate.Ingested.Article.ArticleId,
                Replay = candidate.Ingested.Replay!,
                Verdict = judgement.Standing?.ToVerdict([]),
                Unjudged = judgement.Unjudged,
                Related = judgement.Related,
                IsSayable = judgement.IsSayable,
                Journey = candidate.Visit.Leave(candidate.Ingested.Journey.Passed),
            });
        }

        if (judged.Count > 0)
        {
            await outgoing.PublishAsync(new ArticlesJudged { Articles = judged }, judged.Count, cancellationToken);
        }
    }

    private async Task<List<string>> DecideAsync(List<Candidate> candidates, CancellationToken cancellationToken)
    {
        if (candidates.Count == 0)
        {
            return [];
        }

        var batch = await window.DecideAsync([.. candidates.Select(candidate => candidate.Fingerprint)], cancellationToken);
        var accepted = new List<AcceptedArticle>();
        var repeated = new List<RepeatedArticle>();
        foreach (var (candidate, decision) in candidates.Zip(batch.Decisions))
        {
            if (decision.Standing.GoesOn)
            {
                accepted.Add(Accept(candidate, decision.Verdict));
            }
            else
            {
                repeated.Add(Repeat(candidate, decision.Verdict));
            }
        }

        if (accepted.Count > 0)
        {
            await outgoing.PublishAsync(new ArticlesAccepted { Articles = accepted }, accepted.Count, cancellationToken);
        }

        if (repeated.Count > 0)
        {
            await outgoing.PublishAsync(new ArticlesRepeated { Articles = repeated }, repeated.Count, cancellationToken);
        }

        await corrections.TellAsync(batch.Corrections, cancellationToken);
        await window.AnnouncedAsync(batch, cancellationToken);
        return [.. accepted.Select(article => article.Verdict.Kind), .. repeated.Select(article => article.Verdict.Kind)];
    }

    private static ArticleInput InputOf(IngestedArticle ingested) => new()
    {
        ArticleId = ingested.Article.ArticleId,
        Source = ingested.Article.Source,
        Seen = ingested.IngestedAt,
        Published = ingested.Article.Published ?? ingested.IngestedAt,
        Sequence = ingested.Article.Position,
        SourceId = ingested.Article.SourceId,
        Link = ingested.Article.Link,
        Headline = ingested.Article.Headline,
        Body = ingested.Article.Text,
    };

    private static AcceptedArticle Accept(Candidate candidate, Verdict verdict) => new()
    {
        Article = candidate.Ingested.Article,
        IngestedAt = candidate.Ingested.IngestedAt,
        Verdict = verdict,
        Journey = candidate.Visit.Leave(candidate.Ingested.Journey.Passed),
    };

    private RepeatedArticle Repeat(Candidate candidate, Verdict verdict)
    {
        var article = candidate.Ingested.Article;
        LogRepeated(article.ArticleId, verdict.KeptArticleId, verdict.Kind, verdict.Rule, verdict.Score);
        return new RepeatedArticle
        {
            ArticleId = article.ArticleId,
            Verdict = verdict,
            Article = article,
            IngestedAt = candidate.Ingested.IngestedAt,
            Journey = candidate.Visit.Leave(candidate.Ingested.Journey.Passed),
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Article {ArticleId} repeats {KeptArticleId}: {Verdict} by {Rule}, {Score:F2}")]
    private partial void LogRepeated(string articleId, string? keptArticleId, string verdict, string rule, double score);
}
