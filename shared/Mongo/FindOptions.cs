using System.Text.Json.Nodes;

namespace NewsPlatform.Mongo;

public sealed record FindOptions
{
    public JsonNode? Sort { get; init; }

    public JsonNode? Projection { get; init; }

    public int? Limit { get; init; }

    public int? Skip { get; init; }

    /// <summary>Documents fetched at once; the server's own choice (101, then 16 MB) when absent.</summary>
    public int? BatchSize { get; init; }

    /// <summary>An index, by name or by keys.</summary>
    public JsonNode? Hint { get; init; }
}
