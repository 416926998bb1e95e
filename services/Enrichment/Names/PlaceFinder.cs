using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Reading;

namespace NewsPlatform.Enrichment.Names;

/// <summary>Countries, cities and regions, and the countries that demonyms point to.</summary>
internal sealed class PlaceFinder(EnrichmentContext context, NamesFound names)
{
    private readonly Passage passage = context.Body;
    private readonly Findings findings = context.BodyFindings;
    private readonly Dictionary<(Kind Kind, int Id), int> known = [];

    public void Find()
    {
        for (var i = 0; i < passage.Count; i++)
        {
            context.Spend();
            var demonym = findings.TryFind(i, Kind.Demonym, out var people) ? people : default;

            // A demonym within an organisation's name ("الجيش الأوكراني") still points to its country.
            if (demonym.Words > 0 && names.CoverOf(i) == Cover.Organisation)
            {
                AddCountry(context.Lexicon.Demonyms[demonym.Id]).Demonyms.Add(new NameSpan(i, demonym.Behind, demonym.Clitics));
                continue;
            }

            if (names.CoverOf(i) != Cover.Nothing)
            {
                continue;
            }

            var place = Longest(i);
            if (place.Words > 0 && (demonym.Words == 0 || demonym.Words < place.Words || IsPlaceWord(i - 1, strong: false)) && IsBelievable(place))
            {
                var span = new NameSpan(i, place.Behind, place.Clitics);
                var at = Index(place);
                names.Spots[at].Mentions.Add(span);
                names.Claim(span, Cover.Place, at);
                i = place.Behind - 1;
            }
            else if (demonym.Words > 0)
            {
                AddCountry(context.Lexicon.Demonyms[demonym.Id]).Demonyms.Add(new NameSpan(i, demonym.Behind, demonym.Clitics));
                i = demonym.Behind - 1;
            }
        }
    }

    // Regions before countries before cities of the same length, except where the name says which.
    private Match Longest(int at)
    {
        Match best = default;
        foreach (var match in findings.At(at))
        {
            if (match.Kind is not (Kind.Country or Kind.City or Kind.Region) || !names.IsFree(at, match.Behind))
            {
                continue;
            }

            if (match.Words > best.Words || (match.Words == best.Words && Prefers(match, best)))
            {
                best = match;
            }
        }

        return best;
    }

    private bool Prefers(Match match, Match over)
    {
        if (match.Clitics != over.Clitics)
        {
            return match.Clitics < over.Clitics;
        }

        if (match.Kind == over.Kind)
        {
            return match.Kind == Kind.City && context.Lexicon.Cities[match.Id].Inhabitants > context.Lexicon.Cities[over.Id].Inhabitants;
        }

        // Amman and Oman are one word without marks: the doubled letter tells, or Jordan beside it.
        if (match.Kind == Kind.City && over.Kind == Kind.Country && context.Lexicon.Cities[match.Id].Name is "عمّان")
        {
            return passage.Text.AsSpan(passage.Start(match.First), passage.End(match.First) - passage.Start(match.First)).Contains('\u0651')
                || names.Spots.Exists(spot => spot.Country == "JO");
        }

        return match.Kind == Kind.Country || (match.Kind == Kind.Region && over.Kind == Kind.City);
    }

    private bool IsBelievable(Match place)
    {
        var needs = place.Kind switch
        {
            Kind.City => context.Lexicon.Cities[place.Id].Needs,
            Kind.Region => context.Lexicon.Regions[place.Id].Needs,
            _ => NeedsBeside.Nothing,
        };

        // What is also a word of the language, in one word: it takes a word before it that goes with places.
        if (needs == NeedsBeside.Nothing && place.Words == 1 && place.Kind != Kind.Country && place.Clitics == 0
            && !passage.IsArabic(place.First) && passage.Facts(place.First) is { Rank: > 0 and < 4000, Traits: var traits } && (traits & WordTraits.Common) != 0)
        {
            needs = NeedsBeside.PlaceWord;
        }

        // "مالي" is also "financial", "المغرب" also a prayer.
        if (place is { Kind: Kind.Country, Words: 1, Clitics: 0 } && context.Lexicon.Countries[place.Id].Code is "ML" or "TD" or "NE" or "BJ")
        {
            needs = NeedsBeside.PlaceWord;
        }

        return needs switch
        {
            NeedsBeside.StrongPlaceWord => IsPlaceWord(place.First - 1, strong: true),
            NeedsBeside.PlaceWord => place.Clitics > 0 || IsPlaceWord(place.First - 1, strong: false),
            _ => true,
        };
    }

    private bool IsPlaceWord(int word, bool strong)
    {
        if (word < 0 || (passage.Gap(word + 1) & Gap.Barrier) != 0)
        {
            return false;
        }

        foreach (var match in findings.At(word))
        {
            if (match.Kind == Kind.PlaceWord && (!strong || context.Lexicon.PlaceWords[match.Id]))
            {
                return true;
            }
        }

        return false;
    }

    private int Index(Match match)
    {
        var key = (match.Kind, (int)match.Id);
        if (match.Kind == Kind.Country)
        {
            AddCountry(context.Lexicon.Countries[match.Id]);
            return names.Spots.FindIndex(spot => spot.Kind == "country" && spot.Country == context.Lexicon.Countries[match.Id].Code);
        }

        if (!known.TryGetValue(key, out var at))
        {
            known[key] = at = names.Spots.Count;
            names.Spots.Add(match.Kind == Kind.City ? Of(context.Lexicon.Cities[match.Id]) : Of(context.Lexicon.Regions[match.Id]));
        }

        return at;
    }

    private Place AddCountry(Country country)
    {
        foreach (var spot in names.Spots)
        {
            if (spot.Kind == "country" && spot.Country == country.Code)
            {
                return spot;
            }
        }

        var place = new Place(country.Name, country.EnglishName, "country", country.Code, country.Latitude, country.Longitude);
        names.Spots.Add(place);
        return place;
    }

    private static Place Of(City city) => new(city.Name, city.EnglishName, "city", city.Country, city.Latitude, city.Longitude);

    private static Place Of(Region region) => new(region.Name, region.EnglishName, "region", region.Country, region.Latitude, region.Longitude);
}
