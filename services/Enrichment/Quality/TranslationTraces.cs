using System.Buffers;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Names;
using NewsPlatform.Enrichment.Reading;

namespace NewsPlatform.Enrichment.Quality;

/// <summary>
/// Traces that machine translation and careless copying leave: a country broken off as a sentence of its own ("U.S." with
/// its points taken for full stops), the end of a tag, one kind of quotation mark closed by another, a word said twice.
/// </summary>
internal static class TranslationTraces
{
    private static readonly SearchValues<char> OddMarks = SearchValues.Create("″>");

    public static List<string> Of(EnrichmentContext context)
    {
        var traces = new List<string>();
        var body = context.Body;
        foreach (var sentence in body.Sentences)
        {
            context.Spend();
            if (traces.Count < 20 && sentence.Words is >= 1 and <= 4 && (body.Gap(sentence.Behind) & (Gap.Stop | Gap.Line)) == Gap.Stop && IsCountry(context, sentence))
            {
                traces.Add(body.Text[sentence.Start..sentence.End]);
            }
        }

        // "... دعوته للولايات المتحدة. للسيطرة على": a sentence that opens with a preposition behind a country.
        for (var i = 1; i < body.Sentences.Count && traces.Count < 20; i++)
        {
            var (before, sentence) = (body.Sentences[i - 1], body.Sentences[i]);
            context.Spend();
            if (before.Paragraph == sentence.Paragraph && before.Words > 4 && EndsInCountry(context, before))
            {
                traces.Add(body.Text[body.Start(before.Behind - 2)..body.End(sentence.First)]);
            }
        }

        var text = body.Text.AsSpan();
        for (var at = 0; traces.Count < 20 && text[at..].IndexOfAny(OddMarks) is >= 0 and var next;)
        {
            at += next;
            if (text[at] == '″' ? at > 0 && !char.IsAsciiDigit(text[at - 1]) : at > 0 && char.IsLetter(text[at - 1]))
            {
                traces.Add(text[Math.Max(0, at - 12)..(at + 1)].ToString());
            }

            at++;
        }

        for (var i = 1; i < body.Count && traces.Count < 20; i++)
        {
            context.Spend();
            if (body.Hash(i) == body.Hash(i - 1) && body.Word(i).Length > 3 && body.Gap(i) == Gap.Space && body.IsArabic(i) && !body.Facts(i).Is(WordTraits.Stop))
            {
                traces.Add(body.Slice(i - 1, i + 1));
            }
        }

        return traces;
    }

    private static bool IsCountry(EnrichmentContext context, Sentence sentence) =>
        context.BodyFindings.TryFind(sentence.First, Kind.Country, out var country) && country.Behind == sentence.Behind;

    private static bool EndsInCountry(EnrichmentContext context, Sentence sentence)
    {
        for (var i = Math.Max(sentence.First, sentence.Behind - 3); i < sentence.Behind; i++)
        {
            if (context.BodyFindings.TryFind(i, Kind.Country, out var country) && country.Behind == sentence.Behind
                && context.Lexicon.Countries[country.Id].Code is "US" or "GB" && OpensOddly(context, sentence.Behind))
            {
                return true;
            }
        }

        return false;
    }

    // An Arabic sentence opens with a verb, a noun or a conjunction; a bare preposition with its noun is a piece of one.
    private static bool OpensOddly(EnrichmentContext context, int word) =>
        word < context.Body.Count && context.Body.Word(word) is var opening && (opening.StartsWith("لل") || opening.StartsWith("بال") || opening.StartsWith("والا"))
        || context.BodyFindings.TryFind(word, Kind.Title, out var title) && title.Clitics == 0 && context.Notes.Names is { } names && names.CoverOf(word) == Cover.Nothing;
}
