using System.Text.Json;

namespace NewsPlatform.Mongo.Commands;

/// <summary>MongoDB says only "Document failed validation"; which fields is in the details, beside the document's values, which stay out.</summary>
internal static class ValidationDetails
{
    public static string Of(JsonElement writeError)
    {
        var fields = new SortedSet<string>(StringComparer.Ordinal);
        if (writeError.TryGetProperty("errInfo", out var info) && info.TryGetProperty("details", out var details))
        {
            Collect(details, fields);
        }

        return fields.Count == 0 ? "" : $": {string.Join(", ", fields)}";
    }

    private static void Collect(JsonElement element, SortedSet<string> fields)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, fields);
            }
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in element.EnumerateObject())
        {
            switch (member.Name)
            {
                case "propertyName":
                    fields.Add(member.Value.ToString());
                    break;
                case "missingProperties" or "additionalProperties" when member.Value.ValueKind == JsonValueKind.Array:
                    fields.UnionWith(member.Value.EnumerateArray().Select(name => name.ToString()));
                    break;
                case "consideredValue" or "consideredValues":
                    break;
                default:
                    Collect(member.Value, fields);
                    break;
            }
        }
    }
}
