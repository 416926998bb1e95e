namespace NewsPlatform.Ingestion.Splitting;

/// <summary>How this document is laid out, so that one gap can be told from another.</summary>
internal sealed record DocumentShape
{
    /// <summary>The usual number of empty lines between two paragraphs.</summary>
    public required int ParagraphGap { get; init; }

    /// <summary>Empty lines between the document's first headline and what follows it; -1 when it begins without one.</summary>
    public required int HeadlineGap { get; init; }

    /// <summary>The share of paragraphs that end without the end of a sentence.</summary>
    public required double OpenParagraphs { get; init; }

    /// <summary>Headlines that stand twice.</summary>
    public required int RepeatedHeadlines { get; init; }

    /// <summary>Takes the measure of the blocks.</summary>
    public static DocumentShape Of(Outline outline)
    {
        var blocks = outline.Blocks;
        Span<int> gaps = stackalloc int[4];
        var open = 0;
        var paragraphs = 0;
        var repeated = 0;
        for (var i = 0; i < blocks.Count; i++)
        {
            repeated += outline.Roles[i] == BlockRole.RepeatedHeadline ? 1 : 0;
            if (!blocks[i].IsParagraph)
            {
                continue;
            }

            paragraphs++;
            open += blocks[i].Words >= 15 && blocks[i].Ending is Ending.Open or Ending.Comma or Ending.Quoted ? 1 : 0;
            if (i > 0 && blocks[i - 1].IsParagraph)
            {
                gaps[Math.Min(blocks[i].EmptyBefore, 3)]++;
            }
        }

        return new DocumentShape
        {
            ParagraphGap = ParagraphGapOf(gaps, blocks),
            HeadlineGap = HeadlineGapOf(blocks),
            OpenParagraphs = paragraphs == 0 ? 0 : (double)open / paragraphs,
            RepeatedHeadlines = repeated,
        };
    }

    // The commonest gap between paragraphs; with none to go by, the narrowest gap of the document: every block stands
    // at least that far from the next.
    private static int ParagraphGapOf(ReadOnlySpan<int> gaps, IReadOnlyList<Block> blocks)
    {
        var best = 0;
        for (var gap = 1; gap < gaps.Length; gap++)
        {
            best = gaps[gap] > gaps[best] ? gap : best;
        }

        if (gaps[best] > 0)
        {
            return best;
        }

        var narrowest = 3;
        for (var i = 1; i < blocks.Count; i++)
        {
            narrowest = Math.Min(narrowest, blocks[i].EmptyBefore);
        }

        return blocks.Count > 1 ? narrowest : 0;
    }

    private static int HeadlineGapOf(IReadOnlyList<Block> blocks) =>
        blocks.Count > 1 && blocks[0].IsTitleLike && blocks[1].IsParagraph ? blocks[1].EmptyBefore : -1;
}
