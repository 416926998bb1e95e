namespace NewsPlatform.Enrichment.Stories;

/// <summary>The numbers of the clustering; measured with <c>eval stories</c>.</summary>
internal sealed record StoryRules
{
    public static StoryRules Default { get; } = new();

    /// <summary>Articles further apart than this never meet.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(72);

    /// <summary>How long an article is held, from its arrival: stories grow for longer than their members are compared.</summary>
    public TimeSpan Memory { get; init; } = TimeSpan.FromHours(144);

    /// <summary>Terms an article is found by.</summary>
    public int Rarest { get; init; } = 16;

    /// <summary>The newest articles of a term that are looked at.</summary>
    public int MostPostings { get; init; } = 64;

    /// <summary>Articles compared with each new one.</summary>
    public int MostCandidates { get; init; } = 40;

    /// <summary>Newest members of a story that stand for all of it.</summary>
    public int Newest { get; init; } = 12;

    /// <summary>Log-odds, on average over a story's newest members, from which an article joins.</summary>
    public double Join { get; init; }

    /// <summary>Share of common passages from which it joins whatever else is said: a copy or an excerpt.</summary>
    public double Copy { get; init; } = 0.75;

    /// <summary>Log-odds between two stories, on average over their best pairs, from which the younger joins the older.</summary>
    public double Merge { get; init; } = 1.5;

    /// <summary>Log-odds between two members below which nothing holds them together but others.</summary>
    public double Split { get; init; } = -1;

    /// <summary>Articles held at most, about 3 KB each; the first that came leave first.</summary>
    public int MostArticles { get; init; } = 60_000;
}
