namespace NewsPlatform.Enrichment.Dictionaries;

/// <summary>What a dictionary's phrase is.</summary>
internal enum Kind : byte
{
    Country,
    Demonym,
    City,
    Region,
    Organisation,
    OrganisationHead,
    Agency,
    Publisher,
    Title,
    Verb,
    PlaceWord,
    Month,
    HijriMonth,
    Weekday,
    Category,
    Source,
    Byline,
    Contributors,
}

/// <summary>A phrase of a dictionary in a text.</summary>
/// <param name="First">Index of its first word.</param>
/// <param name="Behind">Index behind its last word.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Which one: the row in the dictionary of that kind.</param>
/// <param name="Clitics">Letters of the first word that are no part of it: conjunction, preposition.</param>
/// <param name="Definite">The article was taken off.</param>
internal readonly record struct Match(int First, int Behind, Kind Kind, ushort Id, byte Clitics, bool Definite)
{
    public int Words => Behind - First;
}
