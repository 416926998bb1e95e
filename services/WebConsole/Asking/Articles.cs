using NewsPlatform.Contracts;

namespace NewsPlatform.WebConsole.Asking;

public sealed record SearchAnswer
{
    public required IReadOnlyList<ArticleSummary> Articles { get; init; }

    public string? Next { get; init; }

    public FacetCounts? Facets { get; init; }

    /// <summary>When nothing was found: how many articles have each word by itself.</summary>
    public IReadOnlyDictionary<string, long>? Words { get; init; }
}

public sealed record ArticleSummary
{
    public required string Id { get; init; }

    public required string Headline { get; init; }

    public bool HeadlineDerived { get; init; }

    public required string Source { get; init; }

    public required string Kind { get; init; }

    public required string DocumentId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset IngestedAt { get; init; }

    public required string Language { get; init; }

    public required string Verdict { get; init; }

    public string? KeptArticleId { get; init; }

    public string? Category { get; init; }

    public string? StoryId { get; init; }

    public IReadOnlyList<string> Agencies { get; init; } = [];

    public string? Author { get; init; }

    public required Snippet Snippet { get; init; }

    public IReadOnlyList<Highlight> HeadlineHighlights { get; init; } = [];
}

/// <param name="Start">Offset of the stretch in the article's text; highlights are offsets in that text, too.</param>
public sealed record Snippet(string Text, int Start, IReadOnlyList<Highlight> Highlights);

public sealed record Highlight(int Start, int Length);

public sealed record FacetCounts(int Counted, bool Complete, IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Fields);

public sealed record FacetValue(string Value, int Articles);

public sealed record WholeArticle
{
    public required Article Article { get; init; }

    /// <summary>stored or repeated.</summary>
    public required string Fate { get; init; }

    public required Verdict Verdict { get; init; }

    public Contracts.Enrichment? Enrichment { get; init; }

    public required Journey Journey { get; init; }

    public DateTimeOffset? IngestedAt { get; init; }

    public required DateTimeOffset StoredAt { get; init; }

    public IReadOnlyList<ArticleVersion> Versions { get; init; } = [];

    public long Repeats { get; init; }

    /// <summary>The headline to show.</summary>
    public string Headline => Enrichment?.Headline?.Text ?? Article.Headline ?? Opening(Article.Text);

    private static string Opening(string text)
    {
        const int longest = 120;
        return text.Length <= longest ? text : string.Concat(text.AsSpan(0, text.LastIndexOf(' ', longest) is > 0 and var end ? end : longest), "…");
    }
}

public sealed record ArticleVersion(int Number, string ArticleId, string? Headline, DateTimeOffset IngestedAt);

public sealed record RepeatsAnswer(IReadOnlyList<RepeatLine> Repeats);

public sealed record RepeatLine
{
    public required string ArticleId { get; init; }

    public required Verdict Verdict { get; init; }

    public required DateTimeOffset StoredAt { get; init; }

    public string? Headline { get; init; }

    public string? Source { get; init; }

    public string? DocumentId { get; init; }

    public string? Text { get; init; }
}
