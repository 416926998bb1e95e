using System.Text;
using System.Text.Json;

namespace NewsPlatform.Ingestion.Formats.Json;

/// <summary>
/// Finds the articles in a JSON value: an object that is one, a list of such objects, or either under the usual names
/// (<c>articles</c>, <c>items</c>, <c>data</c>). The value is walked in its bytes; only one record at a time is taken apart.
/// </summary>
internal sealed class JsonArticles(FieldKeys names, ReadingLimits limits)
{
    /// <summary>Wrappers within wrappers that are opened: response, data, items, and one to spare.</summary>
    private const int MaxWrappers = 5;

    private readonly HashSet<string> _text = new(names.Text, StringComparer.Ordinal);

    /// <summary>A record of the value: its bytes' place, and the article in it or null when it is none.</summary>
    public readonly record struct Found(int Start, int End, FoundArticle? Article, string? Ninjs, Refusal? Refusal);

    /// <param name="json">A complete, checked JSON value.</param>
    public IEnumerable<Found> In(ReadOnlyMemory<byte> json) => Walk(json, 0, json.Length, 0);

    private IEnumerable<Found> Walk(ReadOnlyMemory<byte> json, int start, int end, int wrappers)
    {
        switch (First(json.Span[start..end]))
        {
            case (byte)'[':
                foreach (var (from, to, kind) in Elements(json.Slice(start, end - start)))
                {
                    if (kind == JsonTokenType.StartObject || (kind == JsonTokenType.StartArray && wrappers < MaxWrappers))
                    {
                        foreach (var found in Walk(json, start + from, start + to, wrappers + 1))
                        {
                            yield return found;
                        }
                    }
                }

                break;
            case (byte)'{':
                var inner = wrappers < MaxWrappers ? Wrapped(json.Slice(start, end - start)) : [];
                if (inner.Count == 0)
                {
                    yield return Record(json, start, end);
                    break;
                }

                foreach (var (from, to) in inner)
                {
                    foreach (var found in Walk(json, start + from, start + to, wrappers + 1))
                    {
                        yield return found;
                    }
                }

                break;
            default:
                break;
        }
    }

    private Found Record(ReadOnlyMemory<byte> json, int start, int end)
    {
        if (end - start > limits.MaxRecordBytes)
        {
            return new Found(start, end, null, null, new Refusal(RefusalReason.TooLarge, $"One record may have {limits.MaxRecordBytes >> 20} MB."));
        }

        using var record = JsonDocument.Parse(json[start..end], new JsonDocumentOptions { MaxDepth = limits.MaxDepth + 1 });
        return NinjsItem.Is(record.RootElement)
            ? new Found(start, end, new NinjsItem(record.RootElement).Article(), NinjsItem.VersionOf(record.RootElement), null)
            : new Found(start, end, new JsonRecord(record.RootElement, names).Article(), null, null);
    }

    /// <summary>
    /// The lists and objects in an object that only wraps articles; empty for an object that is a record itself. A text of
    /// its own makes it a record, whatever lists it has.
    /// </summary>
    private List<(int From, int To)> Wrapped(ReadOnlyMemory<byte> json)
    {
        var wrapped = new List<(int From, int To)>();
        var others = new List<(int From, int To)>();
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = limits.MaxDepth + 1 });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = FieldKeys.Key(NameOf(ref reader));
            reader.Read();
            var from = (int)reader.TokenStartIndex;
            var kind = reader.TokenType;
            var filled = kind == JsonTokenType.String && reader.ValueSpan.Length > 0;
            reader.Skip();
            var to = (int)reader.BytesConsumed;
            var holdsObjects = (kind == JsonTokenType.StartArray && ObjectsIn(json.Span[from..to])) || kind == JsonTokenType.StartObject;

            // "content" and "text" may be either: a filled string is a text, a list of objects is a container.
            if (_text.Contains(key) && (filled || (kind is JsonTokenType.StartArray && !holdsObjects)))
            {
                return [];
            }

            if (!holdsObjects)
            {
                continue;
            }

            if (names.Containers.Contains(key))
            {
                wrapped.Add((from, to));
            }
            else if (kind == JsonTokenType.StartArray)
            {
                others.Add((from, to));
            }
        }

        // A ninjs item and an article with a list of pictures are records; {"2024": [ … ]} is a wrapper by another name.
        return wrapped.Count > 0 ? wrapped : others.Count == 1 && IsBare(json) ? others : [];
    }

    /// <summary>True when an object has nothing but its list (and numbers): no field that says something of itself.</summary>
    private bool IsBare(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = limits.MaxDepth + 1 });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.StartObject)
            {
                return false;
            }

            reader.Skip();
        }

        return true;
    }

    /// <summary>The objects and lists in a list, one at a time: a list may have ten million.</summary>
    private IEnumerable<(int From, int To, JsonTokenType Kind)> Elements(ReadOnlyMemory<byte> json)
    {
        var at = 0;
        var state = new JsonReaderState(new JsonReaderOptions { MaxDepth = limits.MaxDepth + 1 });
        while (NextElement(json, ref at, ref state, out var from, out var kind))
        {
            yield return (from, at, kind);
        }
    }

    private static bool NextElement(ReadOnlyMemory<byte> json, ref int at, ref JsonReaderState state, out int from, out JsonTokenType kind)
    {
        var reader = new Utf8JsonReader(json.Span[at..], isFinalBlock: true, state);
        (from, kind) = (0, JsonTokenType.None);
        if (at == 0)
        {
            reader.Read();
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                from = at + (int)reader.TokenStartIndex;
                kind = reader.TokenType;
                reader.Skip();
                at += (int)reader.BytesConsumed;
                state = reader.CurrentState;
                return true;
            }
        }

        return false;
    }

    private static string NameOf(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Encoding.UTF8.GetString(reader.ValueSpan) : reader.ValueSpan.Length > 200 ? string.Empty : Encoding.UTF8.GetString(reader.ValueSpan);

    private static bool ObjectsIn(ReadOnlySpan<byte> array) => First(array[1..]) == (byte)'{';

    private static byte First(ReadOnlySpan<byte> json)
    {
        var at = json.IndexOfAnyExcept(" \t\r\n"u8);
        return at < 0 ? (byte)0 : json[at];
    }
}
