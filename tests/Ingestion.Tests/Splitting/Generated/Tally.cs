using NewsPlatform.Ingestion.Splitting;

namespace NewsPlatform.Ingestion.Tests.Splitting.Generated;

/// <summary>What was found again of what was put into documents.</summary>
internal sealed class Tally
{
    private int _found;
    private int _wrong;
    private int _placed;
    private int _headlines;
    private int _kinds;
    private int _subheads;
    private int _subheadsPlaced;
    private int _related;
    private int _relatedPlaced;

    public double Precision => (double)_found / Math.Max(1, _found + _wrong);

    public double F1 => 2.0 * _found / (_found + _wrong + _placed);

    public double HeadlineAccuracy => (double)_headlines / Math.Max(1, _placed);

    public double TeaserAccuracy => (double)_kinds / Math.Max(1, _found);

    public void Count(GeneratedDocument made, SplitDocument read)
    {
        var byStart = read.Articles.ToDictionary(a => a.Start);
        foreach (var placed in made.Articles)
        {
            _placed++;
            if (!byStart.Remove(placed.Start, out var article))
            {
                continue;
            }

            _found++;
            _headlines += Same(article.Headline, placed.Headline) ? 1 : 0;
            _kinds += article.Kind == SplitArticle.Teaser == placed.IsTeaser ? 1 : 0;
            _subheads += placed.Subheads.Count(s => article.Subheads.Any(found => Same(found, s)));
            _subheadsPlaced += placed.Subheads.Count;
        }

        _wrong += byStart.Count;
        _related += made.RelatedHeadlines.Count(r => read.RelatedHeadlines.Any(found => Same(found.Text, r)));
        _relatedPlaced += made.RelatedHeadlines.Count;
    }

    public void Add(Tally other)
    {
        _found += other._found;
        _wrong += other._wrong;
        _placed += other._placed;
        _headlines += other._headlines;
        _kinds += other._kinds;
        _subheads += other._subheads;
        _subheadsPlaced += other._subheadsPlaced;
        _related += other._related;
        _relatedPlaced += other._relatedPlaced;
    }

    public override string ToString() =>
        $"F1 {F1:F4} (found {_found} of {_placed}, {_wrong} too many)  headlines {HeadlineAccuracy:F3}  kinds {TeaserAccuracy:F3}"
        + (_subheadsPlaced > 0 ? $"  sub-headings {_subheads}/{_subheadsPlaced}" : string.Empty)
        + (_relatedPlaced > 0 ? $"  mentions {_related}/{_relatedPlaced}" : string.Empty);

    // Runs of spaces and direction marks at the ends are no difference between headlines.
    private static bool Same(string? a, string? b) => Plain(a) == Plain(b);

    private static string? Plain(string? text) => text is null
        ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim('\u200F', '\u200E', '\u202A', '\u202B', '\u202C', '\uFEFF', ' ');
}
