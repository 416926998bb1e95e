namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// What speaks for or against a new story beginning at a block. Each member is one observation with a value from 0 to 1
/// (<see cref="WiderGap"/> and <see cref="NarrowerGap"/> up to 2); <see cref="BoundaryModel"/> weighs them.
/// </summary>
internal enum Evidence
{
    /// <summary>Always 1: how seldom a story begins at any one block.</summary>
    Prior,

    // The line itself.
    VeryShort,
    Long,
    VeryLong,
    EndsAsQuestion,
    EndsInDots,
    EndsInQuotes,
    Numbered,
    OpensAsContinuation,
    HoldsComma,
    HoldsStop,
    NearlyAsLongAsNext,
    EndsOnFunctionWord,

    /// <summary>The share of the line that stands word for word in the writing below: sub-headings lift a phrase, headlines seldom do.</summary>
    LiftedFromText,

    // What stands around it.
    WiderGap,
    NarrowerGap,
    WiderBeforeThanAfter,
    WiderAfterThanBefore,
    SameGapUnderHeadline,
    OtherGapUnderHeadline,
    AfterEndOfStory,
    AfterSeparator,
    AfterReadMore,
    AfterReadAlso,
    AfterRelated,
    AfterRelatedList,
    AfterInlineRelated,
    AfterCutSentence,
    AfterColon,
    AfterTitleLike,
    LittleBefore,

    // What follows.
    LongParagraphFollows,
    OpenParagraphFollows,
    TitleLikeFollows,
    NothingFollows,
    DatelineFollows,
    CreditFollows,
    ContinuationFollows,
    DayNamedInLead,
    OpensAsLead,

    // What it is about.
    TitleSharedBefore,
    TitleSharedAfter,
    SubjectShared,
    SubjectSharedNear,

    // The rest of the document.
    OthersRepeatTheirHeadline,

    /// <summary>What became of other places of the same look (gap before, gap after, line or paragraph): 1 all begin a story, -1 none.</summary>
    PlacesLikeThis,

    /// <summary>Whether the other stories begin with headlines: 1 all, -1 none. Says whether a first line is one.</summary>
    OthersHaveHeadlines,
}
