using System.Globalization;
using System.Text;
using System.Text.Json;
using NewsPlatform.Ingestion.Formats.Dates;
using NewsPlatform.Text;

namespace NewsPlatform.Ingestion.Formats.Json;

/// <summary>Reads one field whatever shape a source gave it: text, number, list, or an object that holds the value.</summary>
internal static class JsonField
{
    /// <summary>Where objects keep the value itself: WordPress, Mongo exports, JSON-LD, converted XML.</summary>
    private static readonly string[] ValueNames = ["value", "rendered", "text", "name", "html", "content", "#text", "_", "$t", "@value", "title", "$oid", "$date"];

    private static readonly string[] AddressNames = ["url", "href", "@id", "value", "canonical"];

    /// <summary>The field as text, or null when it holds none. Lists are joined by <paramref name="joint"/>.</summary>
    public static string? Text(JsonElement value, string joint = ", ", int depth = 0)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                var text = String(value);
                return string.IsNullOrWhiteSpace(text) ? null : text;
            case JsonValueKind.Number:
                return value.GetRawText();
            case JsonValueKind.Array when depth < 3:
                var parts = new List<string>();
                foreach (var item in value.EnumerateArray())
                {
                    if (Text(item, joint, depth + 1) is { } part)
                    {
                        parts.Add(part);
                    }
                }

                return parts.Count == 0 ? null : string.Join(joint, parts);
            case JsonValueKind.Object when depth < 3:
                return Inner(value, ValueNames) is { } inner ? Text(inner, joint, depth + 1) : null;
            default:
                return null;
        }
    }

    /// <summary>The field as an address.</summary>
    public static string? Link(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when Inner(value, AddressNames) is { ValueKind: JsonValueKind.String } inner => Text(inner),
        JsonValueKind.Array => value.EnumerateArray().Select(Link).FirstOrDefault(link => link is not null),
        JsonValueKind.String => Text(value),
        _ => null,
    };

    /// <summary>The field as a date: any spelling, or a Unix time.</summary>
    public static DateTimeOffset? Date(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            // 1e400 is a number of JSON and none of .NET's.
            return double.TryParse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? NewsDate.FromUnix(number)
                : null;
        }

        if (value.ValueKind == JsonValueKind.Object && Inner(value, ["$date", "value", "date", "iso", "seconds", "_seconds"]) is { ValueKind: not JsonValueKind.Object } inner)
        {
            return Date(inner);
        }

        return NewsDate.Parse(Text(value));
    }

    /// <summary>A JSON string, its escapes resolved; a lone surrogate becomes U+FFFD instead of an exception.</summary>
    public static string String(JsonElement value)
    {
        try
        {
            return value.GetString() ?? string.Empty;
        }
        catch (InvalidOperationException)
        {
            // The SDK will not give a string with half a surrogate pair; sources do write them.
            return Unescape(value.GetRawText().AsSpan()[1..^1]);
        }
    }

    /// <summary>A property's name; one with half a surrogate pair is no name anybody looks for.</summary>
    public static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            // As in String: the SDK throws where the escape is broken.
            return "\uFFFD";
        }
    }

    private static JsonElement? Inner(JsonElement value, string[] names)
    {
        foreach (var name in names)
        {
            if (value.TryGetProperty(name, out var inner) && inner.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            {
                return inner;
            }
        }

        return null;
    }

    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 >= raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }

            switch (raw[++i])
            {
                case 'u' when i + 4 < raw.Length && ushort.TryParse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                    text.Append((char)unit);
                    i += 4;
                    break;
                case 'n':
                    text.Append('\n');
                    break;
                case 't':
                    text.Append('\t');
                    break;
                case 'r':
                    text.Append('\r');
                    break;
                case 'b' or 'f':
                    text.Append(' ');
                    break;
                case var other:
                    text.Append(other);
                    break;
            }
        }

        return TextCleaner.Clean(text.ToString());
    }
}
