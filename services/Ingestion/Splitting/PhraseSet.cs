namespace NewsPlatform.Ingestion.Splitting;

/// <summary>Phrases in folded spelling, each with a value (for an agency its usual name, else the phrase itself).</summary>
internal sealed class PhraseSet
{
    private readonly Dictionary<string, string> _phrases = new(StringComparer.Ordinal);
    private readonly HashSet<string> _firstWords = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _firstLookup;

    public PhraseSet()
    {
        _lookup = _phrases.GetAlternateLookup<ReadOnlySpan<char>>();
        _firstLookup = _firstWords.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How many words the longest phrase has.</summary>
    public int LongestWords { get; private set; }

    public void Add(string phrase, string value)
    {
        var folded = Letters.Canonical(phrase);
        if (folded.Length == 0)
        {
            return;
        }

        _phrases.TryAdd(folded, value);
        _firstWords.Add(folded.Split(' ')[0]);
        LongestWords = Math.Max(LongestWords, folded.Count(c => c == ' ') + 1);
    }

    /// <summary>Whether exactly this is a phrase; <paramref name="folded"/> must be folded.</summary>
    public bool Has(ReadOnlySpan<char> folded) => _lookup.ContainsKey(folded);

    /// <summary>Whether some phrase begins with this word: nearly every word of a text can be passed over by it.</summary>
    public bool Begins(ReadOnlySpan<char> folded) => _firstLookup.Contains(folded);

    public bool TryGet(ReadOnlySpan<char> folded, out string value) => _lookup.TryGetValue(folded, out value!);
}
