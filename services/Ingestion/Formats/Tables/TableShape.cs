using CsvHelper;

namespace NewsPlatform.Ingestion.Formats.Tables;

/// <summary>How a table is written: what stands between its fields, and which columns mean what.</summary>
internal sealed record TableShape
{
    private const int JudgedRecords = 20;

    /// <summary>The signs tables are written with.</summary>
    public static readonly char[] Delimiters = [',', ';', '\t', '|'];

    public required char Delimiter { get; init; }

    /// <summary>The names of the columns; empty when the first record is not a heading.</summary>
    public required IReadOnlyList<string> Header { get; init; }

    /// <summary>How many of the heading's names are known.</summary>
    public required int KnownNames { get; init; }

    /// <summary>True when a column is known to hold text or headlines.</summary>
    public required bool HasArticles { get; init; }

    /// <summary>Share of the first records that have as many fields as the first.</summary>
    public required double Regular { get; init; }

    /// <summary>The fields of one record.</summary>
    public static string[] Fields(string record, char delimiter)
    {
        // Without its defaults of guessing: which sign separates and what is a heading has been decided for the whole table.
        var options = new CsvReaderOptions { Separator = delimiter, HasHeader = false, SkipEmptyLines = false, DetectSeparatorHint = false, TrimWhitespace = false };
        using var reader = CsvReader.FromText(record, options);
        if (!reader.Read())
        {
            return [];
        }

        var fields = new string[reader.FieldCount];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = reader.GetString(i);
        }

        return fields;
    }

    /// <summary>The likeliest shape of a table that begins like this, or null when it is none.</summary>
    public static TableShape? Find(string head, FieldKeys names, int maxColumns)
    {
        TableShape? best = null;
        foreach (var delimiter in Delimiters)
        {
            var shape = Try(head, delimiter, names, maxColumns);
            if (shape is not null && (best is null || Rank(shape) > Rank(best)))
            {
                best = shape;
            }
        }

        return best;
    }

    private static double Rank(TableShape shape) => (shape.HasArticles ? 10 : 0) + (shape.KnownNames * 2) + shape.Regular;

    private static TableShape? Try(string head, char delimiter, FieldKeys names, int maxColumns)
    {
        var firstEnd = head.IndexOf('\n', StringComparison.Ordinal);
        var columnsMore = head.AsSpan(0, firstEnd < 0 ? head.Length : firstEnd).Count(delimiter);
        if (columnsMore == 0 || columnsMore > maxColumns)
        {
            return null;
        }

        var slicer = new RecordSlicer(new StringReader(head), delimiter, System.Text.Encoding.UTF8, 0, head.Length + 1);
        var records = slicer.Slices().Take(JudgedRecords + 1).Select(slice => slice.Text).Where(text => text.Trim().Length > 0).ToList();
        if (records.Count > 2)
        {
            // The last one of the head may be cut off.
            records.RemoveAt(records.Count - 1);
        }

        var rows = records.ConvertAll(record => Fields(record, delimiter));
        if (rows.Count == 0 || rows[0].Length < 2)
        {
            return null;
        }

        // Excel writes "sep=;" in front.
        var header = rows[0];
        var columns = new TableColumns(header, names);
        return new TableShape
        {
            Delimiter = delimiter,
            Header = columns.Known > 0 && header.All(name => name.Length <= 60) ? header : [],
            KnownNames = columns.Known,
            HasArticles = columns.HasArticles,
            Regular = rows.Count(row => row.Length == header.Length) / (double)rows.Count,
        };
    }
}
