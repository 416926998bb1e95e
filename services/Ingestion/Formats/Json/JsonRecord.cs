using System.Text.Json;

namespace NewsPlatform.Ingestion.Formats.Json;

/// <summary>One JSON object as an article, by the names of its fields.</summary>
internal sealed class JsonRecord
{
    private readonly FieldKeys _names;
    private readonly Dictionary<string, (string Name, JsonElement Value)> _fields = new(StringComparer.Ordinal);

    public JsonRecord(JsonElement record, FieldKeys names)
    {
        _names = names;
        foreach (var property in record.EnumerateObject())
        {
            // Of two fields with one name the last that holds something wins, as in every JSON library that keeps one.
            if (property.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
            {
                var name = JsonField.Name(property);
                _fields[FieldKeys.Key(name)] = (name, property.Value);
            }
        }
    }

    public FoundArticle? Article()
    {
        var headline = First(_names.Headline, value => Shown(value, " "), out var headlineField);
        var text = First(_names.Text, value => Shown(value, "\n\n"), out var textField);
        return new RecordFields
        {
            Headline = headline,
            HeadlineField = headlineField,
            Text = text,
            TextIsHtml = textField is not null && textField.Contains("html", StringComparison.OrdinalIgnoreCase),
            Summary = First(_names.Summary, value => Shown(value, "\n\n"), out _),
            Published = First(_names.Published, JsonField.Date, out _),
            Author = First(_names.Author, value => JsonField.Text(value), out _),
            Link = First(_names.Link, JsonField.Link, out _),
            SourceId = First(_names.SourceId, value => JsonField.Text(value), out _),
            Language = First(_names.Language, value => JsonField.Text(value), out _),
            Credit = First(_names.Credits, value => JsonField.Text(value), out _),
            Dateline = First(_names.Dateline, value => JsonField.Text(value), out _),
        }.Article();
    }

    private static string? Shown(JsonElement value, string joint) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? null : JsonField.Text(value, joint);

    private T? First<T>(IReadOnlyList<string> names, Func<JsonElement, T?> read, out string? field)
    {
        foreach (var name in names)
        {
            if (_fields.TryGetValue(name, out var found) && read(found.Value) is { } value)
            {
                field = found.Name;
                return value;
            }
        }

        field = null;
        return default;
    }
}
