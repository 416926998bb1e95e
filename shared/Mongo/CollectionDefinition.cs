using System.Text.Json.Nodes;

namespace NewsPlatform.Mongo;

/// <summary>What a collection's owner wants to find at start.</summary>
public sealed record CollectionDefinition
{
    public required string Name { get; init; }

    /// <summary>
    /// The content of <c>$jsonSchema</c>. Takes effect when the collection is made; an existing collection keeps the validator
    /// it has (the embedded engine has no <c>collMod</c>), so a new rule must also hold for what is already stored.
    /// </summary>
    public JsonObject? Validator { get; init; }

    public IReadOnlyList<IndexDefinition> Indexes { get; init; } = [];
}

/// <summary>One index. An index of this name with other keys or options is refused, not replaced.</summary>
public sealed record IndexDefinition
{
    public required string Name { get; init; }

    public required JsonObject Keys { get; init; }

    public bool Unique { get; init; }

    public JsonObject? PartialFilter { get; init; }

    /// <summary>Any further options of <c>createIndexes</c>, such as <c>default_language</c>, <c>weights</c> or <c>collation</c>.</summary>
    public JsonObject? Options { get; init; }
}
