using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NewsPlatform.Mongo.Json;

namespace NewsPlatform.Mongo;

/// <summary>How records become documents.</summary>
/// <remarks>
/// camelCase names, nulls left out, Arabic unescaped, enums as camelCase words, <see cref="DateTimeOffset"/> as a date
/// (milliseconds, UTC), <c>byte[]</c> as binary, <c>int</c> and <c>long</c> as whole numbers, <c>decimal</c> as a double.
/// The document's id is a member with <c>[JsonPropertyName("_id")]</c>. A lone surrogate is refused, never replaced.
/// </remarks>
public static class MongoJson
{
    internal static readonly WellFormedEncoder Encoder = new();

    public static JsonSerializerOptions Options { get; } = Frozen(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = Encoder,
        // BSON itself allows 100 levels; the reply around a document takes four.
        MaxDepth = 110,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new DateConverter(), new BinaryConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    });

    /// <summary>
    /// A value for use inside a filter or change. Take this for dates: a <see cref="JsonValue"/> made of a
    /// <see cref="DateTimeOffset"/> directly is stored as text and compares with no date.
    /// </summary>
    public static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, Options);

    private static JsonSerializerOptions Frozen(JsonSerializerOptions options)
    {
        options.MakeReadOnly();
        return options;
    }
}
