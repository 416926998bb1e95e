using System.Globalization;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Dictionaries;

/// <summary>
/// All dictionaries of phrases, read once for each process (about 60 ms), found in one pass over a text. Where each comes
/// from stands in <c>Dictionaries/README.md</c>.
/// </summary>
internal sealed class Lexicon
{
    private readonly PhraseTrie trie = new();
    private readonly HashIndex categoryStems = new(4096);
    private readonly List<List<CategoryWord>> categoryWords = [];
    private readonly HashSet<string> countryNames = new(StringComparer.Ordinal);

    private Lexicon()
    {
        ReadPlaces();
        ReadOrganisations();
        ReadPeopleWords();
        ReadCalendar();
        ReadCategories();
        foreach (var row in DictionaryFile.Rows("boilerplate.tsv"))
        {
            trie.Add(row[1], row[0] switch { "source" => Kind.Source, "byline" => Kind.Byline, _ => Kind.Contributors }, 0);
        }
    }

    public static Lexicon Current { get; } = new();

    public List<Country> Countries { get; } = [];

    /// <summary>Country of each demonym.</summary>
    public List<Country> Demonyms { get; } = [];

    public List<City> Cities { get; } = [];

    public List<Region> Regions { get; } = [];

    public List<Organisation> Organisations { get; } = [];

    public List<OrganisationHead> OrganisationHeads { get; } = [];

    public List<Agency> Agencies { get; } = [];

    public List<string> Publishers { get; } = [];

    public List<TitleKind> Titles { get; } = [];

    /// <summary>Plain sense of each verb of saying, in English: say, warn, deny.</summary>
    public List<string> Verbs { get; } = [];

    /// <summary>True for the words that only a place follows.</summary>
    public List<bool> PlaceWords { get; } = [];

    public List<CategoryWord> CategoryPhrases { get; } = [];

    public int Phrases => trie.Phrases;

    public void Find(Reading.Passage passage, Findings findings) => trie.Find(passage, findings);

    /// <summary>The categories that a word with this stem speaks for.</summary>
    public IReadOnlyList<CategoryWord> CategoriesOf(ulong stem) => categoryStems.Find(stem) is >= 0 and var at ? categoryWords[at] : [];

    private void ReadPlaces()
    {
        var codes = new Dictionary<string, Country>(StringComparer.Ordinal);
        // "ألمانيا" is also the accusative of "ألماني": a country's name is never taken for its people's.
        countryNames.UnionWith(DictionaryFile.Rows("countries.tsv").Select(row => NormalizationProfile.Normalize(row[1])));
        foreach (var row in DictionaryFile.Rows("countries.tsv"))
        {
            var country = new Country(row[0], row[1], row[2], Number(row[3])!.Value, Number(row[4])!.Value);
            codes[country.Code] = country;
            AddAll(row[5], Kind.Country, Countries.Count);
            Countries.Add(country);
            AddDemonyms(country, row[6].Split('|', StringSplitOptions.RemoveEmptyEntries));
        }

        foreach (var row in DictionaryFile.Rows("demonyms.tsv"))
        {
            AddDemonyms(codes[row[0]], row[1].Split('|').SelectMany(ArabicDemonyms));
        }

        foreach (var row in DictionaryFile.Rows("cities.tsv"))
        {
            AddAll(row[6], Kind.City, Cities.Count);
            AddAll(row[7], Kind.City, Cities.Count);
            Cities.Add(new City(row[0].Length > 0 ? row[0] : row[1], row[1], NullIfEmpty(row[2]), Number(row[3]), Number(row[4]), (int)(Number(row[5]) ?? 0), Needs(row[8])));
        }

        foreach (var row in DictionaryFile.Rows("regions.tsv"))
        {
            AddAll(row[0] + "|" + row[1], Kind.Region, Regions.Count);
            Regions.Add(new Region(row[0].Split('|')[0], row[1], row[2] == "-" ? null : row[2], Number(row[3]), Number(row[4]), Needs(row.ElementAtOrDefault(5))));
        }

        foreach (var row in DictionaryFile.Rows("place-words.tsv"))
        {
            AddAll(row[1], Kind.PlaceWord, PlaceWords.Count);
            PlaceWords.Add(row[0] == "strong");
        }
    }

    private void AddDemonyms(Country country, IEnumerable<string> words)
    {
        foreach (var word in words.Where(word => !countryNames.Contains(NormalizationProfile.Normalize(word))))
        {
            trie.Add(word, Kind.Demonym, Demonyms.Count, IsLatin(word));
        }

        Demonyms.Add(country);
    }

    // Feminine, dual, plural and accusative; the article is taken off by the trie, which stands on the last word as well
    // where there are two ("الكوري الجنوبي").
    private static IEnumerable<string> ArabicDemonyms(string masculine)
    {
        string[] endings = ["", "ة", "ين", "ون", "ات", "ان", "تين", "تان", "ا"];
        var words = masculine.Split(' ');
        return words.Length == 1
            ? endings.Select(ending => masculine + ending)
            : endings.Take(3).SelectMany(ending => new[] { $"{words[0]}{ending} {words[1]}{ending}", $"{words[0]}{ending} ال{words[1]}{ending}" });
    }

    private void ReadOrganisations()
    {
        foreach (var row in DictionaryFile.Rows("organisations.tsv"))
        {
            AddAll(row[3], Kind.Organisation, Organisations.Count);
            Organisations.Add(new Organisation(row[0], row[1], row[2]));
        }

        foreach (var row in DictionaryFile.Rows("organisation-heads.tsv"))
        {
            trie.Add(row[0], Kind.OrganisationHead, OrganisationHeads.Count);
            OrganisationHeads.Add(new OrganisationHead(row[0], row[1], row[2] == "genitive"));
        }

        foreach (var row in DictionaryFile.Rows("agencies.tsv"))
        {
            AddAll(row[2], Kind.Agency, Agencies.Count);
            Agencies.Add(new Agency(row[0], row[1]));
        }

        foreach (var row in DictionaryFile.Rows("publishers.tsv"))
        {
            AddAll(row[1], Kind.Publisher, Publishers.Count);
            Publishers.Add(row[0]);
        }
    }

    private void ReadPeopleWords()
    {
        foreach (var row in DictionaryFile.Rows("titles.tsv"))
        {
            foreach (var title in row[0].Split('|'))
            {
                trie.Add(title, Kind.Title, Titles.Count);
                trie.Add(WithoutArticle(title), Kind.Title, Titles.Count);
            }

            Titles.Add(Enum.Parse<TitleKind>(row[1], ignoreCase: true));
        }

        foreach (var row in DictionaryFile.Rows("verbs.tsv"))
        {
            foreach (var verb in row[0].Split('|'))
            {
                trie.Add(verb, Kind.Verb, Verbs.Count);
            }

            Verbs.Add(row[1]);
        }
    }

    private void ReadCalendar()
    {
        foreach (var row in DictionaryFile.Rows("calendar.tsv"))
        {
            var kind = row[1] switch { "month" => Kind.Month, "hijri" => Kind.HijriMonth, _ => Kind.Weekday };
            foreach (var name in row[3].Split('|'))
            {
                // "may" and "march" are words where they are not written as names; German writes all nouns so.
                trie.Add(name, kind, int.Parse(row[2], CultureInfo.InvariantCulture), capital: row[0] == "en");
            }
        }
    }

    private void ReadCategories()
    {
        foreach (var row in DictionaryFile.Rows("categories.tsv"))
        {
            var word = new CategoryWord(Categories.CategoryNames.IndexOf(row[0]), int.Parse(row[1], CultureInfo.InvariantCulture));
            foreach (var phrase in row[2].Split('|'))
            {
                var folded = NormalizationProfile.Normalize(phrase);
                if (folded.Contains(' ', StringComparison.Ordinal))
                {
                    trie.Add(phrase, Kind.Category, CategoryPhrases.Count);
                    continue;
                }

                var stem = folded[0] >= '\u0600' ? WordHash.Of(ArabicStemmer.Stem(folded)) : WordHash.Of(folded);
                var at = categoryStems.GetOrAdd(stem, categoryWords.Count);
                if (at == categoryWords.Count)
                {
                    categoryWords.Add([]);
                }

                if (!categoryWords[at].Exists(known => known.Category == word.Category))
                {
                    categoryWords[at].Add(word);
                }
            }

            CategoryPhrases.Add(word);
        }
    }

    private void AddAll(string writings, Kind kind, int id)
    {
        foreach (var writing in writings.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            trie.Add(writing, kind, id, IsLatin(writing));
        }
    }

    // Names in scripts with capitals are found only where they are written with one.
    private static bool IsLatin(string writing) => char.IsUpper(writing[0]);

    private static string WithoutArticle(string title) => title.StartsWith("ال", StringComparison.Ordinal) && title.Length > 4 ? title[2..] : title;

    private static NeedsBeside Needs(string? mark) => mark switch
    {
        "?" => NeedsBeside.PlaceWord,
        "!" => NeedsBeside.StrongPlaceWord,
        _ => NeedsBeside.Nothing,
    };

    private static double? Number(string? field) => string.IsNullOrEmpty(field) ? null : double.Parse(field, CultureInfo.InvariantCulture);

    private static string? NullIfEmpty(string field) => field.Length == 0 ? null : field;
}
