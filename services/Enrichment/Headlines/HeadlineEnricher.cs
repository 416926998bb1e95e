using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Origins;
using NewsPlatform.Enrichment.Reading;

namespace NewsPlatform.Enrichment.Headlines;

/// <summary>
/// The headline to show: the document's own with agency and site names off its ends, or the opening of the text cut where
/// a clause ends, and said to be derived.
/// </summary>
internal sealed class HeadlineEnricher : IEnricher
{
    // Headlines of the corpora have 4 to 15 words, 9 in the middle.
    private const int LeastWords = 4, WishedWords = 9, MostWords = 16;

    public string Name => "headline";

    public string Version => "1";

    public void Enrich(EnrichmentContext context)
    {
        if (context.Headline.Count > 0)
        {
            context.Notes.Headline = Given(context);
        }
        else if (context.Body.Count > 0)
        {
            context.Notes.Headline = new BestHeadline { Text = Derived(context), Derived = true };
        }
    }

    private static BestHeadline Given(EnrichmentContext context)
    {
        var words = context.Headline;
        var removed = new List<string>();
        int first = 0, behind = words.Count;
        while (NameAt(context, first) is { } name && name.Behind < behind && IsCut(words.Gap(name.Behind)))
        {
            removed.Add(words.Slice(first, name.Behind));
            first = name.Behind;
        }

        while (NameBefore(context, behind) is { } name && name.First > first && IsCut(words.Gap(name.First)))
        {
            removed.Add(words.Slice(name.First, behind));
            behind = name.First;
        }

        // What stood about the words stays, but for the mark that cut the name off.
        var start = first == 0 ? 0 : words.Start(first);
        var end = behind == words.Count ? words.Text.Length : words.End(behind - 1);
        return new BestHeadline { Text = words.Text[start..end].Trim(), Derived = false, Removed = removed.Count > 0 ? removed : null };
    }

    // A dash within a word ("كوفيد-19") or a plain space cuts nothing off.
    private static bool IsCut(Gap gap) =>
        (gap & (Gap.Colon | Gap.Slash | Gap.OpenBracket | Gap.CloseBracket)) != 0 || ((gap & Gap.Dash) != 0 && (gap & Gap.Space) != 0);

    private static Match? NameAt(EnrichmentContext context, int at) =>
        context.HeadlineFindings.TryFind(at, Kind.Agency, out var match) || context.HeadlineFindings.TryFind(at, Kind.Publisher, out match) ? match : null;

    private static Match? NameBefore(EnrichmentContext context, int behind)
    {
        for (var at = Math.Max(0, behind - 4); at < behind; at++)
        {
            if ((context.HeadlineFindings.TryFind(at, Kind.Agency, out var match) || context.HeadlineFindings.TryFind(at, Kind.Publisher, out match)) && match.Behind == behind)
            {
                return match;
            }
        }

        return null;
    }

    private static string Derived(EnrichmentContext context)
    {
        var body = context.Body;
        var first = DatelineReader.Read(body, context.BodyFindings, context.Lexicon)?.Behind ?? 0;
        if (first >= body.Count)
        {
            first = 0;
        }

        var sentence = body.Sentences[body.SentenceOf(first)];

        // A short first line without a full stop is a headline that stands in the text.
        if (first == sentence.First && sentence.Words is >= LeastWords and <= MostWords && (body.Gap(sentence.Behind) & (Gap.Line | Gap.Stop)) == Gap.Line)
        {
            return body.Text[sentence.Start..sentence.End].Trim();
        }

        if (sentence.Behind - first <= MostWords)
        {
            return body.Slice(first, sentence.Behind);
        }

        var best = 0;
        var quotes = 0;
        for (var i = first + 1; i <= Math.Min(sentence.Behind - 1, first + MostWords); i++)
        {
            context.Spend();
            var gap = body.Gap(i);
            quotes += (gap & Gap.Quote) != 0 ? 1 : 0;
            var words = i - first;

            // The clause that ends nearest to the wished length, not within a quotation; a comma before a name in
            // apposition ("الأمين العام، ينس ستولتنبرغ،") comes too early to be chosen.
            if (words >= LeastWords && quotes % 2 == 0 && (gap & (Gap.Comma | Gap.Semicolon | Gap.Dash)) != 0
                && (best == 0 || Math.Abs(words - WishedWords) < Math.Abs(best - WishedWords)))
            {
                best = words;
            }
        }

        var behind = first + (best > 0 ? best : WishedWords + 3);
        while (behind > first + LeastWords && best == 0 && body.Facts(behind - 1).Is(WordTraits.Stop))
        {
            behind--;
        }

        // The quotation mark that closes right behind the last word belongs to it.
        var end = body.End(behind - 1);
        if (end < body.Text.Length && Marks.IsQuote(body.Text[end]) && Opens(body.Text.AsSpan(body.Start(first), end - body.Start(first))))
        {
            end++;
        }

        return body.Text[body.Start(first)..end] + (best > 0 ? "" : " …");
    }

    private static bool Opens(ReadOnlySpan<char> text)
    {
        var marks = 0;
        foreach (var c in text)
        {
            marks += Marks.IsQuote(c) ? 1 : 0;
        }

        return marks % 2 == 1;
    }
}
