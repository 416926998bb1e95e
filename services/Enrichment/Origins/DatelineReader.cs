using NewsPlatform.Enrichment.Dates;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Reading;

namespace NewsPlatform.Enrichment.Origins;

/// <summary>What a dateline says, and the word behind it.</summary>
internal sealed record DatelineFound(string? Place, Agency? Agency, PartialDate? Date, int Behind);

/// <summary>
/// The dateline at the opening of a text: place, date and agency before a dash or a colon ("باريس (AP) –",
/// "القاهرة 28 سبتمبر (رويترز) -", "LONDON, Sept 28 (Reuters) -"). Nothing else may stand among them.
/// </summary>
internal static class DatelineReader
{
    // "واشنطن / القاهرة ، الخميس 28 سبتمبر / أيلول 2023 ( د ب أ ) -"
    private const int MostWords = 14;

    public static DatelineFound? Read(Passage passage, Findings findings, Lexicon lexicon)
    {
        var end = End(passage);
        if (end <= 0)
        {
            return null;
        }

        string? place = null;
        Agency? agency = null;
        PartialDate? date = null;
        for (var at = 0; at < end;)
        {
            if (findings.TryFind(at, Kind.Agency, out var match) || findings.TryFind(at, Kind.Publisher, out match))
            {
                agency ??= match.Kind == Kind.Agency ? lexicon.Agencies[match.Id] : null;
                at = match.Behind;
            }
            else if (PlaceAt(findings, at, lexicon) is { } found)
            {
                place ??= found.Name;
                at = found.Behind;
            }
            else if (DateReader.Read(passage, findings, at) is { } when)
            {
                date ??= when.Date.Month > 0 ? when.Date : null;
                at = when.Behind;
            }
            else
            {
                return null;
            }
        }

        return end > passage.Count || (place is null && agency is null) ? null : new DatelineFound(place, agency, date, end);
    }

    /// <summary>A dateline that stands apart from the text, whole.</summary>
    public static DatelineFound? ReadWhole(Passage passage, Findings findings, Lexicon lexicon)
    {
        string? place = null;
        Agency? agency = null;
        PartialDate? date = null;
        for (var at = 0; at < passage.Count; at++)
        {
            if (findings.TryFind(at, Kind.Agency, out var match))
            {
                agency ??= lexicon.Agencies[match.Id];
                at = match.Behind - 1;
            }
            else if (PlaceAt(findings, at, lexicon) is { } found)
            {
                place ??= found.Name;
                at = found.Behind - 1;
            }
            else if (DateReader.Read(passage, findings, at) is { } when)
            {
                date ??= when.Date.Month > 0 ? when.Date : null;
                at = when.Behind - 1;
            }
        }

        return place is null && agency is null && date is null ? null : new DatelineFound(place, agency, date, passage.Count);
    }

    // The word behind the dash or colon that ends a dateline; 0 where there is none.
    private static int End(Passage passage)
    {
        for (var i = 1; i <= Math.Min(MostWords, passage.Count - 1); i++)
        {
            var gap = passage.Gap(i);
            if ((gap & Gap.Line) != 0)
            {
                return 0;
            }

            // A dash between spaces or behind a bracket; a dash within "نيو-يورك" is none. One dash may part place and agency.
            if ((gap & Gap.Colon) != 0 || ((gap & Gap.Dash) != 0 && (gap & (Gap.Space | Gap.CloseBracket)) != 0 && !GoesOn(passage, i)))
            {
                return i;
            }
        }

        return 0;
    }

    // "الرياض - واس:" and "PARIS - AFP -": another end follows within a few words.
    private static bool GoesOn(Passage passage, int from)
    {
        for (var i = from + 1; i <= Math.Min(from + 4, passage.Count - 1); i++)
        {
            var gap = passage.Gap(i);
            if ((gap & Gap.Colon) != 0 || ((gap & Gap.Dash) != 0 && (gap & (Gap.Space | Gap.CloseBracket)) != 0))
            {
                return true;
            }
        }

        return false;
    }

    private static (string Name, int Behind)? PlaceAt(Findings findings, int at, Lexicon lexicon)
    {
        if (findings.TryFind(at, Kind.City, out var match) && match.Clitics == 0)
        {
            return (lexicon.Cities[match.Id].Name, match.Behind);
        }

        if (findings.TryFind(at, Kind.Country, out match) && match.Clitics == 0)
        {
            return (lexicon.Countries[match.Id].Name, match.Behind);
        }

        if (findings.TryFind(at, Kind.Region, out match) && match.Clitics == 0)
        {
            return (lexicon.Regions[match.Id].Name, match.Behind);
        }

        return null;
    }
}
