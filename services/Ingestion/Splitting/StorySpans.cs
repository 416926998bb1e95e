namespace NewsPlatform.Ingestion.Splitting;

/// <summary>The blocks of one story.</summary>
/// <param name="First">Its first block, furniture above the headline included.</param>
/// <param name="Start">The block where the decision fell that it begins.</param>
/// <param name="Last">Its last block of writing or furniture.</param>
/// <param name="NextStart">The block where the next story was decided to begin; -1 for the last.</param>
internal readonly record struct StorySpan(int First, int Start, int Last, int NextStart);

/// <summary>
/// Lays the spans of stories over the blocks. Furniture belongs to the story above it, but what stands at the head of
/// the document or right below a separator belongs to the story below, and so does what stands nearer to it than to the
/// one above. Separators, markers and mentions after the last
/// writing of a story belong to none.
/// </summary>
internal static class StorySpans
{
    public static List<StorySpan> Of(Outline outline)
    {
        var blocks = outline.Blocks;
        var stories = new List<StorySpan>();
        var first = -1;
        var start = -1;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (!outline.Starts[i])
            {
                continue;
            }

            var top = Top(outline, i, Math.Max(start, -1));
            if (start >= 0)
            {
                stories.Add(new StorySpan(first, start, LastOf(outline, start, top), i));
            }

            first = top;
            start = i;
        }

        if (start >= 0)
        {
            stories.Add(new StorySpan(first, start, LastOf(outline, start, blocks.Count), -1));
        }

        return stories;
    }

    private static int Top(Outline outline, int start, int before)
    {
        var blocks = outline.Blocks;
        var top = start;
        var apart = start;
        var widestBelow = 0;
        while (top - 1 > before && blocks[top - 1].IsFurniture && blocks[top - 1].Kind != BlockKind.EndMark)
        {
            widestBelow = Math.Max(widestBelow, blocks[top].EmptyBefore);
            top--;
            if (blocks[top].EmptyBefore > widestBelow && blocks[top].Kind is BlockKind.Byline or BlockKind.Date or BlockKind.Caption or BlockKind.Credit)
            {
                apart = top;
            }
        }

        var above = top - 1;
        return above < 0 || blocks[top].PageBreakBefore || (blocks[above].Kind == BlockKind.Separator && IsHead(outline, top, start))
            ? top : apart;
    }

    // "__" and then who contributed is the end of the story above (seed 004), not the head of the one below.
    private static bool IsHead(Outline outline, int top, int start)
    {
        for (var i = top; i < start; i++)
        {
            if (outline.Blocks[i].Kind is BlockKind.Contributors or BlockKind.Trailer)
            {
                return false;
            }
        }

        return true;
    }

    private static int LastOf(Outline outline, int start, int before)
    {
        var last = start;
        for (var i = start; i < before; i++)
        {
            var kind = outline.Blocks[i].Kind;
            if (outline.Roles[i] != BlockRole.RelatedHeadline && kind is not (BlockKind.Separator or BlockKind.Marker or BlockKind.InlineRelated))
            {
                last = i;
            }
        }

        return last;
    }
}
