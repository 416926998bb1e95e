namespace NewsPlatform.Storage.Search;

internal sealed record SearchPage
{
    public required IReadOnlyList<ArticleSummary> Articles { get; init; }

    /// <summary>Cursor of the next page; none on the last one.</summary>
    public string? Next { get; init; }
}

/// <summary>One line of a list of articles.</summary>
internal sealed record ArticleSummary
{
    public required string Id { get; init; }

    public required string Headline { get; init; }

    /// <summary>The document gave no headline; this one was made from the opening.</summary>
    public bool HeadlineDerived { get; init; }

    public required string Source { get; init; }

    public required string Kind { get; init; }

    public required string DocumentId { get; init; }

    /// <summary>When it was published, where that is known, else when it came in: what lists are sorted by.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset IngestedAt { get; init; }

    public required string Language { get; init; }

    public required string Verdict { get; init; }

    public string? KeptArticleId { get; init; }

    public string? Category { get; init; }

    public string? StoryId { get; init; }

    public IReadOnlyList<string> Agencies { get; init; } = [];

    public string? Link { get; init; }

    public string? Author { get; init; }

    public required Snippet Snippet { get; init; }

    public IReadOnlyList<Highlight> HeadlineHighlights { get; init; } = [];

    public static ArticleSummary Of(FoundDocument document, SearchQuery query)
    {
        const int longest = 120;
        var text = document.Article.Text;
        var best = document.Enrichment.Headline;
        var headline = best?.Text ?? document.Article.Headline ?? (text.Length <= longest ? text : text[..(text.LastIndexOf(' ', longest) is > 0 and var end ? end : longest)]);
        return new()
        {
            Id = document.Id,
            Headline = headline,
            HeadlineDerived = best?.Derived ?? document.Article.Headline is null,
            Source = document.Article.Source,
            Kind = document.Article.Kind,
            DocumentId = document.Article.DocumentId,
            At = document.Search.At,
            IngestedAt = document.IngestedAt,
            Language = document.Enrichment.Language,
            Verdict = document.Verdict.Kind,
            KeptArticleId = document.Verdict.KeptArticleId,
            Category = document.Enrichment.Category?.Name,
            StoryId = document.Enrichment.Story?.StoryId,
            Agencies = [.. document.Enrichment.Origin?.Agencies?.Select(agency => agency.Agency).Distinct() ?? []],
            Link = document.Article.Link,
            Author = document.Article.Author,
            Snippet = Snippet.Of(text, query.Stems),
            HeadlineHighlights = query.HasWords ? [.. Snippet.Of(headline, query.Stems).Highlights] : [],
        };
    }
}

/// <summary>How the matching articles spread over the values that can be filtered by.</summary>
internal sealed record FacetCounts
{
    /// <summary>Articles that were counted: the first in the question's order.</summary>
    public required int Counted { get; init; }

    /// <summary>Whether these are all.</summary>
    public required bool Complete { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Fields { get; init; }
}

internal sealed record FacetValue(string Value, int Articles);
