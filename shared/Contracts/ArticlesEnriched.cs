namespace NewsPlatform.Contracts;

/// <summary>These articles carry what an editor would note in the margin; they are not stored yet. Enrichment tells Storage.</summary>
public sealed record ArticlesEnriched
{
    public required IReadOnlyList<EnrichedArticle> Articles { get; init; }
}

/// <summary>One article of the bundle, with a fate of its own.</summary>
public sealed record EnrichedArticle
{
    public required Article Article { get; init; }

    public required DateTimeOffset IngestedAt { get; init; }

    public required Verdict Verdict { get; init; }

    public required Enrichment Enrichment { get; init; }

    public required Journey Journey { get; init; }
}

/// <summary>What Enrichment noted. Each enricher owns one member and is named in <see cref="Enrichers"/>.</summary>
public sealed record Enrichment
{
    /// <summary>BCP 47, or <c>und</c>.</summary>
    public required string Language { get; init; }

    /// <summary>From 0 to 1.</summary>
    public required double LanguageConfidence { get; init; }

    /// <summary>The text after the normalisation profile: for search and comparison, not for reading.</summary>
    public required string NormalizedText { get; init; }

    /// <summary>Name and version of every enricher that ran, for example <c>language/1</c>.</summary>
    public required IReadOnlyList<string> Enrichers { get; init; }
}
