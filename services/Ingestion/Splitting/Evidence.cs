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

    // What stands around it.
    WiderGap,
    NarrowerGap,
    WiderBeforeThanAfter,
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
    ContinuationFollows,
    DayNamedInLead,

    // What it is about.
    TitleSharedBefore,
    TitleSharedAfter,
    SubjectShared,
    SubjectSharedNear,

    // The rest of the document.
    OthersRepeatTheirHeadline,
}
