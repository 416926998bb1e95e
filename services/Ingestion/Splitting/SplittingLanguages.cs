using System.Globalization;
using System.Reflection;

namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// What the splitter knows of languages, and all it knows: phrases and common words, read from the tables in
/// <c>Splitting/Languages</c>. A language is two files, found by their names; no code changes for one more.
/// </summary>
internal sealed class SplittingLanguages
{
    private static readonly Lazy<SplittingLanguages> Shipped = new(LoadEmbedded);

    private readonly Dictionary<string, PhraseSet> _phrases = new(StringComparer.Ordinal);
    private readonly Dictionary<int, float> _commonness = [];

    private SplittingLanguages()
    {
    }

    /// <summary>The languages that come with the service; read once.</summary>
    public static SplittingLanguages Default => Shipped.Value;

    /// <summary>The codes of the languages read, in order.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    public PhraseSet ReadMore => Phrases("read-more");
    public PhraseSet ReadAlso => Phrases("read-also");
    public PhraseSet Related => Phrases("related");
    public PhraseSet Source => Phrases("source");
    public PhraseSet Byline => Phrases("byline");
    public PhraseSet BareByline => Phrases("byline-bare");
    public PhraseSet Caption => Phrases("caption");
    public PhraseSet Follow => Phrases("follow");
    public PhraseSet Contributors => Phrases("contributors");
    public PhraseSet Contributed => Phrases("contributed");

    /// <summary>What those who contributed contributed to.</summary>
    public PhraseSet Report => Phrases("report");

    public PhraseSet Tags => Phrases("tags");
    public PhraseSet Disclaimer => Phrases("disclaimer");
    public PhraseSet EndMark => Phrases("end-mark");
    public PhraseSet Continuation => Phrases("continuation");
    public PhraseSet Opening => Phrases("opening");
    public PhraseSet Conjunction => Phrases("conjunction");
    public PhraseSet NotConjunction => Phrases("not-conjunction");
    public PhraseSet Weekday => Phrases("weekday");
    public PhraseSet Today => Phrases("today");
    public PhraseSet Month => Phrases("month");
    public PhraseSet DateWord => Phrases("date-word");
    public PhraseSet Abbreviation => Phrases("abbreviation");
    public PhraseSet AndWord => Phrases("and-word");
    public PhraseSet Place => Phrases("place");

    /// <summary>Agencies and outlets in all their writings; the value is the usual name.</summary>
    public PhraseSet Agency => Phrases("agency");

    /// <summary>Words that name a day, as <see cref="Stems.HashOf"/>: weekdays, "today", "yesterday".</summary>
    public HashSet<int> Day { get; } = [];

    /// <summary>
    /// Words without which a long block is no furniture, as <see cref="Stems.HashOf"/>: those that phrases of
    /// contributors and of rights begin with.
    /// </summary>
    public HashSet<int> Clue { get; } = [];

    /// <summary>
    /// How much a shared word says about a shared subject, 0 to 1: nothing for a word of every other article, all for
    /// a word that is in no list of common words.
    /// </summary>
    public float Weight(int stem) => _commonness.TryGetValue(stem, out var weight) ? weight : 1f;

    /// <summary>Reads tables from anywhere, for tests and for languages of one's own.</summary>
    /// <exception cref="FormatException">A line has no tab, or the kind of a phrase is not known.</exception>
    public static SplittingLanguages Load(IEnumerable<(string Name, TextReader Table)> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var languages = new SplittingLanguages();
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, table) in tables)
        {
            var parts = name.Split('.');
            codes.Add(parts[0]);
            var isPhrases = parts.Length > 1 && parts[1] == "phrases";
            while (table.ReadLine() is { } line)
            {
                if (line.Length == 0 || line[0] == '#')
                {
                    continue;
                }

                var cells = line.Split('\t');
                if (cells.Length < 2)
                {
                    throw new FormatException($"{name}: a line without a tab: {line}");
                }

                if (isPhrases)
                {
                    languages.AddPhrase(cells[0], cells[1], cells.Length > 2 ? cells[2] : cells[1]);
                }
                else
                {
                    languages.AddCommon(cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture));
                }
            }
        }

        languages.Codes = [.. codes];
        return languages;
    }

    private static SplittingLanguages LoadEmbedded()
    {
        const string folder = ".Splitting.Languages.";
        var assembly = Assembly.GetExecutingAssembly();
        var opened = new List<(string, TextReader)>();
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            var at = resource.IndexOf(folder, StringComparison.Ordinal);
            if (at >= 0)
            {
                opened.Add((resource[(at + folder.Length)..], new StreamReader(assembly.GetManifestResourceStream(resource)!)));
            }
        }

        return Load(opened);
    }

    private static readonly string[] Kinds =
    [
        "read-more", "read-also", "related", "source", "byline", "byline-bare", "caption", "follow", "contributors",
        "contributed", "report", "disclaimer", "tags", "end-mark", "continuation", "opening", "conjunction", "not-conjunction", "weekday", "today",
        "month", "date-word", "abbreviation", "and-word", "agency", "place",
    ];

    private PhraseSet Phrases(string kind)
    {
        if (!_phrases.TryGetValue(kind, out var set))
        {
            if (!Kinds.Contains(kind))
            {
                throw new FormatException($"'{kind}' is no kind of phrase");
            }

            foreach (var known in Kinds)
            {
                _phrases.TryAdd(known, new PhraseSet());
            }

            set = _phrases[kind];
        }

        return set;
    }

    private void AddPhrase(string kind, string phrase, string value)
    {
        Phrases(kind).Add(phrase, value);
        switch (kind)
        {
            case "weekday" or "today":
                Day.Add(Stems.HashOf(Letters.Canonical(phrase)));
                break;
            case "contributors" or "contributed" or "disclaimer":
                Clue.Add(Stems.HashOf(Letters.Canonical(phrase, 1)));
                break;
            default:
                break;
        }
    }

    // The share of articles that hold the word, in thousandths, becomes a weight on a log scale: 500 or more weighs
    // nothing, 10 or fewer weighs all. Several words of one stem: the commonest counts.
    private void AddCommon(string word, int permille)
    {
        var weight = (float)Math.Clamp(Math.Log(500.0 / Math.Max(1, permille)) / Math.Log(50), 0, 1);
        var stem = Stems.Of(Letters.Canonical(word));
        _commonness[stem] = _commonness.TryGetValue(stem, out var other) ? Math.Min(other, weight) : weight;
    }
}
