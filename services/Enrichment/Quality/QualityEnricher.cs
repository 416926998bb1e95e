using System.Globalization;
using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Reading;
using NewsPlatform.Enrichment.Texts;

namespace NewsPlatform.Enrichment.Quality;

/// <summary>What an editor would complain of before reading on.</summary>
internal sealed class QualityEnricher : IEnricher
{
    // The shortest whole news items of the corpora have about 40 words; below 25 there is a headline or a caption.
    private const int LeastWords = 25;

    // A line of a list is this short, and a list is most of the text.
    private const int ListLineWords = 12;
    private const double MostlyList = 0.6;
    private const int LeastListLines = 4;

    private const int LeastTraces = 2;

    public string Name => "quality";

    public string Version => "2";

    public void Enrich(EnrichmentContext context)
    {
        var flags = new List<QualityFlag>();
        var body = context.Body;
        if (body.Count < LeastWords)
        {
            Add(QualityFlags.TooShort, body.Count.ToString(CultureInfo.InvariantCulture) + " words");
        }

        if (CutOff(context) is { } tail)
        {
            Add(QualityFlags.CutOff, tail);
        }

        if (List(context) is { } share)
        {
            Add(QualityFlags.MostlyList, share.ToString("P0", CultureInfo.InvariantCulture));
        }

        var traces = TranslationTraces.Of(context);
        if (traces.Count >= LeastTraces)
        {
            Add(QualityFlags.MachineTranslated, string.Join(" | ", traces.Take(5)));
        }

        Mojibake.Repair(context.Article.Text, out var repaired);
        if (repaired > 0)
        {
            Add(QualityFlags.MixedEncodings, repaired.ToString(CultureInfo.InvariantCulture) + " places");
        }

        context.Notes.Quality = flags;

        void Add(string flag, string evidence) => flags.Add(new QualityFlag { Flag = flag, Evidence = evidence });
    }

    // The text stops in mid-sentence: no final mark, or one that promises more.
    private static string? CutOff(EnrichmentContext context)
    {
        var body = context.Body;
        if (body.Count == 0 || body.Text.Length < context.Article.Text.Length)
        {
            return null;
        }

        var text = body.Text.AsSpan().TrimEnd();
        var last = text[^1];
        var promises = text.EndsWith("...") || last == '…' || text.EndsWith("[…]");
        if (!promises && (!char.IsLetterOrDigit(last) || !UsesStops(context)))
        {
            return null;
        }

        // A short last line without a full stop is a credit or a caption, not a broken sentence.
        var sentence = body.Sentences[^1];
        var alone = (body.Gap(sentence.First) & Gap.Line) != 0 && sentence.Words <= ListLineWords && body.Sentences.Count > 1;
        return alone && !promises ? null : text[Math.Max(0, text.Length - 40)..].ToString();
    }

    // Some papers end no paragraph with a full stop: there a missing one shows nothing.
    private static bool UsesStops(EnrichmentContext context)
    {
        var body = context.Body;
        int lines = 0, stopped = 0;
        for (var i = 1; i < body.Count; i++)
        {
            if ((body.Gap(i) & Gap.Line) != 0)
            {
                lines++;
                stopped += (body.Gap(i) & (Gap.Stop | Gap.StrongStop)) != 0 ? 1 : 0;
            }
        }

        return lines > 0 ? stopped * 2 > lines : body.Sentences.Count > 1 || context.Article.Kind == ArticleKind.Teaser;
    }

    private static double? List(EnrichmentContext context)
    {
        int lines = 0, listed = 0, start = 0;
        var body = context.Body;
        for (var i = 1; i <= body.Count; i++)
        {
            context.Spend();
            if ((body.Gap(i) & Gap.Line) == 0)
            {
                continue;
            }

            lines++;
            var bullet = (body.Gap(start) & (Gap.Bullet | Gap.Dash)) != 0;
            listed += bullet || (i - start <= ListLineWords && (body.Gap(i) & (Gap.Stop | Gap.StrongStop)) == 0) ? 1 : 0;
            start = i;
        }

        var share = lines == 0 ? 0 : (double)listed / lines;
        return lines >= LeastListLines && share >= MostlyList ? share : null;
    }
}
