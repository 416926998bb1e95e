namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>A paragraph or a sub-heading of an article.</summary>
internal readonly record struct Block(string Text, bool Heading);
