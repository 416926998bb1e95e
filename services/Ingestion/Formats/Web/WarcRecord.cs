using System.Globalization;

namespace NewsPlatform.Ingestion.Formats.Web;

/// <summary>The header of one record of a web archive.</summary>
internal sealed class WarcRecord
{
    private const int MaxFields = 200;

    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with the header, or null.</summary>
    public string? Fault { get; private init; }

    public string Type => this["WARC-Type"] ?? string.Empty;

    /// <summary>Length of the block; -1 when the header does not say.</summary>
    public long Length { get; private set; } = -1;

    public string? this[string name] => _fields.GetValueOrDefault(name);

    /// <summary>The address that was captured, without the angle brackets some writers put around it.</summary>
    public Uri? Target => Uri.TryCreate(this["WARC-Target-URI"]?.Trim('<', '>', ' '), UriKind.Absolute, out var target) ? target : null;

    /// <summary>Reads a header whose first line has been read.</summary>
    public static WarcRecord Read(string first, WarcInput input)
    {
        if (!first.StartsWith("WARC/", StringComparison.Ordinal))
        {
            return new WarcRecord { Fault = "A record begins with something other than its version." };
        }

        var record = new WarcRecord();
        string? name = null;
        while (input.Line() is { Length: > 0 } line)
        {
            if (line[0] is ' ' or '\t' && name is not null)
            {
                // A long value goes on in the next line.
                record._fields[name] += " " + line.Trim();
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || record._fields.Count >= MaxFields)
            {
                return new WarcRecord { Fault = "A line of the record's header is no field." };
            }

            name = line[..colon].Trim();
            record._fields[name] = line[(colon + 1)..].Trim();
        }

        if (long.TryParse(record["Content-Length"], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            record.Length = length;
            return record;
        }

        return new WarcRecord { Fault = "The record's header does not say how long it is." };
    }
}
