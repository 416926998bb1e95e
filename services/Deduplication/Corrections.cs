using NewsPlatform.Contracts;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Messaging;

namespace NewsPlatform.Deduplication;

/// <summary>Tells what articles that were announced before are now.</summary>
internal sealed partial class Corrections(Outgoing outgoing, ILogger<Corrections> logger)
{
    // Without their text: a bundle of any size is small.
    private const int Bundle = 32;

    public async Task TellAsync(IReadOnlyList<Decision> corrections, CancellationToken cancellationToken)
    {
        foreach (var bundle in corrections.Where(correction => !correction.Standing.GoesOn).Chunk(Bundle))
        {
            await outgoing.PublishAsync(new ArticlesRepeated { Articles = [.. bundle.Select(Repeated)] }, bundle.Length, cancellationToken);
        }

        foreach (var bundle in corrections.Where(correction => correction.Standing.GoesOn).Chunk(Bundle))
        {
            await outgoing.PublishAsync(new ArticlesCorrected { Articles = [.. bundle.Select(Corrected)] }, bundle.Length, cancellationToken);
        }
    }

    private RepeatedArticle Repeated(Decision correction)
    {
        var verdict = correction.Verdict;
        LogRepeated(correction.Standing.ArticleId, verdict.KeptArticleId, verdict.Kind, verdict.Rule, verdict.Score);
        return new RepeatedArticle { ArticleId = correction.Standing.ArticleId, Verdict = verdict, Journey = Journey.Empty };
    }

    private CorrectedArticle Corrected(Decision correction)
    {
        var verdict = correction.Verdict;
        LogCorrected(correction.Standing.ArticleId, verdict.Kind, verdict.Rule, verdict.KeptArticleId);
        return new CorrectedArticle { ArticleId = correction.Standing.ArticleId, Verdict = verdict, Journey = Journey.Empty };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Article {ArticleId} turned out to repeat {KeptArticleId}: {Verdict} by {Rule}, {Score:F2}")]
    private partial void LogRepeated(string articleId, string? keptArticleId, string verdict, string rule, double score);

    [LoggerMessage(Level = LogLevel.Information, Message = "Article {ArticleId} goes on: it turned out to be {Verdict} by {Rule}, kept {KeptArticleId}")]
    private partial void LogCorrected(string articleId, string verdict, string rule, string? keptArticleId);
}
