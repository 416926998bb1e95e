using System.Collections.Frozen;
using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Names;
using NewsPlatform.Enrichment.Reading;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Origins;

/// <summary>
/// Whose text this is: agencies, publisher, byline and contributors, from credit lines, dateline, headline and what the
/// text itself says; and who carried whose.
/// </summary>
internal sealed class OriginEnricher : IEnricher
{
    // Short writings of agencies ("واس", "بنا", "ومع") are words or parts of words: outside credits and datelines only
    // writings of five letters or two words are believed.
    private const int LettersToBeCited = 5;

    // A last paragraph this short that names an agency is a credit line the splitter left in the text.
    private const int CreditWords = 12;

    private static readonly FrozenSet<ulong> Correspondents = Hashes("مراسل", "مراسلة", "مراسلو", "مراسلي", "مراسلون", "مراسلين", "صحافي", "صحافية", "مصور", "مندوب", "correspondent", "reporter", "journalist", "photographer");
    private static readonly FrozenSet<ulong> Attributions = Hashes("وفقا", "وفق", "نقلا", "بحسب", "حسب", "طبقا", "according");
    private static readonly FrozenSet<ulong> Towards = Hashes("إلى", "الى", "to");

    public string Name => "origin";

    public string Version => "1";

    public void Enrich(EnrichmentContext context)
    {
        var found = new OriginNotes();
        ReadDateline(context, found);
        foreach (var credit in context.Article.Credits)
        {
            found.Credits.Add(ReadCredit(context, credit, found));
        }

        ReadTail(context, found);
        ReadHeadline(context, found);
        ReadText(context, found);
        found.Byline = context.Article.Author is { Length: > 0 } author ? author : found.Byline ?? BylineInText(context);
        context.Notes.Origin = found.ToContract();
    }

    private static void ReadDateline(EnrichmentContext context, OriginNotes found)
    {
        DatelineFound? dateline = null;
        if (context.Article.Dateline is { Length: > 0 } given)
        {
            var (words, findings) = context.ReadLine(given);
            dateline = DatelineReader.ReadWhole(words, findings, context.Lexicon);
        }

        dateline ??= DatelineReader.Read(context.Body, context.BodyFindings, context.Lexicon);
        if (dateline is null)
        {
            return;
        }

        context.DatelineDate = dateline.Date;
        context.Notes.Dateline = new Dateline { Place = dateline.Place, Agency = dateline.Agency?.Code, Date = dateline.Date?.Whole() };
        if (dateline.Agency is { } agency)
        {
            found.Add(agency, AgencyEvidence.Dateline);
        }
    }

    // One credit line: its carriers in their order, the byline or contributors it names.
    private static CreditLine ReadCredit(EnrichmentContext context, string credit, OriginNotes found)
    {
        var (words, findings) = context.ReadLine(credit);
        var line = new CreditLine();
        var source = -1;
        for (var i = 0; i < words.Count; i++)
        {
            context.Spend();
            if (findings.TryFind(i, Kind.Source, out var says))
            {
                source = says.Behind;
                i = says.Behind - 1;
            }
            else if (findings.TryFind(i, Kind.Agency, out var agency))
            {
                found.Add(context.Lexicon.Agencies[agency.Id], AgencyEvidence.Credit);
                line.Carriers.Add(context.Lexicon.Agencies[agency.Id].Code);
                i = agency.Behind - 1;
            }
            else if (findings.TryFind(i, Kind.Publisher, out var publisher))
            {
                line.Carriers.Add(context.Lexicon.Publishers[publisher.Id]);
                line.Publisher ??= context.Lexicon.Publishers[publisher.Id];
                i = publisher.Behind - 1;
            }
        }

        line.IsSource = source >= 0;
        if (source >= 0 && line.Carriers.Count == 0 && source < words.Count)
        {
            // A source nobody listed is named as written.
            line.Publisher = words.Slice(source, Math.Min(words.Count, source + 6));
            line.Carriers.Add(line.Publisher);
        }

        if (line.Carriers.Count == 0)
        {
            found.Contributors.AddRange(Contributors.Read(words, findings, context.Lexicon, out var alone));
            found.Byline ??= alone;
        }

        return line;
    }

    // "(أ ف ب)" or "المصدر: وكالات" as the last paragraph, where the splitter took it for text.
    private static void ReadTail(EnrichmentContext context, OriginNotes found)
    {
        var body = context.Body;
        if (body.Sentences.Count < 2 || body.Sentences[^1] is not { Words: <= CreditWords } last || (body.Gap(last.First) & Gap.Line) == 0)
        {
            return;
        }

        var line = new CreditLine();
        var named = 0;
        for (var i = last.First; i < last.Behind; i++)
        {
            if (context.BodyFindings.TryFind(i, Kind.Agency, out var match))
            {
                found.Add(context.Lexicon.Agencies[match.Id], AgencyEvidence.Credit);
                line.Carriers.Add(context.Lexicon.Agencies[match.Id].Code);
            }
            else if (context.BodyFindings.TryFind(i, Kind.Publisher, out match))
            {
                line.Publisher ??= context.Lexicon.Publishers[match.Id];
                line.Carriers.Add(context.Lexicon.Publishers[match.Id]);
            }
            else if (context.BodyFindings.TryFind(i, Kind.Source, out match))
            {
                line.IsSource = true;
            }
            else
            {
                continue;
            }

            named += match.Words;
            i = match.Behind - 1;
        }

        // A sentence that only speaks of an agency names it among other words.
        if (named * 2 > last.Words)
        {
            found.Credits.Add(line);
        }
        else
        {
            found.Agencies.RemoveAll(agency => agency.Evidence == AgencyEvidence.Credit && line.Carriers.Contains(agency.Agency) && found.Credits.TrueForAll(credit => !credit.Carriers.Contains(agency.Agency)));
        }
    }

    private static void ReadHeadline(EnrichmentContext context, OriginNotes found)
    {
        foreach (var match in context.HeadlineFindings.All)
        {
            // At an end of the headline, cut off by a dash, a bar or a colon: "رويترز: ...", "... - أ ف ب".
            var cut = match.First == 0 ? context.Headline.Gap(match.Behind) : match.Behind == context.Headline.Count ? context.Headline.Gap(match.First) : Gap.None;
            if (match.Kind == Kind.Agency && (cut & (Gap.Colon | Gap.Dash | Gap.Slash | Gap.OpenBracket | Gap.CloseBracket)) != 0)
            {
                found.Add(context.Lexicon.Agencies[match.Id], AgencyEvidence.Headline);
            }
        }
    }

    private static void ReadText(EnrichmentContext context, OriginNotes found)
    {
        var body = context.Body;
        foreach (var match in context.BodyFindings.All)
        {
            context.Spend();
            if (match.Kind != Kind.Agency || (match.Words == 1 && body.Word(match.First).Length - match.Clitics < LettersToBeCited && body.IsArabic(match.First)))
            {
                continue;
            }

            var before = match.First - 1;
            var joined = before >= 0 && (body.Gap(match.First) & Gap.Barrier & ~Gap.Quote) == 0;
            var letter = match.Clitics > 0 ? body.Word(match.First)[match.Clitics - 1] : ' ';
            if (joined && context.BodyFindings.TryFind(before, Kind.OrganisationHead, out var head) && context.Lexicon.OrganisationHeads[head.Id].Kind == "agency")
            {
                // "إلى وكالة "فرانس برس"".
                letter = head.Clitics > 0 ? body.Word(before)[head.Clitics - 1] : ' ';
                before--;
                joined = before >= 0 && (body.Gap(before + 1) & Gap.Barrier) == 0;
            }

            var attributed = joined && (Attributions.Contains(body.Hash(before)) || (before > 0 && Attributions.Contains(body.Hash(before - 1))));
            var towards = letter == 'ل' || (joined && Towards.Contains(body.Hash(before)));

            // Who speaks to an agency, or is watched by its correspondent, stands in that agency's own text.
            var own = joined && Correspondents.Contains(body.Hash(before)) || (towards && !attributed);
            found.Add(context.Lexicon.Agencies[match.Id], own ? AgencyEvidence.Correspondent : AgencyEvidence.Cited);
        }
    }

    private static string? BylineInText(EnrichmentContext context)
    {
        if (context.Body.Sentences.Count == 0 || !context.BodyFindings.TryFind(0, Kind.Byline, out var says))
        {
            return null;
        }

        // "كتب" opens many a sentence; a byline is a line of its own or ends in a colon or a dash.
        var behind = NameReader.Read(context.Body, context.BodyFindings, says.Behind, titled: true, out var clitics);
        return behind > says.Behind && clitics == 0 && (context.Body.Gap(behind) & (Gap.Line | Gap.Colon | Gap.Dash)) != 0
            ? context.Body.Slice(says.Behind, behind)
            : null;
    }

    private static FrozenSet<ulong> Hashes(params string[] words) =>
        words.Select(word => WordHash.Of(NormalizationProfile.Normalize(word))).ToFrozenSet();
}
