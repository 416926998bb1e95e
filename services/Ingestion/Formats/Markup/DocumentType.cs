using System.Text;
using System.Text.RegularExpressions;

namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>
/// What a document type declaration holds that matters here: entities written out in it. External ones are never fetched.
/// How large they could become is reckoned before anything is expanded.
/// </summary>
internal static partial class DocumentType
{
    /// <summary>Characters all references of a document may add. Real ones abbreviate an address or a name.</summary>
    private const int AllowedExpansion = 64 << 10;

    /// <summary>Where the declaration that begins at <paramref name="start"/> ends.</summary>
    public static int End(string text, int start)
    {
        var depth = 0;
        for (var i = start; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' or '\'' when depth > 0:
                    var close = text.IndexOf(text[i], i + 1);
                    i = close < 0 ? text.Length : close;
                    break;
                case '[':
                    depth++;
                    break;
                case ']':
                    depth--;
                    break;
                case '>' when depth <= 0:
                    return i + 1;
                default:
                    break;
            }
        }

        return text.Length;
    }

    /// <summary>The declared entities with their values; null and the reason when they are a bomb.</summary>
    public static IReadOnlyDictionary<string, string>? Entities(string text, out string? bomb)
    {
        bomb = null;
        var none = new Dictionary<string, string>();
        var start = text.AsSpan(0, Math.Min(text.Length, 16384)).IndexOf("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return none;
        }

        var subset = text[start..End(text, start)];
        if (!subset.Contains("<!ENTITY", StringComparison.OrdinalIgnoreCase))
        {
            return none;
        }

        var raw = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match entity in Entity().Matches(subset))
        {
            raw.TryAdd(entity.Groups["name"].Value, entity.Groups["value"].Value);
        }

        // Sizes first: an entity counts what it holds, and the entities in it count what they hold.
        var sizes = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var name in raw.Keys)
        {
            if (Size(name, raw, sizes, 0) > AllowedExpansion)
            {
                bomb = $"Its document type declares entities that grow beyond {AllowedExpansion >> 10} KB (&{name};).";
                return null;
            }
        }

        double total = 0;
        foreach (Match reference in Reference().Matches(text, start + subset.Length))
        {
            total += sizes.GetValueOrDefault(reference.Groups["name"].Value);
            if (total > 16 * AllowedExpansion)
            {
                bomb = $"The entities its document type declares would add more than {AllowedExpansion >> 6} KB.";
                return null;
            }
        }

        return raw.ToDictionary(pair => pair.Key, pair => Expand(pair.Value, raw, 0), StringComparer.Ordinal);
    }

    private static double Size(string name, Dictionary<string, string> raw, Dictionary<string, double> sizes, int depth)
    {
        if (sizes.TryGetValue(name, out var known))
        {
            return known;
        }

        if (depth > 20)
        {
            // A chain this long, or a circle, is never meant well.
            return double.PositiveInfinity;
        }

        sizes[name] = double.PositiveInfinity;
        var value = raw[name];
        double size = value.Length;
        foreach (Match reference in Reference().Matches(value))
        {
            if (raw.ContainsKey(reference.Groups["name"].Value))
            {
                size += Size(reference.Groups["name"].Value, raw, sizes, depth + 1);
            }
        }

        return sizes[name] = size;
    }

    private static string Expand(string value, Dictionary<string, string> raw, int depth)
    {
        if (depth > 20 || !value.Contains('&', StringComparison.Ordinal))
        {
            return value;
        }

        var expanded = new StringBuilder();
        var at = 0;
        foreach (Match reference in Reference().Matches(value))
        {
            expanded.Append(value, at, reference.Index - at);
            expanded.Append(raw.TryGetValue(reference.Groups["name"].Value, out var inner)
                ? Expand(inner, raw, depth + 1)
                : CharacterReferences.Decode(reference.Value));
            at = reference.Index + reference.Length;
        }

        return CharacterReferences.Decode(expanded.Append(value, at, value.Length - at).ToString());
    }

    [GeneratedRegex("""<!ENTITY\s+(?<name>[A-Za-z_:][\w:.\-]{0,100})\s+(?:"(?<value>[^"]*)"|'(?<value>[^']*)')\s*>""", RegexOptions.ExplicitCapture)]
    private static partial Regex Entity();

    [GeneratedRegex("&(?<name>[A-Za-z_:][\\w:.\\-]{0,100});", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
