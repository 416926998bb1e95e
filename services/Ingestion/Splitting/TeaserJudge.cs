namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// Tells teasers from whole stories. A teaser is short and cut off; the cut shows in what stands around it ("read more"
/// before or after), in its last sign, or in a last word no sentence ends with. Under "read more" a short story is a
/// teaser even where the cut fell on the end of a sentence.
/// </summary>
internal sealed class TeaserJudge
{
    // The longest teaser seen has 50 words; feeds cut at 55 words or 300 letters.
    private const int LongestTeaser = 120;
    private const int ShortestTeaser = 8;

    private bool _underReadMore;

    /// <summary>The kind of each story, in order.</summary>
    public string[] Judge(Outline outline, IReadOnlyList<StorySpan> stories)
    {
        var kinds = new string[stories.Count];
        var openShort = 0;
        foreach (var story in stories)
        {
            openShort += IsShort(outline, story, out var last) && IsOpen(last) ? 1 : 0;
        }

        // Where half of the stories and two at least are short and stop without the end of a sentence, they were cut.
        var manyOpen = openShort >= 2 && openShort * 2 >= stories.Count;
        for (var s = 0; s < stories.Count; s++)
        {
            kinds[s] = IsTeaser(outline, stories[s], manyOpen) ? SplitArticle.Teaser : SplitArticle.Full;
        }

        return kinds;
    }

    private bool IsTeaser(Outline outline, StorySpan story, bool manyOpen)
    {
        _underReadMore = Above(outline, story.Start) switch
        {
            MarkerKind.ReadMore => true,
            MarkerKind.None => _underReadMore,
            _ => false,
        };
        var isShort = IsShort(outline, story, out var last);
        if (last is not null && last.TailMarkerStart > 0)
        {
            return true;
        }

        if (!isShort || last is null)
        {
            // A whole story under "read more" ends the row of teasers.
            _underReadMore = false;
            return false;
        }

        return _underReadMore || last.Ending == Ending.Ellipsis
            || (IsOpen(last) && (manyOpen || Below(outline, story.Last) == MarkerKind.ReadMore || last.EndsOnFunctionWord));
    }

    private static bool IsOpen(Block? block) => block?.Ending is Ending.Open or Ending.Comma or Ending.Abbreviation or Ending.Ellipsis;

    // One paragraph and not a long one.
    private static bool IsShort(Outline outline, StorySpan story, out Block? last)
    {
        last = null;
        var paragraphs = 0;
        for (var i = story.First; i <= story.Last && paragraphs < 2; i++)
        {
            if (outline.Roles[i] is BlockRole.Paragraph or BlockRole.Subhead)
            {
                paragraphs++;
                last = outline.Blocks[i];
            }
        }

        return paragraphs == 1 && last!.Words is >= ShortestTeaser and <= LongestTeaser;
    }

    private static MarkerKind Above(Outline outline, int start)
    {
        for (var i = start - 1; i >= 0 && !outline.Starts[i] && outline.Roles[i] is not (BlockRole.Paragraph or BlockRole.Subhead); i--)
        {
            if (outline.Blocks[i].Kind == BlockKind.Marker)
            {
                return outline.Blocks[i].Marker;
            }

            if (outline.Blocks[i].Kind == BlockKind.Separator)
            {
                return MarkerKind.Related;
            }
        }

        return MarkerKind.None;
    }

    private static MarkerKind Below(Outline outline, int last) =>
        last + 1 < outline.Blocks.Count && outline.Blocks[last + 1].Kind == BlockKind.Marker ? outline.Blocks[last + 1].Marker : MarkerKind.None;
}
