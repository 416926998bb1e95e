using System.Text.Json.Nodes;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Replay;

/// <summary>What differs between two sets of notes on one article.</summary>
internal static class NotesDifference
{
    // Versions of enrichers say why notes may differ, not that they do; a story is settled among articles, not by one alone.
    private static readonly HashSet<string> NotCompared = new(StringComparer.Ordinal) { "enrichers", "story" };

    public static (List<string> Changed, JsonObject Before, JsonObject After) Of(Contracts.Enrichment stored, Contracts.Enrichment current)
    {
        var before = MongoJson.Node(stored)!.AsObject();
        var after = MongoJson.Node(current)!.AsObject();
        var changed = before.Select(field => field.Key)
            .Union(after.Select(field => field.Key))
            .Where(field => !NotCompared.Contains(field) && !JsonNode.DeepEquals(before[field], after[field]))
            .Order(StringComparer.Ordinal)
            .ToList();
        return (changed, Only(before, changed), Only(after, changed));
    }

    private static JsonObject Only(JsonObject notes, List<string> fields)
    {
        var only = new JsonObject();
        foreach (var field in fields)
        {
            only[field] = notes[field]?.DeepClone();
        }

        return only;
    }
}
