using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NewsPlatform.Mongo.Tests;

/// <summary>A record with one member of every kind the platform stores.</summary>
public sealed record Story
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public string? Title { get; init; }

    public DateTimeOffset? Published { get; init; }

    public long Views { get; init; }

    public double Score { get; init; }

    public Fate Fate { get; init; }

    public byte[]? Raw { get; init; }

    public IReadOnlyList<string> Topics { get; init; } = [];

    public static List<Story> Many(int count, string prefix = "s") =>
        [.. Enumerable.Range(0, count).Select(i => new Story { Id = $"{prefix}{i:00000}", Views = i })];
}

public enum Fate
{
    InFlight,
    Stored,
    Repeated,
}

internal static class Filters
{
    public static JsonObject All => [];

    public static JsonObject Id(string id) => new() { ["_id"] = id };

    public static JsonObject Set(string name, JsonNode? value) => new() { ["$set"] = new JsonObject { [name] = value } };
}
