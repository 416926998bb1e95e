using System.Collections.Frozen;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Reading;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Names;

/// <summary>
/// Organisations: those the dictionary lists, and those an opening noun tells ("وزارة الخارجية الروسية", "شركة ...",
/// "الحكومة السورية").
/// </summary>
internal sealed class BodyFinder(EnrichmentContext context, NamesFound names)
{
    // Words behind the opening noun: "وزارة البيئة والمياه والزراعة السعودية".
    private const int MostWords = 4;

    private const int LettersOfAgency = 5;

    // "بأنه مركز لوجستي": what stands behind these says what something is, not what it is called.
    private static readonly FrozenSet<ulong> Predicates = new[] { "أنه", "بأنه", "أنها", "بأنها", "هو", "هي", "كان", "كانت", "يعد", "تعد" }
        .Select(word => WordHash.Of(NormalizationProfile.Normalize(word))).ToFrozenSet();

    private readonly Passage passage = context.Body;
    private readonly Findings findings = context.BodyFindings;
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);

    public void Find()
    {
        for (var i = 0; i < passage.Count; i++)
        {
            context.Spend();
            if (names.CoverOf(i) != Cover.Nothing)
            {
                continue;
            }

            if (AgencyAt(i) is { Words: > 0 } agency)
            {
                Add(context.Lexicon.Agencies[agency.Id].Name, null, "agency", new NameSpan(i, agency.Behind, agency.Clitics));
                i = agency.Behind - 1;
            }
            else if (findings.TryFind(i, Kind.Organisation, out var match) && names.IsFree(i, match.Behind))
            {
                var organisation = context.Lexicon.Organisations[match.Id];
                Add(organisation.Name, organisation.EnglishName, organisation.Kind, new NameSpan(i, match.Behind, match.Clitics));
                i = match.Behind - 1;
            }
            else if (findings.TryFind(i, Kind.OrganisationHead, out var head) && Behind(head) is var behind && behind > head.Behind)
            {
                // The prepositions are no part of the name; the article is.
                var span = new NameSpan(i, behind, head.Clitics);
                Add(passage.Slice(i, behind, head.Clitics, head.Definite), null, context.Lexicon.OrganisationHeads[head.Id].Kind, span);
                i = behind - 1;
            }
        }
    }

    // An agency that is spoken of: "لوكالة فرانس برس", "رويترز". Its letters in brackets are a credit and name nobody; short
    // writings are words too.
    private Match AgencyAt(int at)
    {
        if (findings.TryFind(at, Kind.OrganisationHead, out var head) && context.Lexicon.OrganisationHeads[head.Id].Kind == "agency"
            && head.Behind < passage.Count && (passage.Gap(head.Behind) & Gap.Barrier & ~Gap.Quote) == Gap.None
            && findings.TryFind(head.Behind, Kind.Agency, out var named))
        {
            return named with { First = at, Clitics = head.Clitics };
        }

        return findings.TryFind(at, Kind.Agency, out var match)
            && names.IsFree(at, match.Behind)
            && (passage.IsArabic(at) ? match.Words > 1 && passage.Word(at).Length > 1 || passage.Word(at).Length - match.Clitics >= LettersOfAgency : match.Words > 1 || passage.Word(at).Length >= LettersOfAgency)
                ? match
                : default;
    }

    private int Behind(Match head)
    {
        var entry = context.Lexicon.OrganisationHeads[head.Id];
        if ((head.First > 0 && Predicates.Contains(passage.Hash(head.First - 1))) || (!entry.Genitive && IsWithinTitle(head.First)))
        {
            return head.Behind;
        }

        var behind = head.Behind;
        var proper = false;
        for (var at = head.Behind; at < passage.Count && at - head.Behind < MostWords; at++)
        {
            context.Spend();
            if ((passage.Gap(at) & Gap.Barrier) != 0 || names.CoverOf(at) != Cover.Nothing)
            {
                break;
            }

            if (findings.TryFind(at, Kind.Demonym, out var demonym) && demonym.Clitics == 0)
            {
                // Nothing of a name stands behind the country it belongs to.
                return demonym.Definite || proper ? demonym.Behind : behind;
            }

            if (PlaceAt(at) is > 0 and var place)
            {
                return entry.Genitive && !head.Definite ? place : behind;
            }

            var word = passage.Word(at);
            var definite = word.StartsWith("ال") && word.Length > 4;
            var and = word.StartsWith("وال") && word.Length > 5 && proper && entry.Kind is "government" or "university";
            if (findings.TryFind(at, Kind.Verb, out _) || passage.IsNumber(at) || passage.Facts(at).Is(WordTraits.Stop))
            {
                break;
            }

            if (!entry.Genitive || head.Definite)
            {
                // "القوات المسلحة الأوكرانية": an adjective may stand between, and the demonym must come.
                if (!definite || at > head.Behind)
                {
                    break;
                }

                continue;
            }

            if (!definite && !and && !(at == head.Behind && IsProper(at)))
            {
                break;
            }

            proper = true;
            behind = at + 1;
        }

        return proper ? behind : head.Behind;
    }

    // "وزير الخارجية الألماني" is one man's office, not a ministry and its country.
    private bool IsWithinTitle(int word) =>
        (word > 0 && findings.TryFind(word - 1, Kind.Title, out var title) && title.Behind > word)
        || (word > 1 && findings.TryFind(word - 2, Kind.Title, out title) && title.Behind > word);

    private int PlaceAt(int at)
    {
        foreach (var match in findings.At(at))
        {
            if (match.Kind is Kind.Country or Kind.City or Kind.Region && match.Clitics == 0)
            {
                return match.Behind;
            }
        }

        return 0;
    }

    private bool IsProper(int at) => NameReader.IsNameLike(passage, findings, at) && passage.Word(at).Length > 2;

    private void Add(string name, string? englishName, string kind, NameSpan span)
    {
        var key = NormalizationProfile.Normalize(name);
        if (!known.TryGetValue(key, out var at))
        {
            if (names.Bodies.Count >= short.MaxValue)
            {
                return;
            }

            known[key] = at = names.Bodies.Count;
            names.Bodies.Add(new Body(name, englishName, kind));
        }

        names.Bodies[at].Mentions.Add(span);
        names.Claim(span, Cover.Organisation, at);
    }
}
