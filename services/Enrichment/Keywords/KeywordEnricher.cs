using System.Runtime.InteropServices;
using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Names;
using NewsPlatform.Enrichment.Reading;

namespace NewsPlatform.Enrichment.Keywords;

/// <summary>
/// Key phrases, ranked: runs of up to three content words, weighed by how often and where they stand, how rare their words
/// are in the language, and whether they name somebody or something. Never a function word.
/// </summary>
internal sealed class KeywordEnricher : IEnricher
{
    private const int Most = 10;

    // A word this common in its language is no keyword by itself ("قال", "day").
    private const int CommonRank = 120;

    // What a place weighs: the headline as three mentions in the text, the lead as two.
    private const double InHeadline = 3, InLead = 2, InText = 1;

    // A phrase says more than its words, but only where it comes again or stands in the headline; and a name more still.
    private const double ForPair = 1.15, ForTriple = 1.25, ForName = 1.4, ForSingleCommonWord = 0.5;

    [ThreadStatic]
    private static Dictionary<ulong, Candidate>? candidates;

    [ThreadStatic]
    private static List<Candidate>? rankedCandidates;

    [ThreadStatic]
    private static List<double>? rankedScores;

    [ThreadStatic]
    private static bool[]? content;

    [ThreadStatic]
    private static bool[]? headlineContent;

    public string Name => "keywords";

    public string Version => "2";

    public void Enrich(EnrichmentContext context)
    {
        var found = candidates ??= [];
        found.Clear();
        var counter = new PhraseCounter(found);
        var body = context.Body;
        var lead = body.Sentences.Count > 0 ? body.Sentences[0].Behind : 0;
        var inBody = Content(context, body, context.BodyFindings, ref content);
        var inHeadline = Content(context, context.Headline, context.HeadlineFindings, ref headlineContent);
        foreach (var alone in (ReadOnlySpan<bool>)[true, false])
        {
            counter.Count(context, body, inBody, headline: false, alone, at => at < lead ? InLead : InText);
            counter.Count(context, context.Headline, inHeadline, headline: true, alone, _ => InHeadline);
        }

        var ranked = rankedCandidates ??= [];
        var scores = rankedScores ??= [];
        ranked.Clear();
        scores.Clear();
        foreach (var candidate in found.Values)
        {
            // Only what stands in the text itself can be shown as written there.
            if (candidate.Words > 0 && (candidate.Words == 1 || (candidate.Count > 1 && !CutsPerson(context, candidate))))
            {
                ranked.Add(candidate);
                scores.Add(-Score(context, candidate));
            }
        }

        // Numbers sort four times as fast as pairs behind a comparer; of equal ones any order will do that is always the same.
        CollectionsMarshal.AsSpan(scores).Sort(CollectionsMarshal.AsSpan(ranked));
        context.Notes.Keywords = Choose(context, ranked, scores);
    }

    private static ReadOnlySpan<bool> Content(EnrichmentContext context, Passage passage, Findings findings, ref bool[]? content)
    {
        if (content is null || content.Length < passage.Count)
        {
            content = new bool[Math.Max(1024, passage.Count)];
        }

        var stop = StopWords.Of(context.Notes.Language);
        for (var i = 0; i < passage.Count; i++)
        {
            context.Spend();
            var word = passage.Word(i);
            var facts = passage.Facts(i);
            content[i] = (word.Length > 2 || (word[0] >= '\u2E80' && word.Length > 0))
                && !passage.IsNumber(i)
                && !stop.Contains(passage.Hash(i))
                && !(facts.Is(WordTraits.Stop) && context.Notes.Language is "ar" or "en" or "und")
                && facts.Rank is 0 or > CommonRank
                && !IsNoKeyword(passage, findings, i);
        }

        return content.AsSpan(0, passage.Count);
    }

    private static bool IsNoKeyword(Passage passage, Findings findings, int word)
    {
        foreach (var match in findings.At(word))
        {
            if (match.Kind is Kind.Verb or Kind.Month or Kind.Weekday && match.Words == 1 && match.Clitics < 2)
            {
                return true;
            }
        }

        // "وكانت", "فإن": function words with their conjunction.
        var text = passage.Word(word);
        return passage.IsArabic(word) && text[0] is 'و' or 'ف' or 'ب' or 'ل' && text.Length > 3 && passage.Facts(word).Rank == 0
            && Vocabulary.Current.Find(NewsPlatform.Text.WordHash.Of(text[1..])) is { Rank: > 0 and < CommonRank } behind && !behind.Is(WordTraits.GivenName);
    }

    private static double Score(EnrichmentContext context, Candidate candidate)
    {
        var body = context.Body;
        var names = context.Notes.Names;
        double rarity = 0;
        var inName = 0;
        for (var i = candidate.First; i < candidate.First + candidate.Words; i++)
        {
            context.Spend();
            rarity += TermWeights.OfStem(body.Stem(i));
            inName += names is not null && names.CoverOf(i) != Cover.Nothing ? 1 : 0;
        }

        var score = Math.Log(1 + candidate.Weight) * rarity / candidate.Words;
        if (inName == candidate.Words && IsWholeName(context, candidate))
        {
            score *= ForName;
        }
        else if (candidate.Words == 1 && body.Facts(candidate.First).Is(WordTraits.Common))
        {
            score *= ForSingleCommonWord;
        }

        return score * (candidate.Words == 2 ? ForPair : candidate.Words == 3 ? ForTriple : 1);
    }

    // "الأميركي مارك": a piece of an office with a piece of a name.
    private static bool CutsPerson(EnrichmentContext context, Candidate candidate)
    {
        if (context.Notes.Names is not { } names)
        {
            return false;
        }

        var covered = 0;
        for (var i = candidate.First; i < candidate.First + candidate.Words; i++)
        {
            covered += names.CoverOf(i) == Cover.Person ? 1 : 0;
        }

        return covered > 0 && (covered < candidate.Words || !IsWholeName(context, candidate));
    }

    private static bool IsWholeName(EnrichmentContext context, Candidate candidate)
    {
        var names = context.Notes.Names!;
        var (first, behind) = (candidate.First, candidate.First + candidate.Words);
        var cover = names.CoverOf(first);
        return (first == 0 || names.CoverOf(first - 1) != cover || (context.Body.Gap(first) & Gap.Barrier) != 0)
            && (behind == context.Body.Count || names.CoverOf(behind) != cover || (context.Body.Gap(behind) & Gap.Barrier) != 0);
    }

    private static List<Keyword> Choose(EnrichmentContext context, List<Candidate> ranked, List<double> scores)
    {
        var body = context.Body;
        var chosen = new List<Candidate>(Most);
        var keywords = new List<Keyword>(Most);
        for (var i = 0; i < ranked.Count; i++)
        {
            var candidate = ranked[i];
            if (keywords.Count == Most)
            {
                break;
            }

            context.Spend(chosen.Count);
            if (chosen.Exists(other => Overlaps(body, candidate, other)))
            {
                continue;
            }

            chosen.Add(candidate);
            keywords.Add(new Keyword
            {
                Phrase = context.Notes.Names?.SpanAt(candidate.First) is { } name && name.Behind == candidate.First + candidate.Words
                    ? context.Notes.Names.Written(name)
                    : Show(body, candidate),
                Score = Math.Round(scores[i] / scores[0], 3),
                Count = candidate.Count,
            });
        }

        return keywords;
    }

    // Two phrases that share a stem say the same thing twice, unless both are longer and share but one of theirs.
    private static bool Overlaps(Passage body, Candidate one, Candidate other)
    {
        var shared = 0;
        for (var i = 0; i < one.Words; i++)
        {
            for (var j = 0; j < other.Words; j++)
            {
                shared += body.Stem(one.First + i) == body.Stem(other.First + j) ? 1 : 0;
            }
        }

        return shared > 0 && (one.Words == 1 || other.Words == 1 || shared > 1);
    }

    // As written, without a conjunction or preposition on its first word where the article shows that there is one.
    private static string Show(Passage body, Candidate candidate)
    {
        var text = body.Slice(candidate.First, candidate.First + candidate.Words);
        var first = body.Word(candidate.First);
        if (first.Length > 5 && (first.StartsWith("وال") || first.StartsWith("بال") || first.StartsWith("كال") || first.StartsWith("فال")))
        {
            return body.Text[body.Start(candidate.First, 1)..body.End(candidate.First + candidate.Words - 1)];
        }

        return first.Length > 5 && first.StartsWith("لل") && text.StartsWith("لل", StringComparison.Ordinal) ? string.Concat("ال", text.AsSpan(2)) : text;
    }
}
