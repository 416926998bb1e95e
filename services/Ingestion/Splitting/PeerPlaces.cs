namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// Documents are consistent: where one headline stands under two empty lines the next does too. Groups places by their
/// look and says of each what the first weighing made of the others of its group.
/// </summary>
internal sealed class PeerPlaces
{
    private readonly Outline _outline;
    private readonly double[] _first;
    private readonly Dictionary<int, (double Sum, int Count)> _groups = [];
    private readonly int _starts;
    private readonly int _startsWithTitle;

    public PeerPlaces(Outline outline)
    {
        _outline = outline;
        _first = [.. outline.Probabilities];
        for (var i = 0; i < _first.Length; i++)
        {
            if (outline.Starts[i])
            {
                _starts++;
                _startsWithTitle += IsTitle(i) ? 1 : 0;
            }

            if (Look(i) is { } look)
            {
                var (sum, count) = _groups.GetValueOrDefault(look);
                _groups[look] = (sum + (2 * _first[i]) - 1, count + 1);
            }
        }
    }

    /// <summary>-1 when no other place of this look begins a story, 1 when all do; nearer to 0 the fewer there are.</summary>
    public double Of(int i)
    {
        if (Look(i) is not { } look || !_groups.TryGetValue(look, out var group))
        {
            return 0;
        }

        // One of the group is the place itself; two doubtful others pull toward zero.
        return (group.Sum - ((2 * _first[i]) - 1)) / (group.Count - 1 + 2.0);
    }

    /// <summary>-1 when no other story begins with a line like a headline, 1 when all do.</summary>
    public double Headlines(int i)
    {
        var self = _first[i] >= 0.5 ? 1 : 0;
        var others = _starts - self;
        var titled = _startsWithTitle - (self == 1 && IsTitle(i) ? 1 : 0);
        return others <= 0 ? 0 : ((2.0 * titled) - others) / (others + 2.0);
    }

    private bool IsTitle(int i) => _outline.Blocks[i].IsTitleLike || _outline.Roles[i] == BlockRole.Headline;

    // Only places that were weighed or decided; the first of a document has no gap to compare.
    private int? Look(int i)
    {
        if (i == 0 || (_outline.Rules[i] is null && !_outline.Starts[i]) || _outline.Roles[i] == BlockRole.RelatedHeadline)
        {
            return null;
        }

        var blocks = _outline.Blocks;
        var before = Math.Min(blocks[i].EmptyBefore, 3);
        var after = IsTitle(i) && i + 1 < blocks.Count ? Math.Min(blocks[i + 1].EmptyBefore, 3) : 4;
        var above = blocks[i - 1].Kind switch
        {
            BlockKind.Separator => 1,
            BlockKind.Marker or BlockKind.InlineRelated => 2,
            BlockKind.Text or BlockKind.Caption => 0,
            _ => 3,
        };
        return ((((blocks[i].PageBreakBefore ? 1 : above) * 4) + before) * 8) + after;
    }
}
