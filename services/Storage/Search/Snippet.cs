using NewsPlatform.Text;

namespace NewsPlatform.Storage.Search;

/// <summary>The stretch of an article where most of the words asked for stand together.</summary>
internal sealed record Snippet
{
    // About two lines on a page.
    private const int Length = 240;

    public required string Text { get; init; }

    /// <summary>Offset of the stretch in the article's text, in UTF-16 units.</summary>
    public required int Start { get; init; }

    /// <summary>Where the words stand, as offsets in the article's text.</summary>
    public required IReadOnlyList<Highlight> Highlights { get; init; }

    [ThreadStatic]
    private static TokenBuffer? buffer;

    /// <param name="text">The article's text or headline.</param>
    /// <param name="stems">The words asked for; without any, the opening is shown.</param>
    public static Snippet Of(string text, IReadOnlyCollection<string> stems)
    {
        var hits = Hits(text, stems);
        var best = 0;
        var most = 0;
        for (int first = 0, last = 0; first < hits.Count; first++)
        {
            while (last < hits.Count && hits[last].End - hits[first].Start <= Length)
            {
                last++;
            }

            // Several of the words count for more than one of them several times.
            var score = (hits[first..last].Select(hit => hit.Stem).Distinct(StringComparer.Ordinal).Count() * 100) + last - first;
            if (score > most)
            {
                (most, best) = (score, first);
            }
        }

        var start = hits.Count == 0 ? 0 : WordStart(text, Math.Max(0, hits[best].Start - (Length / 4)));
        var end = WordEnd(text, Math.Min(text.Length, start + Length));
        return new()
        {
            Text = text[start..end],
            Start = start,
            Highlights = [.. hits.Where(hit => hit.Start >= start && hit.End <= end).Select(hit => new Highlight(hit.Start, hit.End - hit.Start))],
        };
    }

    /// <summary>Whether the folded words stand one after the other in the text.</summary>
    public static bool HasPhrase(string text, string phrase)
    {
        var folded = NormalizationProfile.Normalize(text);
        for (var at = folded.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            var end = at + phrase.Length;
            if ((at == 0 || folded[at - 1] == ' ') && (end == folded.Length || folded[end] == ' '))
            {
                return true;
            }
        }

        return false;
    }

    private static List<(int Start, int End, string Stem)> Hits(string text, IReadOnlyCollection<string> stems)
    {
        var hits = new List<(int Start, int End, string Stem)>();
        if (stems.Count == 0)
        {
            return hits;
        }

        buffer ??= new TokenBuffer();
        buffer.Read(text);
        var wanted = stems.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < buffer.Count; i++)
        {
            if (wanted.TryGetValue(SearchStem.Of(buffer.Word(i)), out var stem))
            {
                var token = buffer.Token(i);
                hits.Add((token.Start, token.End, stem));
            }
        }

        return hits;
    }

    private static int WordStart(string text, int at)
    {
        while (at > 0 && !char.IsWhiteSpace(text[at - 1]))
        {
            at--;
        }

        return at;
    }

    private static int WordEnd(string text, int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }
}

/// <summary>A word asked for, in UTF-16 units of the text it stands in.</summary>
internal sealed record Highlight(int Start, int Length);
