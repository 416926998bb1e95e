using NewsPlatform.Contracts;
using NewsPlatform.Storage.Search.Segments;
using NewsPlatform.Text;

namespace NewsPlatform.Storage.Search;

/// <summary>
/// What an article is found by: the stems of its words, those of its headline once more with a mark, everything that can be
/// filtered by as <c>field:value</c>, and, for phrases, its words as they are written and in pairs.
/// </summary>
internal static class SearchTerms
{
    // A document of a million words is found by its first ones: names and subjects of a news text stand early.
    private const int MostWords = 20_000;
    private const int LongestTerm = 100;

    // Most words of a text have just been seen in others.
    private const int RememberedBits = 15;

    [ThreadStatic]
    private static TokenBuffer? buffer;

    [ThreadStatic]
    private static (ulong Word, ulong Stem)[]? remembered;

    /// <summary>Adds the keys of an article, as they stand in its text: many several times.</summary>
    public static void Collect(Article article, Verdict verdict, Contracts.Enrichment enrichment, List<ulong> terms, List<ulong> words)
    {
        AddText(article.Text, terms, words, headline: false);
        AddText(enrichment.Headline?.Text ?? article.Headline ?? "", terms, words, headline: true);
        if (enrichment.Headline is not null && article.Headline is { } written)
        {
            // Phrases are checked in the headline as the document gave it.
            AddText(written, [], words, headline: true);
        }

        Add(terms, Fields.Source, article.Source);
        Add(terms, Fields.Kind, article.Kind);
        Add(terms, Fields.Document, article.DocumentId);
        Add(terms, Fields.Verdict, verdict.Kind);
        Add(terms, Fields.Language, enrichment.Language);
        Add(terms, Fields.Category, enrichment.Category?.Name);
        Add(terms, Fields.Story, enrichment.Story?.StoryId);
        foreach (var agency in enrichment.Origin?.Agencies ?? [])
        {
            Add(terms, Fields.Agency, agency.Agency);
        }

        foreach (var person in enrichment.People ?? [])
        {
            AddName(terms, Fields.Person, person.Name);
            foreach (var variant in person.Variants ?? [])
            {
                Add(terms, Fields.Person, variant);
            }
        }

        foreach (var place in enrichment.Places ?? [])
        {
            Add(terms, Fields.Place, place.Name);
            Add(terms, Fields.Place, place.EnglishName);
            Add(terms, Fields.Place, place.Country);
        }
    }

    /// <summary>The term of a filter: the value is folded as text is, so that spelling does not matter.</summary>
    public static string Filter(string field, string value)
    {
        var folded = NormalizationProfile.Normalize(value);
        return $"{field}:{(folded.Length <= LongestTerm ? folded : folded[..LongestTerm])}";
    }

    /// <summary>The stems of a text, each once, in the order of their first standing.</summary>
    public static List<string> Stems(string text)
    {
        buffer ??= new TokenBuffer();
        buffer.Read(text);
        var stems = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < buffer.Count; i++)
        {
            stems.Add(Stem(buffer.Word(i)).ToString());
        }

        return [.. stems];
    }

    private static void AddText(string text, List<ulong> terms, List<ulong> words, bool headline)
    {
        buffer ??= new TokenBuffer();
        buffer.Read(text);
        var hashes = buffer.Hashes[..Math.Min(buffer.Count, MostWords)];
        for (var i = 0; i < hashes.Length; i++)
        {
            var stem = StemKey(buffer, i, hashes[i]);
            terms.Add(Family.Terms.Key(stem));
            if (headline)
            {
                terms.Add(Family.Terms.Key(TermKey.InHeadline(stem)));
            }

            words.Add(Family.Words.Key(hashes[i]));
            if (i > 0)
            {
                words.Add(Family.Words.Key(TermKey.Pair(hashes[i - 1], hashes[i])));
            }
        }
    }

    private static ulong StemKey(TokenBuffer text, int word, ulong hash)
    {
        remembered ??= new (ulong, ulong)[1 << RememberedBits];
        ref var place = ref remembered[hash >> (64 - RememberedBits)];
        if (place.Word != hash)
        {
            place = (hash, TermKey.Of(Stem(text.Word(word))));
        }

        return place.Stem;
    }

    private static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word)
    {
        var stem = SearchStem.Of(word);
        return stem.Length <= LongestTerm ? stem : stem[..LongestTerm];
    }

    private static void Add(List<ulong> terms, string field, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            terms.Add(Family.Terms.Key(TermKey.Of(Filter(field, value))));
        }
    }

    // Whoever filters by "Zelensky" means the article that calls him by his full name, too.
    private static void AddName(List<ulong> terms, string field, string name)
    {
        Add(terms, field, name);
        if (name.LastIndexOf(' ') is > 0 and var space)
        {
            Add(terms, field, name[(space + 1)..]);
        }
    }
}

/// <summary>What can be filtered by.</summary>
internal static class Fields
{
    public const string Source = "source";
    public const string Kind = "kind";
    public const string Document = "document";
    public const string Verdict = "verdict";
    public const string Language = "language";
    public const string Category = "category";
    public const string Story = "story";
    public const string Agency = "agency";
    public const string Person = "person";
    public const string Place = "place";
}
