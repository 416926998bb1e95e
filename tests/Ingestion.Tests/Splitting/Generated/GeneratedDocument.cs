namespace NewsPlatform.Ingestion.Tests.Splitting.Generated;

/// <summary>An article as it was put into a document.</summary>
/// <param name="Start">Where it begins, its headline included.</param>
/// <param name="Headline">Null when it was put in without.</param>
/// <param name="Subheads">The sub-headings put into it.</param>
/// <param name="IsTeaser">Whether it was cut off.</param>
/// <param name="Paragraphs">Its paragraphs.</param>
public sealed record PlacedArticle(int Start, string? Headline, IReadOnlyList<string> Subheads, bool IsTeaser, IReadOnlyList<string> Paragraphs);

/// <summary>A made document and what is true of it.</summary>
public sealed record GeneratedDocument(string Style, string Text, IReadOnlyList<PlacedArticle> Articles, IReadOnlyList<string> RelatedHeadlines);
