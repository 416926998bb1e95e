namespace NewsPlatform.Ingestion.Formats;

/// <summary>One article as found in a document: cleaned text, nothing judged, nothing enriched.</summary>
internal sealed record FoundArticle
{
    /// <summary>One of <see cref="Contracts.ArticleKind"/>.</summary>
    public string Kind { get; init; } = Contracts.ArticleKind.Full;

    public string? Headline { get; init; }

    /// <summary>Where the headline was found: <c>json-ld</c>, <c>og:title</c>, <c>h1</c>, <c>title</c>, a field's name, <c>first line</c>.</summary>
    public string? HeadlineFrom { get; init; }

    /// <summary>Paragraphs and sub-headings in reading order, a blank line between them. Empty for an entry that is only a headline.</summary>
    public required string Text { get; init; }

    /// <summary>The paragraphs without the sub-headings.</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    public IReadOnlyList<string> Subheads { get; init; } = [];

    /// <summary>Agencies, sources, photographers as the document credits them.</summary>
    public IReadOnlyList<string> Credits { get; init; } = [];

    /// <summary>Headlines of other articles mentioned beside this one.</summary>
    public IReadOnlyList<string> RelatedHeadlines { get; init; } = [];

    /// <summary>Place and agency in front of the text, as written: "Paris (AFP)".</summary>
    public string? Dateline { get; init; }

    /// <summary>When it was published; UTC where the document gives no zone.</summary>
    public DateTimeOffset? Published { get; init; }

    public string? Author { get; init; }

    /// <summary>The article's own address, absolute wherever the document allows it.</summary>
    public string? Link { get; init; }

    /// <summary>The id the source gave it: guid, atom:id, NewsML guid, a field named id.</summary>
    public string? SourceId { get; init; }

    /// <summary>The language the document declares, as a tag such as <c>ar</c> or <c>fr-TN</c>; never guessed here.</summary>
    public string? Language { get; init; }

    /// <summary>The document's own summary, where it carries one besides the text.</summary>
    public string? Summary { get; init; }

    /// <summary>The entry of an archive or the address of a web capture the article came out of.</summary>
    public string? Entry { get; init; }

    /// <summary>First byte of the article in the document (in the uncompressed entry, for archives).</summary>
    public long Start { get; init; }

    /// <summary>The byte after its last. <see cref="Start"/> to here is the whole document where the format gives no finer place.</summary>
    public long End { get; init; }

    /// <summary>0 to 1: how sure the reader is that this is an article with these bounds.</summary>
    public double Confidence { get; init; } = 1;
}
