using NewsPlatform.Contracts;
using NewsPlatform.Text;

namespace NewsPlatform.Storage.Search;

/// <summary>
/// What an article is found by: one flat list of terms under one index. Words stand as their stems, words of the headline
/// once more with a mark, and everything that can be filtered by stands as <c>field:value</c>, so that any combination is
/// answered by the same index, driven by its rarest term.
/// </summary>
/// <remarks>
/// Rejected: MongoDB's text index with language "none" over the stems. It answers "any of these words" and must fetch all of
/// those before it can say "all of them", and it cannot give the newest first without sorting them. Both were measured:
/// see tests/Benchmarks.
/// </remarks>
internal static class SearchTerms
{
    /// <summary>Before the stem of a word that stands in the headline. Folded words hold no such sign.</summary>
    public const char InHeadline = '^';

    // A document of a million words keeps its first ones: names and subjects of a news text stand early.
    private const int Most = 4_000;
    private const int LongestTerm = 100;

    [ThreadStatic]
    private static TokenBuffer? buffer;

    public static List<string> Of(Article article, Verdict verdict, Contracts.Enrichment enrichment)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        var headline = enrichment.Headline?.Text ?? article.Headline ?? "";
        AddStems(terms, headline, InHeadline);
        AddStems(terms, headline, mark: null);
        AddStems(terms, article.Text, mark: null);
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

        return [.. terms];
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
        var stems = new HashSet<string>(StringComparer.Ordinal);
        AddStems(stems, text, mark: null);
        return [.. stems];
    }

    private static void AddStems(HashSet<string> terms, string text, char? mark)
    {
        buffer ??= new TokenBuffer();
        buffer.Read(text);
        var lookup = terms.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> marked = stackalloc char[LongestTerm + 1];
        for (var i = 0; i < buffer.Count && terms.Count < Most; i++)
        {
            var stem = SearchStem.Of(buffer.Word(i));
            stem = stem.Length <= LongestTerm ? stem : stem[..LongestTerm];
            if (mark is { } sign)
            {
                marked[0] = sign;
                stem.CopyTo(marked[1..]);
                lookup.Add(marked[..(stem.Length + 1)]);
            }
            else
            {
                lookup.Add(stem);
            }
        }
    }

    private static void Add(HashSet<string> terms, string field, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            terms.Add(Filter(field, value));
        }
    }

    // Whoever filters by "Zelensky" means the article that calls him by his full name, too.
    private static void AddName(HashSet<string> terms, string field, string name)
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
