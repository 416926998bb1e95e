using NewsPlatform.Ingestion.Formats.Dates;

namespace NewsPlatform.Ingestion.Formats.Tables;

/// <summary>Which column of a table holds what, by the names in its heading or by what the columns hold.</summary>
internal sealed class TableColumns
{
    private readonly IReadOnlyList<string> _header;
    private readonly int[] _headline;
    private readonly int[] _text;
    private readonly int[] _summary;
    private readonly int[] _published;
    private readonly int[] _author;
    private readonly int[] _link;
    private readonly int[] _id;
    private readonly int[] _language;
    private readonly int[] _credit;
    private readonly int[] _dateline;

    public TableColumns(IReadOnlyList<string> header, FieldKeys names)
    {
        _header = header;
        var keys = header.Select(FieldKeys.Key).ToList();
        int[] Of(IReadOnlyList<string> wanted) => [.. wanted.Select(key => keys.IndexOf(key)).Where(at => at >= 0)];
        _headline = Of(names.Headline);
        _text = Of(names.Text);
        _summary = Of(names.Summary);
        _published = Of(names.Published);
        _author = Of(names.Author);
        _link = Of(names.Link);
        _id = Of(names.SourceId);
        _language = Of(names.Language);
        _credit = Of(names.Credits);
        _dateline = Of(names.Dateline);
        Known = new[] { _headline, _text, _summary, _published, _author, _link, _id, _language, _credit, _dateline }.SelectMany(at => at).Distinct().Count();
    }

    private TableColumns(int text, int headline, int published, int link)
    {
        _header = [];
        static int[] One(int at) => at < 0 ? [] : [at];
        (_text, _headline, _published, _link) = (One(text), One(headline), One(published), One(link));
        _summary = _author = _id = _language = _credit = _dateline = [];
    }

    public int Known { get; }

    public bool HasArticles => _text.Length > 0 || (_headline.Length > 0 && _summary.Length + _link.Length > 0);

    /// <summary>The last column without which a record is no article.</summary>
    public int LastNeeded => _text.Concat(_headline).DefaultIfEmpty(0).Min();

    /// <summary>
    /// Columns of a table without a heading, told by their first records: the longest is the text, the longest of the rest
    /// the headline. Null when no column holds text.
    /// </summary>
    public static TableColumns? Guess(IReadOnlyList<string[]> rows)
    {
        var width = rows.Max(row => row.Length);
        var lengths = Enumerable.Range(0, width).Select(at => rows.Average(row => at < row.Length ? row[at].Length : 0)).ToList();
        bool All(int at, Func<string, bool> test) => rows.All(row => at < row.Length && (row[at].Length == 0 || test(row[at]))) && rows.Any(row => at < row.Length && row[at].Length > 0);
        var link = Enumerable.Range(0, width).FirstOrDefault(at => All(at, cell => cell.StartsWith("http", StringComparison.OrdinalIgnoreCase)), -1);
        var date = Enumerable.Range(0, width).FirstOrDefault(at => All(at, cell => cell.Length >= 8 && NewsDate.Parse(cell) is not null), -1);
        var text = Enumerable.Range(0, width).Where(at => at != link && at != date).DefaultIfEmpty(-1).MaxBy(at => at < 0 ? -1 : lengths[at]);
        if (text < 0 || lengths[text] < 80)
        {
            return null;
        }

        var headline = Enumerable.Range(0, width).Where(at => at != link && at != date && at != text && lengths[at] is >= 12 and <= 250)
            .DefaultIfEmpty(-1).MaxBy(at => at < 0 ? -1 : lengths[at]);
        return new TableColumns(text, headline, date, link);
    }

    public FoundArticle? Article(string[] row)
    {
        var (headline, headlineAt) = First(_headline, row);
        var (text, textAt) = First(_text, row);
        return new RecordFields
        {
            Headline = headline,
            HeadlineField = headlineAt >= 0 && headlineAt < _header.Count ? _header[headlineAt] : null,
            Text = text,
            TextIsHtml = textAt >= 0 && textAt < _header.Count && _header[textAt].Contains("html", StringComparison.OrdinalIgnoreCase),
            Summary = First(_summary, row).Value,
            Published = _published.Select(at => at < row.Length ? NewsDate.Parse(row[at]) : null).FirstOrDefault(date => date is not null),
            Author = First(_author, row).Value,
            Link = First(_link, row).Value,
            SourceId = First(_id, row).Value,
            Language = First(_language, row).Value,
            Credit = First(_credit, row).Value,
            Dateline = First(_dateline, row).Value,
        }.Article();
    }

    private static (string? Value, int At) First(int[] columns, string[] row)
    {
        foreach (var at in columns)
        {
            if (at < row.Length && !string.IsNullOrWhiteSpace(row[at]))
            {
                return (row[at].Trim(), at);
            }
        }

        return (null, -1);
    }
}
