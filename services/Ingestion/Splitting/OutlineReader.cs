namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// Decides where stories begin and what every block is. Rules that leave no doubt come first (a headline that stands
/// twice, lists under a marker); the model weighs the rest, from the top down; sub-headings are what is left of the
/// lines that look like headlines.
/// </summary>
internal static class OutlineReader
{
    // A headline longer than this that stands twice is a paragraph that stands twice.
    private const int LongestRepeated = BlockReader.LongestTitle;

    /// <summary>The longest line that is called a sub-heading; of the seeds' seven the longest has 11 words.</summary>
    private const int LongestSubhead = 20;

    public static Outline Read(IReadOnlyList<Block> blocks)
    {
        var outline = new Outline(blocks);
        MarkRepeatedHeadlines(outline);
        MarkRelatedLists(outline);
        Begin(outline);
        Weigh(outline, DocumentShape.Of(outline));
        NameTheRest(outline);
        return outline;
    }

    /// <summary>Stories begin at the first writing and at the first after each separator a profile gave, nowhere else.</summary>
    public static Outline ReadGiven(IReadOnlyList<Block> blocks, string rule)
    {
        var outline = new Outline(blocks);
        MarkRelatedLists(outline);
        var open = true;
        for (var i = 0; i < blocks.Count; i++)
        {
            open |= blocks[i].IsGiven;
            if (open && blocks[i].Kind == BlockKind.Text && outline.Roles[i] == BlockRole.Unknown)
            {
                Decide(outline, i, 1, rule);
                MarkRepeatsBelow(outline, i);
                open = false;
            }
        }

        NameTheRest(outline);
        return outline;
    }

    /// <summary>The rules before the model, for those who fit its weights.</summary>
    public static Outline Prepare(IReadOnlyList<Block> blocks)
    {
        var outline = new Outline(blocks);
        MarkRepeatedHeadlines(outline);
        MarkRelatedLists(outline);
        Begin(outline);
        return outline;
    }

    /// <summary>Whether the model is asked about this block.</summary>
    public static bool IsOpen(Outline outline, int i)
    {
        var block = outline.Blocks[i];
        return outline.Roles[i] == BlockRole.Unknown && !outline.Starts[i]
            && (block.IsTitleLike || block.Kind == BlockKind.Text && block.Words >= 8 && !block.IsBulleted);
    }

    private static void MarkRepeatedHeadlines(Outline outline)
    {
        var blocks = outline.Blocks;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (!CouldRepeat(blocks[i]) || outline.Roles[i] != BlockRole.Unknown)
            {
                continue;
            }

            if (MarkRepeatsBelow(outline, i))
            {
                Decide(outline, i, 1, BoundaryRules.RepeatedHeadline);
            }
        }
    }

    // Marks the lines below that repeat this one, past furniture and one line more; false when there are none.
    private static bool MarkRepeatsBelow(Outline outline, int i)
    {
        var blocks = outline.Blocks;
        if (!CouldRepeat(blocks[i]))
        {
            return false;
        }

        var last = i;
        for (var j = i + 1; j < blocks.Count && j <= last + 2; j++)
        {
            if (Repeats(blocks[i], blocks[j]))
            {
                outline.Roles[j] = BlockRole.RepeatedHeadline;
                last = j;
            }
            else if (!blocks[j].IsFurniture && !(blocks[j].IsTitleLike && j == last + 1))
            {
                break;
            }
        }

        if (last > i && !HasStoryBelow(outline, last))
        {
            Array.Fill(outline.Roles, BlockRole.Unknown, i, last - i + 1);
            return false;
        }

        if (last > i)
        {
            outline.Roles[i] = BlockRole.Headline;
        }

        return last > i;
    }

    private static bool CouldRepeat(Block block) =>
        block.Kind is BlockKind.Text or BlockKind.Caption && block.Words is > 0 and <= LongestRepeated && block.Telling > 0 && block.Line is not null;

    // The same words; or one is the other cut short, as captions are.
    private static bool Repeats(Block first, Block second)
    {
        if (!CouldRepeat(second))
        {
            return false;
        }

        if (string.Equals(first.Line, second.Line, StringComparison.Ordinal))
        {
            return true;
        }

        var (shorter, longer) = first.Line!.Length < second.Line!.Length ? (first, second) : (second, first);
        return shorter.Ending == Ending.Ellipsis && shorter.Words >= 4 && longer.Line!.StartsWith(shorter.Line!, StringComparison.Ordinal);
    }

    // A refrain stands twice too; below a headline stands something longer than it.
    private static bool HasStoryBelow(Outline outline, int last)
    {
        var blocks = outline.Blocks;
        for (var j = last + 1; j < blocks.Count && j <= last + 4; j++)
        {
            if (blocks[j].Kind == BlockKind.Text && outline.Roles[j] == BlockRole.Unknown)
            {
                if (blocks[j].Words >= Math.Clamp(blocks[last].Words, 5, 12))
                {
                    return true;
                }
            }
            else if (!blocks[j].IsFurniture)
            {
                return false;
            }
        }

        return false;
    }

    // Under a marker: items with bullets or numbers, and lines like headlines that no writing follows. The last line
    // before writing stays open: it may head a whole story that was put in.
    private static void MarkRelatedLists(Outline outline)
    {
        var blocks = outline.Blocks;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Kind == BlockKind.InlineRelated)
            {
                outline.Roles[i] = BlockRole.RelatedHeadline;
                outline.Rules[i] = "marker and headline on one line";
            }

            if (blocks[i].Kind != BlockKind.Marker)
            {
                continue;
            }

            for (var j = i + 1; j < blocks.Count && IsRelatedItem(outline, j); j++)
            {
                outline.Roles[j] = BlockRole.RelatedHeadline;
                outline.Rules[j] = "list under a marker";
            }
        }

        MarkListsWithoutMarker(outline);
    }

    private static bool IsRelatedItem(Outline outline, int j)
    {
        var blocks = outline.Blocks;
        var block = blocks[j];
        if (block.Kind != BlockKind.Text || outline.Roles[j] != BlockRole.Unknown || block.Words > BlockReader.LongestTitle)
        {
            return false;
        }

        if (block.IsBulleted || block.IsNumbered)
        {
            return block.InnerStops == 0;
        }

        if (!block.IsTitleLike)
        {
            return false;
        }

        if (j + 1 == blocks.Count)
        {
            return true;
        }

        var next = blocks[j + 1];
        return next.Kind switch
        {
            BlockKind.Text => next.IsTitleLike && outline.Roles[j + 1] == BlockRole.Unknown && !next.IsBulleted && next.EmptyBefore <= block.EmptyBefore + 1
                || next.IsBulleted,
            BlockKind.Separator or BlockKind.Marker or BlockKind.Trailer or BlockKind.EndMark => true,
            _ => false,
        };
    }

    // Three bulleted lines or more without the end of a sentence, at the end of a story, and one of them repeats a
    // headline of the document. Any other list is taken for a part of the story: better one list too many in a text than one lost.
    private static void MarkListsWithoutMarker(Outline outline)
    {
        var blocks = outline.Blocks;
        HashSet<string>? headlines = null;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (!blocks[i].IsBulleted || outline.Roles[i] != BlockRole.Unknown || blocks[i].Kind != BlockKind.Text)
            {
                continue;
            }

            var end = i;
            while (end < blocks.Count && blocks[end].IsBulleted && blocks[end].Kind == BlockKind.Text
                && blocks[end].Words <= BlockReader.LongestTitle && blocks[end].InnerStops == 0 && blocks[end].Ending != Ending.Stop)
            {
                end++;
            }

            if (end - i >= 3 && (i == 0 || blocks[i - 1].Ending != Ending.Colon))
            {
                headlines ??= Lines(blocks);
                var repeats = false;
                for (var j = i; j < end; j++)
                {
                    repeats |= headlines.Contains(Letters.Canonical(blocks[j].Item));
                }

                if (repeats)
                {
                    Array.Fill(outline.Roles, BlockRole.RelatedHeadline, i, end - i);
                    Array.Fill(outline.Rules, "list that repeats a headline", i, end - i);
                }
            }

            i = Math.Max(i, end - 1);
        }
    }

    private static HashSet<string> Lines(IReadOnlyList<Block> blocks)
    {
        var lines = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            if (block is { IsTitleLike: true, Words: >= 4, Line: not null })
            {
                lines.Add(block.Line);
            }
        }

        return lines;
    }

    // The first writing of a document begins its first story, whatever it is.
    private static void Begin(Outline outline)
    {
        var blocks = outline.Blocks;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (outline.Starts[i])
            {
                return;
            }

            if (blocks[i].Kind == BlockKind.Text && outline.Roles[i] == BlockRole.Unknown)
            {
                Decide(outline, i, 1, BoundaryRules.FirstOfDocument);
                return;
            }
        }
    }

    private static void Weigh(Outline outline, DocumentShape shape)
    {
        var blocks = outline.Blocks;
        var evidence = new BoundaryEvidence(outline, shape);
        Span<double> values = stackalloc double[BoundaryEvidence.Count];
        var lastStart = -1;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (outline.Starts[i])
            {
                lastStart = i;
            }
            else if (lastStart >= 0 && IsOpen(outline, i))
            {
                evidence.Observe(i, lastStart, values);
                var title = blocks[i].IsTitleLike;
                var probability = BoundaryModel.Probability(values, title);
                if (probability >= 0.5)
                {
                    lastStart = i;
                }

                Decide(outline, i, probability, title ? BoundaryRules.WeighedHeadline : BoundaryRules.WeighedLead);
                outline.Evidence[i] = BoundaryModel.Explain(values, title);
            }
        }
    }

    private static void Decide(Outline outline, int i, double probability, string rule)
    {
        outline.Starts[i] = probability >= 0.5;
        outline.Probabilities[i] = probability;
        outline.Rules[i] = rule;
    }

    // What the decisions leave: every line that looks like a headline and heads no story is a sub-heading when writing
    // longer than it follows, a mention when it stands right under a marker, and else a short paragraph.
    private static void NameTheRest(Outline outline)
    {
        var blocks = outline.Blocks;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (outline.Roles[i] != BlockRole.Unknown)
            {
                continue;
            }

            if (blocks[i].Kind != BlockKind.Text && !(blocks[i].Kind == BlockKind.Caption && outline.Starts[i]))
            {
                outline.Roles[i] = BlockRole.Furniture;
            }
            else if (!blocks[i].IsTitleLike)
            {
                outline.Roles[i] = BlockRole.Paragraph;
            }
            else if (outline.Starts[i])
            {
                outline.Roles[i] = Follows(outline, i) >= 0 ? BlockRole.Headline : BlockRole.Paragraph;
            }
            else if (i > 0 && blocks[i - 1].Kind == BlockKind.Marker)
            {
                outline.Roles[i] = BlockRole.RelatedHeadline;
                outline.Rules[i] = "headline under a marker, the story goes on";
            }
            else
            {
                outline.Roles[i] = IsSubhead(outline, i) ? BlockRole.Subhead : BlockRole.Paragraph;
            }
        }
    }

    private static bool IsSubhead(Outline outline, int i)
    {
        var blocks = outline.Blocks;
        if (blocks[i].Words > LongestSubhead || blocks[i].IsNumbered || (i > 0 && blocks[i - 1].Ending is Ending.Colon or Ending.Comma && blocks[i - 1].Kind == BlockKind.Text))
        {
            return false;
        }

        var next = Follows(outline, i);
        return next >= 0 && !blocks[next].IsTitleLike && blocks[next].Words > blocks[i].Words;
    }

    // The writing that follows in the same story, past furniture; -1 when the story ends first.
    private static int Follows(Outline outline, int i)
    {
        var blocks = outline.Blocks;
        for (var j = i + 1; j < blocks.Count && !outline.Starts[j]; j++)
        {
            if (blocks[j].Kind == BlockKind.Text)
            {
                return outline.Roles[j] == BlockRole.RelatedHeadline ? -1 : j;
            }

            if (!blocks[j].IsFurniture)
            {
                return -1;
            }
        }

        return -1;
    }
}
