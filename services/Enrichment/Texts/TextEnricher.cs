using System.Text;
using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Texts;

/// <summary>Normalised text, sentences, words, light stems, reading time.</summary>
internal sealed class TextEnricher : IEnricher
{
    // Words a minute, silent reading: 238 for English non-fiction (Brysbaert 2019, 190 studies), 180 for Arabic, whose
    // words carry their particles with them (the same review's figure). Scripts without spaces: letters counted as words.
    private const double ArabicWordsPerSecond = 180 / 60.0, WordsPerSecond = 238 / 60.0;

    [ThreadStatic]
    private static HashSet<ulong>? seen;

    [ThreadStatic]
    private static StringBuilder? written;

    public string Name => "text";

    public string Version => "2+" + NormalizationProfile.Version;

    public void Enrich(EnrichmentContext context)
    {
        var body = context.Body;
        var repaired = Mojibake.Repair(context.Article.Text, out _);
        context.Notes.NormalizedText = NormalizationProfile.Normalize(repaired);
        var pace = context.Notes.Language is "ar" or "fa" or "ur" or "he" ? ArabicWordsPerSecond : WordsPerSecond;

        // What lies behind the part that is analysed is counted by its length.
        var words = body.Text.Length == context.Article.Text.Length
            ? body.Count
            : (int)((long)body.Count * context.Article.Text.Length / Math.Max(1, body.Text.Length));
        context.Notes.Text = new TextFacts
        {
            Words = words,
            Sentences = [.. body.Sentences.Select(sentence => sentence.Start)],
            ReadingSeconds = (int)Math.Ceiling(words / pace),
        };
        context.Notes.Stems = context.Notes.Language == "ar" ? Stems(context) : null;
    }

    private static string Stems(EnrichmentContext context)
    {
        var body = context.Body;
        var known = seen ??= [];
        known.Clear();
        var stems = (written ??= new StringBuilder()).Clear();
        for (var i = 0; i < body.Count; i++)
        {
            if (known.Add(body.Stem(i)))
            {
                stems.Append(stems.Length > 0 ? " " : "").Append(body.StemText(i));
            }
        }

        return stems.ToString();
    }
}
