namespace NewsPlatform.Ingestion.Splitting;

/// <summary>What a block is by itself, before its neighbours are asked.</summary>
internal enum BlockKind
{
    /// <summary>Writing: a paragraph, a headline, a sub-heading.</summary>
    Text,

    /// <summary>A drawn line, or a page break.</summary>
    Separator,

    /// <summary>"Read more", "read also", "similar articles" alone on a line.</summary>
    Marker,

    /// <summary>A marker and a headline on one line: "Read also: …".</summary>
    InlineRelated,

    /// <summary>A source or an agency named on a line of its own.</summary>
    Credit,

    /// <summary>Who wrote, edited or photographed, on a line of its own.</summary>
    Byline,

    /// <summary>A date or time of publication on a line of its own.</summary>
    Date,

    /// <summary>A photo's caption, named as such.</summary>
    Caption,

    /// <summary>Those who contributed to the report.</summary>
    Contributors,

    /// <summary>"Follow our coverage", addresses, notes on rights.</summary>
    Trailer,

    /// <summary>"-30-", "(END)", "انتهى".</summary>
    EndMark,
}

/// <summary>What a marker announces.</summary>
internal enum MarkerKind
{
    None,

    /// <summary>"Read more": the beginnings of other stories.</summary>
    ReadMore,

    /// <summary>"Read also": another story or its headline.</summary>
    ReadAlso,

    /// <summary>"Similar articles": headlines.</summary>
    Related,
}

/// <summary>
/// A paragraph-sized piece of the document, one line or several joined, with what can be seen of it alone.
/// </summary>
internal sealed class Block
{
    public required int Start { get; init; }
    public required int End { get; init; }

    /// <summary>The writing, joined over hard line breaks, without direction marks at the ends.</summary>
    public required string Text { get; init; }

    /// <summary>Empty lines before the block.</summary>
    public required int EmptyBefore { get; init; }

    public bool PageBreakBefore { get; init; }

    /// <summary>Whether a profile says that this is a separator.</summary>
    public bool IsGiven { get; init; }
    public BlockKind Kind { get; set; }
    public MarkerKind Marker { get; set; }

    /// <summary>The headline behind an inline marker, or the text behind a bullet or number.</summary>
    public string? Item { get; set; }

    /// <summary>Whether the line begins with the sign of a list.</summary>
    public bool IsBulleted { get; set; }

    /// <summary>Whether the line begins with the number of a list.</summary>
    public bool IsNumbered { get; set; }

    /// <summary>Where a "read more" glued to the end of the text begins in the document; 0 when there is none.</summary>
    public int TailMarkerStart { get; set; }

    public int Words { get; set; }
    public Ending Ending { get; set; }

    /// <summary>Sentences that end before the end.</summary>
    public int InnerStops { get; set; }

    /// <summary>Whether it opens with words that go on a story: "he added", "من جانبه".</summary>
    public bool Continues { get; set; }

    /// <summary>Whether it opens, past its dateline, with a word that leads open with: "أعلن", "كشفت".</summary>
    public bool OpensAsLead { get; set; }

    /// <summary>Whether its last word is one that no headline and no sentence ends on: "في", "the".</summary>
    public bool EndsOnFunctionWord { get; set; }

    /// <summary>Whether a day is named near its beginning, as in a lead.</summary>
    public bool NamesDay { get; set; }

    /// <summary>Whether a word stands in it that long furniture has: see <see cref="SplittingLanguages.Clue"/>.</summary>
    public bool HoldsClue { get; set; }

    public Dateline? Dateline { get; set; }

    /// <summary>Stems of the telling words near the beginning, and of those near the end when the block is long.</summary>
    public Telling[] Stems { get; set; } = [];

    /// <summary>Words that are not numbers.</summary>
    public int Telling { get; set; }

    /// <summary>The folded words, for blocks short enough to be compared as lines; else null.</summary>
    public string? Line { get; set; }

    /// <summary>Short and without the end of a sentence: it could be a headline or a sub-heading.</summary>
    public bool IsTitleLike { get; set; }

    public bool IsParagraph => Kind == BlockKind.Text && !IsTitleLike;

    /// <summary>Furniture that stands at the end of a story or under its headline.</summary>
    public bool IsFurniture => Kind is BlockKind.Credit or BlockKind.Byline or BlockKind.Date or BlockKind.Caption
        or BlockKind.Contributors or BlockKind.Trailer or BlockKind.EndMark;
}
