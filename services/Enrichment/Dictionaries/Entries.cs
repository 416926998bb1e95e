namespace NewsPlatform.Enrichment.Dictionaries;

/// <summary>A country as it is called in Arabic and English, with its middle.</summary>
internal sealed record Country(string Code, string Name, string EnglishName, double Latitude, double Longitude);

/// <summary>How much a city's name needs beside it to be believed: names that are words too.</summary>
internal enum NeedsBeside
{
    Nothing,

    /// <summary>A word that goes before places: in, to, city, north of.</summary>
    PlaceWord,

    /// <summary>A word that only places follow: city, province.</summary>
    StrongPlaceWord,
}

internal sealed record City(string Name, string EnglishName, string? Country, double? Latitude, double? Longitude, int Inhabitants, NeedsBeside Needs);

internal sealed record Region(string Name, string EnglishName, string? Country, double? Latitude, double? Longitude, NeedsBeside Needs);

internal sealed record Organisation(string Name, string EnglishName, string Kind);

/// <summary>A noun that opens an organisation's name.</summary>
/// <param name="Genitive">The words behind it belong to the name by themselves; otherwise only a name or a demonym does.</param>
internal sealed record OrganisationHead(string Word, string Kind, bool Genitive);

internal sealed record Agency(string Code, string Name);

internal enum TitleKind
{
    /// <summary>President, minister, spokesman: takes a demonym or a body behind it, and names its holder without a name.</summary>
    Office,
    Honorific,
    Rank,
    Craft,
    Kin,
}

internal sealed record CategoryWord(int Category, int Weight);
