namespace NewsPlatform.Enrichment.Dictionaries;

[Flags]
internal enum WordTraits : byte
{
    None = 0,

    /// <summary>A word of the language, not only a name that is often said.</summary>
    Common = 1,

    /// <summary>Among the most common, but perhaps a name.</summary>
    Doubtful = 2,
    GivenName = 4,
    FamilyName = 8,

    /// <summary>A function word of Arabic or English.</summary>
    Stop = 16,

    /// <summary>A family name that newspapers print alone.</summary>
    Famous = 32,
}

/// <summary>What the vocabulary knows of a word.</summary>
/// <param name="Rank">Its place among the most common words of its language, from 1; 0 for a word that is not among them.</param>
internal readonly record struct WordFacts(ushort Rank, WordTraits Traits)
{
    public bool Is(WordTraits trait) => (Traits & trait) != 0;
}
