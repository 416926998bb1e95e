using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Names;
using NewsPlatform.Enrichment.Reading;

namespace NewsPlatform.Enrichment.Summaries;

/// <summary>
/// The sentences that carry the story, as they stand: those near the top that share words with the headline and the
/// keywords, name somebody, and can be read without the sentence before them.
/// </summary>
internal sealed class SummaryEnricher : IEnricher
{
    private const int Most = 3, LeastSentencesForThree = 8, LeastWords = 7, MostWords = 70;

    // The best opening of a text is its lead; each sentence further down starts a little lower.
    private const double ForLead = 4, ForEarly = 2.5, EarlyFades = 0.25;
    private const double ForHeadlineWord = 0.8, ForKeyword = 0.5, ForName = 0.3, MostForNames = 1.2;
    private const double ForDependence = -2, ForQuoteAlone = -1, ForLength = -1;

    public string Name => "summary";

    public string Version => "1";

    public void Enrich(EnrichmentContext context)
    {
        var body = context.Body;
        var wanted = Keys(context);
        var scored = new List<(int Sentence, double Score)>();
        var subheads = context.Article.Subheads.Select(subhead => subhead.Trim()).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < body.Sentences.Count; i++)
        {
            if (body.Sentences[i].Words is >= LeastWords and <= MostWords && EndsWhole(body, i)
                && !(subheads.Count > 0 && subheads.Contains(body.Text[body.Sentences[i].Start..body.Sentences[i].End])))
            {
                scored.Add((i, Score(context, i, wanted)));
            }
        }

        if (scored.Count == 0 && body.Sentences.Count > 0)
        {
            scored.Add((0, 0));
        }

        context.Notes.Summary =
        [
            .. scored.OrderByDescending(one => one.Score).ThenBy(one => one.Sentence)
                .Take(body.Sentences.Count >= LeastSentencesForThree ? Most : Most - 1)
                .OrderBy(one => one.Sentence)
                .Select(one => Span(body, one.Sentence)),
        ];
    }

    private static TextSpan Span(Passage body, int sentence)
    {
        var (start, end) = (body.Sentences[sentence].Start, body.Sentences[sentence].End);
        return new TextSpan { Text = body.Text[start..end], Start = start };
    }

    private static Dictionary<ulong, double> Keys(EnrichmentContext context)
    {
        var keys = new Dictionary<ulong, double>();
        for (var i = 0; i < context.Headline.Count; i++)
        {
            if (!context.Headline.Facts(i).Is(WordTraits.Stop))
            {
                keys[context.Headline.Stem(i)] = ForHeadlineWord;
            }
        }

        foreach (var keyword in context.Notes.Keywords ?? [])
        {
            var (words, _) = context.ReadLine(keyword.Phrase);
            for (var i = 0; i < words.Count; i++)
            {
                keys.TryAdd(words.Stem(i), ForKeyword * keyword.Score);
            }
        }

        return keys;
    }

    private static double Score(EnrichmentContext context, int index, Dictionary<ulong, double> wanted)
    {
        var body = context.Body;
        var sentence = body.Sentences[index];
        var score = index == 0 ? ForLead : Math.Max(0, ForEarly - (EarlyFades * index));
        double shared = 0, named = 0;
        var names = context.Notes.Names;
        for (var i = sentence.First; i < sentence.Behind; i++)
        {
            context.Spend();
            shared += wanted.GetValueOrDefault(body.Stem(i));
            named += names is not null && names.CoverOf(i) != Cover.Nothing ? ForName / 2 : 0;
        }

        // Long sentences hold more of everything: the tenth word on counts by half.
        score += shared / Math.Sqrt(Math.Max(1, sentence.Words / 10.0)) + Math.Min(MostForNames, named);
        score += LeansOnOthers(context, sentence) ? ForDependence : 0;
        score += sentence.Start < body.Text.Length && Marks.IsQuote(body.Text[sentence.Start]) ? ForQuoteAlone : 0;
        return score + (sentence.Words > 50 ? ForLength : 0);
    }

    // "وأضاف", "من جانبه", "كما": its subject stands in the sentence before.
    private static bool LeansOnOthers(EnrichmentContext context, Sentence sentence)
    {
        var word = context.Body.Word(sentence.First);
        return word.StartsWith("واضاف") || word.StartsWith("وتابع") || word.StartsWith("واوضح") || word.StartsWith("واشار") || word.StartsWith("وذلك")
            || word is "كما" or "لكن" or "لكنه" or "وهو" or "وهي" or "وكان" or "واكد" or "وقال" or "he" or "she" or "it" or "they" or "but" or "and" or "this"
            || (word is "من" && sentence.Words > 1 && context.Body.Word(sentence.First + 1).StartsWith("جانب"));
    }

    // A sentence that the page cut off is no summary of anything.
    private static bool EndsWhole(Passage body, int index)
    {
        var sentence = body.Sentences[index];
        if (sentence.Behind < body.Count || body.Sentences.Count == 1)
        {
            return true;
        }

        return Marks.Of(body.Text[sentence.End - 1]) is Gap.Stop or Gap.StrongStop or Gap.Quote or Gap.CloseBracket;
    }
}
