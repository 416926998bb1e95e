namespace NewsPlatform.Enrichment.Dictionaries;

/// <summary>What the dictionaries found in one text, by the word it starts at.</summary>
internal sealed class Findings
{
    private readonly List<Match> matches = [];
    private int[] firstOf = [];

    public IReadOnlyList<Match> All => matches;

    /// <summary>The longest match of a kind that starts at a word.</summary>
    public bool TryFind(int word, Kind kind, out Match found)
    {
        found = default;
        foreach (var match in At(word))
        {
            if (match.Kind == kind && match.Words > found.Words)
            {
                found = match;
            }
        }

        return found.Words > 0;
    }

    /// <summary>All matches that start at a word.</summary>
    public ReadOnlySpan<Match> At(int word)
    {
        if (word + 1 >= firstOf.Length)
        {
            return default;
        }

        var from = firstOf[word];
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(matches)[from..firstOf[word + 1]];
    }

    internal void Clear(int words)
    {
        matches.Clear();
        if (firstOf.Length < words + 2)
        {
            firstOf = new int[Math.Max(1024, words + 2)];
        }

        Array.Clear(firstOf);
    }

    internal void Add(Match match) => matches.Add(match);

    /// <summary>Called behind each word in turn.</summary>
    internal void EndWord(int word) => firstOf[word + 1] = matches.Count;
}
