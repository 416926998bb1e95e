namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// Observes a block among its neighbours: fills one value for each <see cref="Evidence"/>. Work for one block is bounded
/// by <see cref="Cohesion.MostStems"/> and <see cref="FarthestBlock"/>, whatever the document.
/// </summary>
internal sealed class BoundaryEvidence(Outline outline, DocumentShape shape, WeighingBudget budget)
{
    private PeerPlaces? _peers;

    public static readonly int Count = Enum.GetValues<Evidence>().Length;

    // Blocks looked at on either side while collecting stems; lines of numbers hold none.
    private const int FarthestBlock = 80;

    // Words of a story so far: with ten a story has hardly begun, from forty on it may be over.
    private const int NoStory = 10;
    private const int ShortStory = 40;

    private readonly IReadOnlyList<Block> _blocks = outline.Blocks;
    private readonly Cohesion _cohesion = new();

    /// <summary>
    /// Observes block <paramref name="i"/> as a place where a story could begin. <paramref name="lastStart"/> is where
    /// the story before it began.
    /// </summary>
    /// <param name="worthReading">
    /// Asked with all but the subject observed: whether the subject, which takes the most time, could change anything.
    /// </param>
    public void Observe(int i, int lastStart, Span<double> values, Func<ReadOnlySpan<double>, bool>? worthReading = null)
    {
        values.Clear();
        values[(int)Evidence.Prior] = 1;
        var block = _blocks[i];
        var title = block.IsTitleLike || block.Kind == BlockKind.Caption;
        Line(block, title, values);
        var before = Before(i, values);
        var next = title ? NextText(i) : i;
        Gaps(i, before, title ? next : NextText(i), title, values);
        if (lastStart >= 0)
        {
            values[(int)Evidence.LittleBefore] = Math.Clamp((ShortStory - WordsBetween(lastStart, i)) / (double)(ShortStory - NoStory), 0, 1);
        }

        After(i, next, title, values);
        if (title && next >= 0 && block.Words > 5)
        {
            values[(int)Evidence.NearlyAsLongAsNext] = block.Words > _blocks[next].Words * 0.6 ? 1 : 0;
        }

        values[(int)Evidence.PlacesLikeThis] = _peers?.Of(i) ?? 0;
        values[(int)Evidence.OthersHaveHeadlines] = _peers?.Headlines(i) ?? 0;
        values[(int)Evidence.OthersRepeatTheirHeadline] = shape.RepeatedHeadlines >= 2 ? 1 : shape.RepeatedHeadlines * 0.5;
        if ((worthReading is null || worthReading(values)) && budget.Take())
        {
            Subject(i, next, title, lastStart, values);
        }
    }

    /// <summary>From now on places are also compared with what the probabilities so far say of others like them.</summary>
    public void ComparePlaces() => _peers = new PeerPlaces(outline);

    private static void Line(Block block, bool title, Span<double> values)
    {
        values[(int)Evidence.OpensAsContinuation] = block.Continues ? 1 : 0;
        values[(int)Evidence.Numbered] = block.IsNumbered || block.IsBulleted ? 1 : 0;
        if (!title)
        {
            return;
        }

        values[(int)Evidence.HoldsComma] = block.Text.AsSpan().IndexOfAny(',', '،') >= 0 ? 1 : 0;
        values[(int)Evidence.HoldsStop] = block.InnerStops > 0 ? 1 : 0;
        values[(int)Evidence.EndsOnFunctionWord] = block.EndsOnFunctionWord ? 1 : 0;
        values[(int)Evidence.VeryShort] = block.Words <= 2 ? 1 : block.Words == 3 ? 0.5 : 0;
        values[(int)Evidence.Long] = block.Words is > 14 and <= 20 ? 1 : 0;
        values[(int)Evidence.VeryLong] = block.Words > 20 ? 1 : 0;
        values[(int)Evidence.EndsAsQuestion] = block.Ending is Ending.Question or Ending.Exclamation ? 1 : 0;
        values[(int)Evidence.EndsInDots] = block.Ending == Ending.Ellipsis ? 1 : 0;
        values[(int)Evidence.EndsInQuotes] = block.Ending == Ending.Quoted ? 1 : 0;
    }

    // What stands between the block and the writing before it; returns that writing's index, -1 when there is none.
    private int Before(int i, Span<double> values)
    {
        var j = i - 1;
        double endOfStory = 0;
        var block = _blocks[i];
        if (block.PageBreakBefore)
        {
            values[(int)Evidence.AfterSeparator] = 1;
        }

        for (; j >= 0; j--)
        {
            var other = _blocks[j];
            if (outline.Roles[j] == BlockRole.RelatedHeadline && other.Kind != BlockKind.InlineRelated)
            {
                values[(int)Evidence.AfterRelatedList] = 1;
                continue;
            }

            switch (other.Kind)
            {
                case BlockKind.Separator:
                    values[(int)Evidence.AfterSeparator] = 1;
                    continue;
                case BlockKind.Marker:
                    if (values[(int)Evidence.AfterRelatedList] == 0)
                    {
                        values[(int)MarkerEvidence(other.Marker)] = 1;
                    }

                    continue;
                case BlockKind.InlineRelated:
                    values[(int)Evidence.AfterInlineRelated] = 1;
                    continue;
                case BlockKind.Credit or BlockKind.Contributors or BlockKind.Trailer or BlockKind.EndMark:
                    endOfStory = 1;
                    continue;
                case BlockKind.Byline or BlockKind.Date or BlockKind.Caption:
                    endOfStory = Math.Max(endOfStory, 0.5);
                    continue;
                default:
                    break;
            }

            break;
        }

        if (j < 0)
        {
            return j;
        }

        var writing = _blocks[j];
        var isTitle = writing.IsTitleLike;

        // Furniture under a headline is at the top of its story, not at the end of another.
        values[(int)Evidence.AfterEndOfStory] = isTitle && writing.Words <= 20 ? 0 : endOfStory;
        values[(int)Evidence.AfterTitleLike] = j == i - 1 ? TitleLike(writing, block) : 0;
        values[(int)Evidence.AfterColon] = writing.Ending is Ending.Colon or Ending.Comma && j == i - 1 ? 1 : 0;
        values[(int)Evidence.AfterCutSentence] = writing.Words >= 15 && !isTitle && writing.TailMarkerStart == 0
            && writing.Ending is Ending.Open or Ending.Ellipsis or Ending.Comma or Ending.Quoted ? 1 - shape.OpenParagraphs : 0;
        if (writing.TailMarkerStart > 0)
        {
            values[(int)Evidence.AfterReadMore] = 1;
        }

        return j;
    }

    private static Evidence MarkerEvidence(MarkerKind marker) => marker switch
    {
        MarkerKind.ReadMore => Evidence.AfterReadMore,
        MarkerKind.ReadAlso => Evidence.AfterReadAlso,
        _ => Evidence.AfterRelated,
    };

    private void Gaps(int i, int before, int next, bool title, Span<double> values)
    {
        var gap = _blocks[i].EmptyBefore;
        if (before >= 0)
        {
            values[(int)Evidence.WiderGap] = Math.Clamp(gap - shape.ParagraphGap, 0, 2);
            values[(int)Evidence.NarrowerGap] = before == i - 1 ? Math.Clamp(shape.ParagraphGap - gap, 0, 2) : 0;
        }

        if (!title || next < 0)
        {
            return;
        }

        // What stands under the line is the gap to its next neighbour, furniture or not.
        var under = _blocks[i + 1].EmptyBefore;
        values[(int)Evidence.WiderBeforeThanAfter] = gap > under ? 1 : 0;
        values[(int)Evidence.WiderAfterThanBefore] = before == i - 1 && before >= 0 ? Math.Clamp(Math.Max(under, _blocks[next].EmptyBefore) - gap, 0, 2) : 0;
        if (shape.HeadlineGap >= 0 && shape.HeadlineGap != shape.ParagraphGap)
        {
            values[(int)Evidence.SameGapUnderHeadline] = under == shape.HeadlineGap ? 1 : 0;
        }

        values[(int)Evidence.OtherGapUnderHeadline] = shape.HeadlineGap >= 0 && under != shape.HeadlineGap ? 1 : 0;
    }

    private void After(int i, int next, bool title, Span<double> values)
    {
        if (next < 0)
        {
            values[(int)Evidence.NothingFollows] = 1;
            return;
        }

        var block = _blocks[next];
        if (title)
        {
            for (var j = i + 1; j < next; j++)
            {
                values[(int)Evidence.CreditFollows] = _blocks[j].Kind is BlockKind.Credit or BlockKind.Trailer or BlockKind.EndMark or BlockKind.Contributors
                    ? 1 : values[(int)Evidence.CreditFollows];
            }

            values[(int)Evidence.TitleLikeFollows] = TitleLike(block, _blocks[i]);
            values[(int)Evidence.ContinuationFollows] = block.Continues ? 1 : 0;
            values[(int)Evidence.OpenParagraphFollows] = block.IsTitleLike || block.Ending is Ending.Stop or Ending.Question or Ending.Exclamation ? 0 : 1;
        }

        values[(int)Evidence.LongParagraphFollows] = Math.Clamp((block.Words - 8) / 24.0, 0, 1);
        values[(int)Evidence.DatelineFollows] = block.Dateline is { Agency: not null } ? 1 : block.Dateline is not null ? 0.7 : 0;
        values[(int)Evidence.OpensAsLead] = block.OpensAsLead ? 1 : 0;
        values[(int)Evidence.DayNamedInLead] = block.NamesDay ? 1 : 0;
    }

    // A lead without a full stop looks like a title too; the longer it is, beside its neighbour too, the less it does.
    private static double TitleLike(Block block, Block neighbour) =>
        !block.IsTitleLike ? 0
        : block.Words > 12 && block.Words > neighbour.Words * 1.5 ? 0
        : Math.Clamp((24 - block.Words) / 12.0, 0, 1);

    private void Subject(int i, int next, bool title, int lastStart, Span<double> values)
    {
        if (next < 0)
        {
            return;
        }

        Collect(i, next, lastStart, stopAtTitles: true);
        values[(int)Evidence.SubjectSharedNear] = Scale(_cohesion.LogOdds);
        Collect(i, next, lastStart, stopAtTitles: false);
        values[(int)Evidence.SubjectShared] = Scale(_cohesion.LogOdds);
        if (title)
        {
            var (before, after) = _cohesion.Of(_blocks[i].Stems);
            values[(int)Evidence.TitleSharedBefore] = Math.Clamp(before / 4, -1, 1);
            values[(int)Evidence.TitleSharedAfter] = after;
            values[(int)Evidence.LiftedFromText] = LongestRun.ShareOf(_blocks[i].Text, _blocks[next].Text);
        }
    }

    // Stems of one stretch are not independent of each other: beyond twenty, log-odds are no surer.
    private static double Scale(double logOdds) => Math.Clamp(logOdds / 20, -1, 1);

    private void Collect(int i, int next, int lastStart, bool stopAtTitles)
    {
        _cohesion.Clear();
        var last = Math.Max(Math.Max(lastStart, 0), i - FarthestBlock);
        for (var j = i - 1; j >= last && !_cohesion.IsFullBefore; j--)
        {
            if (_blocks[j].Kind == BlockKind.Text && outline.Roles[j] != BlockRole.RelatedHeadline)
            {
                _cohesion.AddBefore(_blocks[j].Stems);
                if (stopAtTitles && _blocks[j].IsTitleLike)
                {
                    break;
                }
            }
        }

        for (var j = next; j < _blocks.Count && j <= next + FarthestBlock && !_cohesion.IsFullAfter; j++)
        {
            if (j > next && (outline.Starts[j] || _blocks[j].Kind == BlockKind.Marker || (stopAtTitles && _blocks[j].IsTitleLike)))
            {
                break;
            }

            if (_blocks[j].Kind == BlockKind.Text && outline.Roles[j] != BlockRole.RelatedHeadline)
            {
                _cohesion.AddAfter(_blocks[j].Stems);
            }
        }
    }

    /// <summary>The writing that follows a block, past furniture; -1 when a separator, a marker or the end comes first.</summary>
    public int NextText(int i)
    {
        for (var j = i + 1; j < _blocks.Count; j++)
        {
            if (_blocks[j].Kind == BlockKind.Text)
            {
                return outline.Roles[j] == BlockRole.RelatedHeadline || outline.Starts[j] ? -1 : j;
            }

            if (!_blocks[j].IsFurniture)
            {
                return -1;
            }
        }

        return -1;
    }

    private int WordsBetween(int from, int to)
    {
        var words = 0;
        for (var j = from; j < to && j < from + FarthestBlock && words < ShortStory; j++)
        {
            words += _blocks[j].Kind == BlockKind.Text && outline.Roles[j] is not (BlockRole.Headline or BlockRole.RepeatedHeadline or BlockRole.RelatedHeadline)
                ? _blocks[j].Words : 0;
        }

        // So many blocks without as many words are a table: long enough.
        return to - from > FarthestBlock ? ShortStory : words;
    }
}
