namespace NewsPlatform.Contracts;

/// <summary>
/// One article as Ingestion found it in a document. Nothing in it changes on its way: a stage adds beside it,
/// never inside it.
/// </summary>
public sealed record Article
{
    /// <summary>
    /// Derived, never minted: 32 lower-case hexadecimal characters of a hash over the document and the article's place
    /// in it (or the source's own id), so that announcing again after a crash gives the same id.
    /// </summary>
    public required string ArticleId { get; init; }

    /// <summary>SHA-256 of the document's bytes, 64 lower-case hexadecimal characters.</summary>
    public required string DocumentId { get; init; }

    /// <summary>The article's place in its document, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>Where the document came from: the sub-folder of the inbox, the feed's name, or the name of the door.</summary>
    public required string Source { get; init; }

    /// <summary>One of <see cref="ArticleKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Paragraphs and sub-headings in their order, joined by a blank line; cleaned, never folded.</summary>
    public required string Text { get; init; }

    /// <summary>The headline as it stands in the document, or none.</summary>
    public string? Headline { get; init; }

    /// <summary>What told that the headline is one, for example a repeated line or the title element.</summary>
    public string? HeadlineFrom { get; init; }

    /// <summary>The sub-headings, as they also stand in <see cref="Text"/>.</summary>
    public IReadOnlyList<string> Subheads { get; init; } = [];

    /// <summary>Credit lines (agency, source, contributors) that stand outside the text.</summary>
    public IReadOnlyList<string> Credits { get; init; } = [];

    /// <summary>Headlines of other articles that the document lists beside this one.</summary>
    public IReadOnlyList<string> RelatedHeadlines { get; init; } = [];

    /// <summary>The dateline as it stands in the document, for example <c>باريس (AP)</c>.</summary>
    public string? Dateline { get; init; }

    /// <summary>The moment of publication where the document says it; never a guess.</summary>
    public DateTimeOffset? Published { get; init; }

    public string? Author { get; init; }

    public string? Link { get; init; }

    /// <summary>The source's own id of the article (a feed's guid, a news item's id), where it has one.</summary>
    public string? SourceId { get; init; }

    /// <summary>The language the document declares (BCP 47), not one that was detected.</summary>
    public string? DeclaredLanguage { get; init; }

    /// <summary>First byte of the article in the document.</summary>
    public long Start { get; init; }

    /// <summary>The byte after the article's last one.</summary>
    public long End { get; init; }

    /// <summary>How sure the reading is, from 0 to 1.</summary>
    public double Confidence { get; init; } = 1;
}

/// <summary>Words for <see cref="Article.Kind"/>.</summary>
public static class ArticleKind
{
    public const string Full = "full";

    /// <summary>The text is the opening of an article that stands elsewhere.</summary>
    public const string Teaser = "teaser";
}
