using System.Text.Json.Nodes;

namespace NewsPlatform.Mongo.Commands;

internal static class CollectionCommands
{
    public static JsonObject Create(CollectionDefinition definition, JsonObject writeConcern)
    {
        var command = new JsonObject { ["create"] = definition.Name };
        if (definition.Validator is { } schema)
        {
            command["validator"] = new JsonObject { ["$jsonSchema"] = schema.DeepClone() };
        }

        command["writeConcern"] = writeConcern.DeepClone();
        return command;
    }

    public static JsonObject CreateIndexes(CollectionDefinition definition, JsonObject writeConcern) => new()
    {
        ["createIndexes"] = definition.Name,
        ["indexes"] = new JsonArray([.. definition.Indexes.Select(Index)]),
        ["writeConcern"] = writeConcern.DeepClone(),
    };

    private static JsonObject Index(IndexDefinition index)
    {
        var options = new JsonObject { ["name"] = index.Name, ["key"] = index.Keys.DeepClone() };
        if (index.Unique)
        {
            options["unique"] = true;
        }

        if (index.PartialFilter is { } filter)
        {
            options["partialFilterExpression"] = filter.DeepClone();
        }

        foreach (var (name, value) in index.Options ?? [])
        {
            options[name] = value?.DeepClone();
        }

        return options;
    }
}
