namespace NewsPlatform.Ingestion.Splitting;

/// <summary>A story found in a text. Offsets count UTF-16 units of the text given; <see cref="ByteRanges"/> makes bytes of them.</summary>
internal sealed record SplitArticle
{
    /// <summary>The whole story is there.</summary>
    public const string Full = "full";

    /// <summary>Only its beginning is: the text was cut off.</summary>
    public const string Teaser = "teaser";

    /// <summary><see cref="Full"/> or <see cref="Teaser"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The headline as written; null when the story has none.</summary>
    public string? Headline { get; init; }

    /// <summary>"line", "repeated-line" (it stands twice or more) or "caption" (a photo's caption in its place); null without a headline.</summary>
    public string? HeadlineFrom { get; init; }

    /// <summary>Paragraphs and sub-headings in order, an empty line between each two.</summary>
    public required string Text { get; init; }

    /// <summary>The paragraphs without the sub-headings, hard line breaks joined.</summary>
    public required IReadOnlyList<string> Paragraphs { get; init; }

    public IReadOnlyList<string> Subheads { get; init; } = [];

    /// <summary>Lines of source, authors, contributors and trailers, as written, in order.</summary>
    public IReadOnlyList<string> Credits { get; init; } = [];

    /// <summary>Those of the <see cref="Credits"/> that name who wrote or photographed.</summary>
    public IReadOnlyList<string> Bylines { get; init; } = [];

    /// <summary>Those who contributed, one entry for each person or place the line sets apart.</summary>
    public IReadOnlyList<string> Contributors { get; init; } = [];

    /// <summary>Captions of photos, where a line says that it is one.</summary>
    public IReadOnlyList<string> Captions { get; init; } = [];

    /// <summary>Lines that hold a date or time of publication and nothing else, as written.</summary>
    public IReadOnlyList<string> Dates { get; init; } = [];

    public Dateline? Dateline { get; init; }

    /// <summary>Headlines of other stories mentioned inside this one or right after it.</summary>
    public IReadOnlyList<string> RelatedHeadlines { get; init; } = [];

    /// <summary>How many lines repeat the headline, the headline itself not counted.</summary>
    public int RepeatedHeadlineLines { get; init; }

    /// <summary>The first web address in the credits and trailers.</summary>
    public string? Link { get; init; }

    /// <summary>Where it begins: its headline, or what stands above it (a date, a caption), or its first paragraph.</summary>
    public required int Start { get; init; }

    /// <summary>Where it ends, its credits and trailers included, the white space after it not.</summary>
    public required int End { get; init; }

    /// <summary>How sure the splitter is of both ends and of there being no story more inside, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Why a story was taken to begin here.</summary>
    public required BoundaryDecision Boundary { get; init; }
}
