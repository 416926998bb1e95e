namespace NewsPlatform.Ingestion.Splitting;

/// <summary>What became of a text: its stories, the mentions of others, and what every piece of it is.</summary>
internal sealed record SplitDocument
{
    public required IReadOnlyList<SplitArticle> Articles { get; init; }

    /// <summary>Mentions of other stories, in order.</summary>
    public required IReadOnlyList<RelatedHeadline> RelatedHeadlines { get; init; }

    /// <summary>The text from first to last unit, without overlap or hole: joined, the segments are the text.</summary>
    public required IReadOnlyList<SplitSegment> Segments { get; init; }

    /// <summary>
    /// Where stories begin, and the places where none does though one could: every line like a headline, and paragraphs
    /// that came near. In order.
    /// </summary>
    public required IReadOnlyList<BoundaryDecision> Decisions { get; init; }

    /// <summary>What a person should know of the reading: a limit reached, a pattern that took too long. Stable names.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>The headline of another story, mentioned in a list or after "read also".</summary>
internal sealed record RelatedHeadline
{
    /// <summary>The headline without its bullet or number.</summary>
    public required string Text { get; init; }

    /// <summary>Where the line begins, bullet included.</summary>
    public required int Start { get; init; }
    public required int End { get; init; }

    /// <summary>Whether it repeats the headline of an article of this document.</summary>
    public bool RepeatsArticle => ArticleIndex is not null;

    /// <summary>The article whose headline it repeats, counted from 0.</summary>
    public int? ArticleIndex { get; init; }

    /// <summary>Why it was taken for a mention.</summary>
    public required string Rule { get; init; }
}

/// <summary>What a piece of the text is.</summary>
internal enum SegmentKind
{
    /// <summary>White space between lines, line breaks included.</summary>
    Blank,
    Headline,
    RepeatedHeadline,
    Paragraph,
    Subhead,

    /// <summary>Source or agency.</summary>
    Credit,
    Byline,
    Contributors,
    Trailer,
    Date,
    Caption,
    EndMark,
    Separator,

    /// <summary>"Read more", "read also", "similar articles".</summary>
    Marker,
    RelatedHeadline,
}

/// <summary>A piece of the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">The unit after the last.</param>
/// <param name="Article">The article in whose range it lies, counted from 0; null between articles.</param>
internal readonly record struct SplitSegment(SegmentKind Kind, int Start, int End, int? Article);

/// <summary>Whether a story begins at a place, and why.</summary>
internal sealed record BoundaryDecision
{
    public required int Offset { get; init; }
    public required bool IsBoundary { get; init; }

    /// <summary>The rule that decided; see <see cref="BoundaryRules"/>.</summary>
    public required string Rule { get; init; }

    /// <summary>The probability that a story begins here.</summary>
    public required double Probability { get; init; }

    /// <summary>What was weighed, the weightiest first; empty where a rule left nothing to weigh.</summary>
    public IReadOnlyList<Weighed> Evidence { get; init; } = [];
}

/// <summary>The names of the rules that decide where stories begin; receipts show them, so they stay as they are.</summary>
internal static class BoundaryRules
{
    public const string FirstOfDocument = "first-of-document";
    public const string RepeatedHeadline = "repeated-headline";
    public const string SignedHeadline = "signed-headline";
    public const string WeighedHeadline = "weighed-headline";
    public const string WeighedLead = "weighed-lead";
    public const string GivenSeparator = "given-separator";
    public const string OneArticlePerFile = "one-article-per-file";
    public const string Limit = "limit-reached";
}
