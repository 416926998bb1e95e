using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Enrichers;

namespace NewsPlatform.Enrichment.Languages;

/// <summary>Language and script, with a say on mixed texts and, for Arabic, a hint at the dialect.</summary>
internal sealed class LanguageEnricher : IEnricher
{
    [ThreadStatic]
    private static LanguageDetector? detector;

    public string Name => "language";

    public string Version => "2";

    public void Enrich(EnrichmentContext context)
    {
        detector ??= new LanguageDetector();
        var verdict = detector.Detect(context.Body.Text);
        if (verdict.Language == "und" && context.Headline.Count > 0)
        {
            verdict = detector.Detect(context.Headline.Text);
        }

        context.Notes.Language = verdict.Language;
        context.Notes.LanguageConfidence = verdict.Confidence;
        context.Notes.Script = verdict.Script;
        context.Notes.Languages = verdict.Shares.Count == 0
            ? null
            : [.. verdict.Shares.Select(share => new LanguageShare { Language = share.Language, Share = share.Share })];
        context.Notes.Dialect = verdict.Language == "ar" ? ArabicDialects.Hint(context.Body) : null;
    }
}
