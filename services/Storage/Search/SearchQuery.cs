using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NewsPlatform.Text;

namespace NewsPlatform.Storage.Search;

/// <summary>What is asked for: words, phrases, exclusions, filters, a span of time.</summary>
internal sealed record SearchQuery
{
    /// <summary>Every one of these stems stands in the article.</summary>
    public IReadOnlyList<string> Stems { get; init; } = [];

    /// <summary>These folded words stand in the article one after the other, spelled so.</summary>
    public IReadOnlyList<string> Phrases { get; init; } = [];

    /// <summary>None of these stems stands in the article.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    public IReadOnlyList<string> ExcludedPhrases { get; init; } = [];

    /// <summary>Filters as terms, see <see cref="SearchTerms.Filter"/>.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>From this moment on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    public DateTimeOffset? To { get; init; }

    public SortOrder Sort { get; init; }

    /// <summary>Words were asked for, so that there is a headline to prefer.</summary>
    public bool HasWords => Stems.Count > 0;

    /// <summary>Stands in cursors: a cursor of another question is refused.</summary>
    public string Fingerprint() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this))).AsSpan(0, 6));

    /// <summary>
    /// Reads what a person typed. Words all have to stand in the article, in any form; words between quotation marks (of any
    /// kind) stand as they are, one after the other; a minus before either excludes it.
    /// </summary>
    /// <exception cref="ArgumentException">The question is too long, or only excludes.</exception>
    public static SearchQuery Parse(string? text)
    {
        const int longest = 500;
        if (text?.Length > longest)
        {
            throw new ArgumentException($"A question has up to {longest} characters.");
        }

        List<string> stems = [], phrases = [], excluded = [], excludedPhrases = [];
        foreach (var (part, quoted, minus) in Parts(text ?? ""))
        {
            var folded = NormalizationProfile.Normalize(part);
            if (folded.Length == 0)
            {
                continue;
            }

            // One written word may be several tokens (covid-19, a run of ideographs): those stand together.
            var together = quoted || folded.Contains(' ', StringComparison.Ordinal);
            if (minus)
            {
                if (together)
                {
                    excludedPhrases.Add(folded);
                }
                else
                {
                    excluded.AddRange(SearchTerms.Stems(part));
                }

                continue;
            }

            stems.AddRange(SearchTerms.Stems(part));
            if (together)
            {
                phrases.Add(folded);
            }
        }

        return new()
        {
            Stems = [.. stems.Distinct(StringComparer.Ordinal)],
            Phrases = phrases,
            Excluded = excluded,
            ExcludedPhrases = excludedPhrases,
        };
    }

    private static IEnumerable<(string Text, bool Quoted, bool Minus)> Parts(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var minus = text[at] is '-' or '−' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]);
            var start = minus ? at + 1 : at;
            if (IsQuote(text[start]))
            {
                var end = start + 1;
                while (end < text.Length && !IsQuote(text[end]))
                {
                    end++;
                }

                yield return (text[(start + 1)..end], true, minus);
                at = Math.Min(end + 1, text.Length);
            }
            else
            {
                var end = start;
                while (end < text.Length && !char.IsWhiteSpace(text[end]) && (end == start || !IsQuote(text[end])))
                {
                    end++;
                }

                yield return (text[start..end], false, minus);
                at = end;
            }
        }
    }

    private static bool IsQuote(char c) => c is '"' or '«' or '»' or '“' or '”' or '„' or '‟' or '＂';
}

internal enum SortOrder
{
    /// <summary>Articles whose headline has all the words first, the newest first within each; without words the newest first.</summary>
    Relevance,
    Newest,
    Oldest,
}
