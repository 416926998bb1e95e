using System.Collections.Frozen;
using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Names;
using NewsPlatform.Enrichment.Reading;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Quotes;

/// <summary>Who said what: words in quotation marks, and paraphrases behind "قال إن".</summary>
internal sealed class QuoteEnricher : IEnricher
{
    private const int MostQuotes = 60;

    // A pair of words in marks is mostly a name or a term; so many are somebody's words even without a verb.
    private const int WordsToSpeakAlone = 4;

    // Words between a verb of saying and its "إن": "قال وزير الخارجية الروسي سيرغي لافروف في مؤتمر صحفي أمس إن".
    private const int MostWordsToThat = 18;

    private static readonly FrozenSet<ulong> That = Hashes("إن", "أن", "بأن");
    private static readonly FrozenSet<ulong> ThatHe = Hashes("إنه", "إنها", "إنهم", "إننا", "إنهما", "أنه", "أنها", "أنهم", "أنهما", "بأنه", "بأنها", "بأنهم");
    private static readonly FrozenSet<ulong> Works = Hashes(
        "فيلم", "الفيلم", "مسلسل", "كتاب", "كتابه", "رواية", "أغنية", "ألبوم", "برنامج", "مسرحية", "حملة", "عملية", "مجلة", "موقع", "تطبيق", "صحيفة", "هاشتاغ", "وسم", "قناة", "شركة", "نادي", "جائزة", "سورة", "film", "book", "song", "novel");

    public string Name => "quotes";

    public string Version => "1";

    public void Enrich(EnrichmentContext context)
    {
        if (context.Notes.Names is not { } names)
        {
            return;
        }

        var spans = QuotedSpan.All(context.Body, MostQuotes * 2);
        var speeches = new SpeechReader(context, names, spans).Read();
        var quotes = new List<Quotation>();
        var last = -2;
        foreach (var span in spans)
        {
            // One word alone is a name or irony, unless it goes on with a quotation: "عائلاتهم" و"حريتهم".
            if (quotes.Count < MostQuotes && (span.Words > 1 || span.First - last is 0 or 1) && Direct(context, names, speeches, span) is { } quote)
            {
                quotes.Add(quote);
                last = span.Behind;
            }
        }

        foreach (var speech in speeches)
        {
            if (quotes.Count < MostQuotes * 2 && Indirect(context, speeches, spans, speech) is { } quote)
            {
                quotes.Add(quote);
            }
        }

        quotes.Sort((a, b) => a.Start.CompareTo(b.Start));
        context.Notes.Quotes = quotes;
    }

    private static Quotation? Direct(EnrichmentContext context, NamesFound names, List<Speech> speeches, QuotedSpan span)
    {
        var body = context.Body;
        if (IsNameOrTitle(body, names, span))
        {
            return null;
        }

        var sentence = body.Sentences[body.SentenceOf(span.First)];
        var speech = Governing(body, speeches, span, out var right);
        // Words that go on where the paragraph's last speaker stopped.
        speech ??= span.Words >= WordsToSpeakAlone ? Preceding(body, speeches, span) : null;
        if (speech is null && span.Words < WordsToSpeakAlone)
        {
            return null;
        }

        string? speaker;
        if (speech is not null)
        {
            speaker = speech.Speaker;
        }
        else
        {
            // Somebody's words without a verb of saying: the last one named before them in the sentence.
            speaker = null;
            for (var i = span.First - 1; i >= sentence.First && speaker is null; i--)
            {
                context.Spend();
                speaker = names.PersonAt(i)?.Name;
            }

            if (speaker is null)
            {
                return null;
            }
        }

        return new Quotation
        {
            Text = body.Text[span.Start..span.End].Trim(),
            Start = span.Start,
            Speaker = speaker,
            Verb = speech is null ? null : body.Slice(speech.First, speech.Behind),
            Indirect = false,
        };
    }

    private static Speech? Preceding(Passage body, List<Speech> speeches, QuotedSpan span)
    {
        var sentence = body.SentenceOf(span.First);
        return speeches.FindLast(speech => speech.Sentence == sentence - 1 && speech.Behind <= span.First) is { } speech
            && body.Sentences[speech.Sentence].Paragraph == body.Sentences[sentence].Paragraph
                ? speech
                : null;
    }

    // Verb before the quotation in its sentence; else right behind it; else in the sentence before, where the quotation
    // opens one ("وقال زيلينسكي في باريس. "لقد حددنا ...").
    private static Speech? Governing(Passage body, List<Speech> speeches, QuotedSpan span, out bool right)
    {
        right = false;
        var sentence = body.SentenceOf(span.First);
        Speech? before = null, previous = null, behind = null;
        foreach (var speech in speeches)
        {
            if (speech.Behind <= span.First)
            {
                before = speech.Sentence == sentence ? speech : before;
                previous = speech.Sentence == sentence - 1 ? speech : previous;
            }
            else if (speech.First >= span.Behind)
            {
                behind = speech;
                break;
            }
        }

        if (before is not null)
        {
            return before;
        }

        var opens = span.First == body.Sentences[sentence].First;
        var paragraph = body.Sentences[sentence].Paragraph;
        if (behind is not null && opens && body.Sentences[behind.Sentence].Paragraph == paragraph
            && (behind.First <= span.Behind + 1 || (!body.IsArabic(behind.First) && behind.Sentence == body.SentenceOf(span.Behind - 1))))
        {
            // "Yes," he said: but where the sentence before ends in its own attribution, that one holds.
            right = true;
            return behind;
        }

        return opens && previous is not null && body.Sentences[previous.Sentence].Paragraph == paragraph ? previous : null;
    }

    private static bool IsNameOrTitle(Passage body, NamesFound names, QuotedSpan span)
    {
        var covered = 0;
        for (var i = span.First; i < span.Behind; i++)
        {
            covered += names.CoverOf(i) != Cover.Nothing ? 1 : 0;
        }

        if (covered == span.Words || (span.Words == 2 && covered == 1))
        {
            return true;
        }

        return span.First > 0 && span.Words <= 8 && Works.Contains(body.Hash(span.First - 1));
    }

    private static Quotation? Indirect(EnrichmentContext context, List<Speech> speeches, List<QuotedSpan> quotes, Speech speech)
    {
        var body = context.Body;
        if (!body.IsArabic(speech.First) || speech.Speaker is null)
        {
            return null;
        }

        var sentence = body.Sentences[speech.Sentence];
        var at = speech.Behind;
        while (at < sentence.Behind && at < speech.Behind + MostWordsToThat && !That.Contains(body.Hash(at)) && !ThatHe.Contains(body.Hash(at)))
        {
            context.Spend();
            at++;
        }

        if (at >= sentence.Behind || at == speech.Behind + MostWordsToThat)
        {
            return null;
        }

        var first = That.Contains(body.Hash(at)) ? at + 1 : at;
        var behind = sentence.Behind;
        foreach (var other in speeches)
        {
            if (other.First > first && other.First < behind)
            {
                behind = other.First;
            }
            else if (other.First > speech.First && other.First <= at)
            {
                // Another verb stands nearer to this "أن".
                return null;
            }
        }

        // "... لكنه" belongs to the verb behind it.
        while (behind < sentence.Behind && behind > first && (body.Facts(behind - 1).Is(WordTraits.Stop) || body.Word(behind - 1).StartsWith("لكن")))
        {
            behind--;
        }

        // What opens with somebody's own words is told by those.
        if (behind - first < 3 || quotes.Exists(quote => quote.First == first) || Quoted(quotes, first, behind) * 2 > behind - first)
        {
            return null;
        }

        // Up to the end of the sentence, but without its full stop.
        var end = body.End(behind - 1);
        if (end < sentence.End && Marks.IsQuote(body.Text[end]))
        {
            end++;
        }

        return new Quotation
        {
            Text = body.Text[body.Start(first)..end],
            Start = body.Start(first),
            Speaker = speech.Speaker,
            Verb = body.Slice(speech.First, speech.Behind),
            Indirect = true,
        };
    }

    private static int Quoted(List<QuotedSpan> quotes, int first, int behind) =>
        quotes.Sum(quote => Math.Max(0, Math.Min(behind, quote.Behind) - Math.Max(first, quote.First)));

    private static FrozenSet<ulong> Hashes(params string[] words) =>
        words.Select(word => WordHash.Of(NormalizationProfile.Normalize(word))).ToFrozenSet();
}
