using NewsPlatform.Contracts;

namespace NewsPlatform.Ingestion.Documents;

/// <summary>What a document turned out to hold, or why it is refused.</summary>
internal sealed record DocumentReading
{
    /// <summary>One clear reason, or null when the document was read.</summary>
    public string? Refused { get; init; }

    public string? Format { get; init; }

    public string? Encoding { get; init; }

    public double? EncodingConfidence { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The articles in their order; those with a <see cref="FoundArticle.Rejected"/> reason never leave Ingestion.</summary>
    public IReadOnlyList<FoundArticle> Articles { get; init; } = [];

    /// <param name="reason">A word and a sentence; others put it into theirs, so it ends without a full stop.</param>
    public static DocumentReading Refuse(string reason) => new() { Refused = reason.TrimEnd('.') };
}

/// <summary>An article in its place in the document.</summary>
internal sealed record FoundArticle(Article Article)
{
    /// <summary>Why this part of the document is no article that can be published, or null.</summary>
    public string? Rejected { get; init; }
}
