using System.Text.Json.Nodes;

namespace NewsPlatform.Mongo;

/// <summary>What became of a bulk of writes. Every index points into the list the caller gave.</summary>
public sealed record WriteResult
{
    public static readonly WriteResult Nothing = new();

    /// <summary>Documents found by updates, changed or not; upserted ones not among them.</summary>
    public int Matched { get; init; }

    public int Modified { get; init; }

    public int Inserted { get; init; }

    public int Upserted => UpsertedIndexes.Count;

    /// <summary>Updates that made a new document: of several racing for one key exactly one sees its index here.</summary>
    public IReadOnlyList<int> UpsertedIndexes { get; init; } = [];

    /// <summary>Writes that met a taken unique key: an expected answer, not a failure.</summary>
    public IReadOnlyList<int> Conflicts { get; init; } = [];

    /// <summary>Writes that cannot succeed unchanged, each with its reason; their neighbours are written.</summary>
    public IReadOnlyList<RefusedWrite> Refused { get; init; } = [];
}

/// <param name="Index">Place in the caller's list.</param>
/// <param name="Code">MongoDB's error code: 121 for a document its validator refused, 10334 for one above 16 MB.</param>
/// <param name="Reason">For people; names fields, never holds the document.</param>
public sealed record RefusedWrite(int Index, int Code, string Reason);

/// <summary>One update of at most one document.</summary>
/// <param name="Filter">Which document.</param>
/// <param name="Change">A document of update operators, a replacement, or a pipeline (array).</param>
/// <param name="Upsert">Makes the document when none matches.</param>
/// <param name="ArrayFilters">For changes that name array elements.</param>
public sealed record UpdateOne(JsonNode Filter, JsonNode Change, bool Upsert = false, JsonArray? ArrayFilters = null);
