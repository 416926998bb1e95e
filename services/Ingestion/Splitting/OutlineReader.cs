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

    // A headline stands twice, three times with its caption; more of the same line is a pattern, not a headline.
    private const int MostRepeats = 6;

    // Lines under a marker that are compared with the writing below to find its headline.
    private const int MostCompared = 8;

    // Words of a headline that is told by the date or the name below it; and how sure that is.
    private const int FewestOfSigned = 3;
    private const double SignedHeadline = 0.97;

    // A caption may be a sentence; a longer one that stands twice is a paragraph set twice by mistake.
    private const int LongestRepeatedSentence = 20;

    /// <summary>The longest line that is called a sub-heading; of the seeds' seven the longest has 11 words.</summary>
    private const int LongestSubhead = 20;

    public static Outline Read(IReadOnlyList<Block> blocks, WeighingBudget budget, bool firstLookOnly = false)
    {
        var outline = new Outline(blocks);
        MarkRepeatedHeadlines(outline);
        MarkRelatedLists(outline);
        Begin(outline);
        MarkSignedHeadlines(outline);
        if (Prose.Is(blocks))
        {
            Weigh(outline, new BoundaryEvidence(outline, DocumentShape.Of(outline), budget), firstLookOnly);
        }

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
                outline.HasHeadline[i] = true;
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
        MarkSignedHeadlines(outline);
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
        if (!CouldRepeat(blocks[i]) || (blocks[i].Ending == Ending.Stop && i > 0 && blocks[i - 1].IsTitleLike))
        {
            // The second line of a story set twice is not its headline.
            return false;
        }

        var last = i;
        for (var j = i + 1; j < blocks.Count && j <= last + 2 && j <= i + MostRepeats; j++)
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

        var isPattern = last - i == MostRepeats || (i > 0 && Repeats(blocks[i], blocks[i - 1]));
        if (last > i && (isPattern || !HasStoryBelow(outline, last)))
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
        block.Kind is BlockKind.Text or BlockKind.Caption && block.Words is > 0 and <= LongestRepeated && block.Telling > 0
        && block.Line is not null && !block.IsBulleted && !block.IsNumbered
        && (block.Ending != Ending.Stop || block.Words <= LongestRepeatedSentence);

    // The same words; or one is the other cut short, as captions are.
    private static bool Repeats(Block first, Block second)
    {
        if (!CouldRepeat(first) || !CouldRepeat(second))
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

            MarkItems(outline, i);
        }

        MarkListsWithoutMarker(outline);
    }

    private static void MarkItems(Outline outline, int marker)
    {
        var blocks = outline.Blocks;
        var j = marker + 1;
        for (; j < blocks.Count && IsListed(outline, j); j++)
        {
            MarkItem(outline, j);
        }

        if (j > marker + 1)
        {
            return;
        }

        var end = j;
        while (end < blocks.Count && blocks[end].IsTitleLike && !blocks[end].IsNumbered && outline.Roles[end] == BlockRole.Unknown)
        {
            end++;
        }

        var items = Math.Min(Items(outline, j, end), end - j);
        for (var k = j; k < j + items; k++)
        {
            MarkItem(outline, k);
        }
    }

    private static bool IsListed(Outline outline, int j)
    {
        var block = outline.Blocks[j];
        return block.Kind == BlockKind.Text && outline.Roles[j] == BlockRole.Unknown && (block.IsBulleted || block.IsNumbered)
            && block.Words <= BlockReader.LongestTitle && block.InnerStops <= 1;
    }

    private static void MarkItem(Outline outline, int j)
    {
        outline.Roles[j] = BlockRole.RelatedHeadline;
        outline.Rules[j] = "list under a marker";
    }

    // Of a run of lines like headlines under a marker, how many are mentions: all when no writing follows; else those
    // before the line that heads the writing. That is the line set apart from the rest by a wider gap, or the first whose
    // words the writing takes up, or the last.
    private static int Items(Outline outline, int first, int end)
    {
        var blocks = outline.Blocks;
        var count = end - first;
        if (count == 0)
        {
            return 0;
        }

        if (end == blocks.Count || outline.Roles[end] != BlockRole.Unknown || (blocks[end].Kind != BlockKind.Text && !IsTop(blocks[end])))
        {
            return outline.Starts.AsSpan(first, count).Contains(true) ? 0 : count;
        }

        var gap = count > 1 ? blocks[first + 1].EmptyBefore : 0;
        for (var k = first + 2; k < end; k++)
        {
            if (blocks[k].EmptyBefore > gap)
            {
                return k - first;
            }

            gap = Math.Min(gap, blocks[k].EmptyBefore);
        }

        var best = count - 1;
        var bestShare = ShareBelow(blocks, end - 1, end);
        for (var k = end - 2; k >= Math.Max(first, end - MostCompared); k--)
        {
            var share = ShareBelow(blocks, k, end);
            if (share > bestShare + 0.15)
            {
                best = k - first;
                bestShare = share;
            }
        }

        return best;
    }

    private static bool IsTop(Block block) => block.Kind is BlockKind.Byline or BlockKind.Date or BlockKind.Caption or BlockKind.Credit;

    // How much of a line's telling words the next 160 stems of writing hold, from the line below it on.
    private static double ShareBelow(IReadOnlyList<Block> blocks, int line, int end)
    {
        var below = new HashSet<int>();
        for (var j = line + 1; j < blocks.Count && j < end + 4 && below.Count < Cohesion.MostStems; j++)
        {
            if (blocks[j].Kind == BlockKind.Text)
            {
                below.UnionWith(blocks[j].Stems.Take(Cohesion.MostStems).Select(t => t.Stem));
            }
        }

        double all = 0, shared = 0;
        foreach (var telling in blocks[line].Stems)
        {
            all += telling.Weight;
            shared += below.Contains(telling.Stem) ? telling.Weight : 0;
        }

        return all > 0 ? shared / all : 0;
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

    // A line like a headline with a date or the writer's name right below, then writing: no sub-heading is dated or signed.
    // Below another such line it is that one's second line.
    private static void MarkSignedHeadlines(Outline outline)
    {
        var blocks = outline.Blocks;
        for (var i = 1; i + 2 < blocks.Count; i++)
        {
            if (!blocks[i].IsTitleLike || blocks[i].IsNumbered || blocks[i].Words < FewestOfSigned || outline.Roles[i] != BlockRole.Unknown || outline.Starts[i]
                || blocks[i - 1].IsTitleLike || blocks[i + 1].Kind is not (BlockKind.Date or BlockKind.Byline))
            {
                continue;
            }

            var next = i + 2;
            while (next < blocks.Count && blocks[next].Kind is BlockKind.Date or BlockKind.Byline or BlockKind.Caption)
            {
                next++;
            }

            if (next < blocks.Count && blocks[next] is { IsParagraph: true, IsTitleLike: false } && outline.Roles[next] == BlockRole.Unknown)
            {
                Decide(outline, i, SignedHeadline, BoundaryRules.SignedHeadline);
                outline.HasHeadline[i] = true;
            }
        }
    }

    // Twice: the second time what comes after a place ends where the first time another story began.
    private static void Weigh(Outline outline, BoundaryEvidence evidence, bool firstLookOnly)
    {
        var open = new bool[outline.Blocks.Count];
        for (var i = 0; i < open.Length; i++)
        {
            open[i] = IsOpen(outline, i);
        }

        WeighOnce(outline, evidence, open, secondLook: false);
        if (firstLookOnly)
        {
            return;
        }

        evidence.ComparePlaces();
        WeighOnce(outline, evidence, open, secondLook: true);
        WeighHeadlines(outline, evidence);
    }

    // A story may begin with a short line of its text: whether its first line is a headline is a question of its own.
    private static void WeighHeadlines(Outline outline, BoundaryEvidence evidence)
    {
        Span<double> values = stackalloc double[BoundaryEvidence.Count];
        for (var i = 0; i < outline.Starts.Length; i++)
        {
            if (outline.Starts[i] && outline.Roles[i] == BlockRole.Unknown && outline.Blocks[i].IsTitleLike)
            {
                evidence.Observe(i, -1, values);
                outline.HasHeadline[i] = BoundaryModel.HeadlineProbability(values) >= 0.5;
            }
        }
    }

    private static void WeighOnce(Outline outline, BoundaryEvidence evidence, bool[] open, bool secondLook)
    {
        Span<double> values = stackalloc double[BoundaryEvidence.Count];
        var lastStart = -1;
        var beforeLast = -1;
        for (var i = 0; i < open.Length; i++)
        {
            if (open[i] && lastStart >= 0)
            {
                var title = outline.Blocks[i].IsTitleLike;
                if (title && CouldGiveWay(outline, open, lastStart, i))
                {
                    // Two lines like headlines in a row: the likelier begins the story, each weighed without the other.
                    outline.Starts[lastStart] = false;
                    var without = Weigh(outline, evidence, i, beforeLast, secondLook, values);
                    if (without > outline.Probabilities[lastStart])
                    {
                        Decide(outline, lastStart, 1 - without, outline.Rules[lastStart]!);
                        outline.Starts[lastStart] = false;
                        lastStart = beforeLast;
                    }
                    else
                    {
                        outline.Starts[lastStart] = true;
                    }
                }

                Decide(
                    outline, i, Weigh(outline, evidence, i, lastStart, secondLook, values),
                    title ? BoundaryRules.WeighedHeadline : BoundaryRules.WeighedLead);
                outline.Evidence[i] = secondLook ? BoundaryModel.Explain(values, title) : null;
            }

            if (outline.Starts[i])
            {
                beforeLast = lastStart;
                lastStart = i;
            }
        }
    }

    private static bool CouldDecideFirst(ReadOnlySpan<double> values) => BoundaryModel.SubjectCouldDecide(values, secondLook: false);

    private static bool CouldDecideSecond(ReadOnlySpan<double> values) => BoundaryModel.SubjectCouldDecide(values, secondLook: true);

    private static double Weigh(Outline outline, BoundaryEvidence evidence, int i, int lastStart, bool secondLook, Span<double> values)
    {
        var title = outline.Blocks[i].IsTitleLike;
        evidence.Observe(i, lastStart, values, title ? null : secondLook ? CouldDecideSecond : CouldDecideFirst);
        return BoundaryModel.Probability(values, title, secondLook);
    }

    private static bool CouldGiveWay(Outline outline, bool[] open, int lastStart, int i) =>
        lastStart == i - 1 && open[lastStart] && outline.Blocks[lastStart].IsTitleLike;

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
                outline.Roles[i] = outline.HasHeadline[i] && Follows(outline, i) >= 0 ? BlockRole.Headline : BlockRole.Paragraph;
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
        var block = outline.Blocks[i];
        if (block.Words > LongestSubhead || block.IsNumbered || ReadsAsSentence(block)
            || (i > 0 && outline.Blocks[i - 1] is { Kind: BlockKind.Text, Ending: Ending.Colon or Ending.Comma }))
        {
            return false;
        }

        var next = Follows(outline, i);
        return next >= 0 && !outline.Blocks[next].IsTitleLike && outline.Blocks[next].Words > block.Words;
    }

    // A short paragraph that only lacks its full stop: it trails off or exclaims, goes on from the one before, or has clauses.
    private static bool ReadsAsSentence(Block block) =>
        (block.Words > 8 && block.Ending is Ending.Ellipsis or Ending.Exclamation)
        || (block.Words > 12 && (block.Continues || block.Text.AsSpan().IndexOfAny(',', '،') >= 0))
        || block.InnerStops > 0;

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
