using System.Buffers;
using System.Text.Json;

namespace NewsPlatform.Ingestion.Formats.Json;

/// <summary>RFC 8259, strictly: no comments, no trailing commas, one value.</summary>
internal static class JsonSyntax
{
    private static readonly SearchValues<char> NumberSigns = SearchValues.Create("0123456789.eE+-");

    /// <summary>
    /// Where the first value ends and what is wrong with the text, if anything. Depth is judged here, so that 100,000
    /// brackets are refused for what they are.
    /// </summary>
    public static Refusal? Check(ReadOnlySpan<byte> json, int maxDepth, out int valueEnd)
    {
        valueEnd = 0;

        // One level more than allowed, to tell "too deep" from "malformed".
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth + 1, AllowMultipleValues = true });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= maxDepth && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                {
                    return new Refusal(RefusalReason.NestedTooDeeply, $"Its brackets are nested more than {maxDepth} deep.");
                }

                if (reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
                {
                    valueEnd = (int)reader.BytesConsumed;
                    return null;
                }
            }
        }
        catch (JsonException malformed)
        {
            return new Refusal(
                RefusalReason.MalformedJson,
                $"It is no JSON at line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}.");
        }

        return new Refusal(RefusalReason.MalformedJson, "It ends before the first value does.");
    }

    /// <summary>True when the text may go on to be one JSON document: nothing in it so far forbids that.</summary>
    public static bool MayGoOn(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 1000 }));
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            // The question was whether it can be read; it cannot.
            return false;
        }
    }

    /// <summary>True when nothing but white space follows.</summary>
    public static bool OnlySpace(ReadOnlySpan<byte> json) => json.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    /// <summary>
    /// A guess from the first characters: could this be JSON at all? "[Paris] …" is a dateline, "{"title"…" is an object.
    /// </summary>
    public static bool LooksLike(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        if (text.IsEmpty)
        {
            return false;
        }

        var inner = text[1..].TrimStart();
        var next = inner.IsEmpty ? '\0' : inner[0];
        return text[0] switch
        {
            '{' => next is '"' or '}' or '\0',
            '[' => next is '{' or '[' or '"' or ']' or '-' or '\0' || Number(inner) || Word(inner),
            _ => false,
        };
    }

    /// <summary>A number as JSON ends it, unlike "[2024 …" of a text.</summary>
    private static bool Number(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(NumberSigns);
        return end != 0 && (end < 0 || text[end..].TrimStart() is ['\0' or ',' or ']', ..] or []);
    }

    private static bool Word(ReadOnlySpan<char> text) =>
        text.StartsWith("true") || text.StartsWith("false") || text.StartsWith("null");
}
