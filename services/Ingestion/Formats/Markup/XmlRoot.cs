using System.Buffers;

namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>The first element of something that may be XML or HTML: what kind of document it is.</summary>
internal readonly ref struct XmlRoot
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>[");

    /// <summary>The name without prefix, in lower case; empty when the text begins with no element.</summary>
    public string Name { get; private init; }

    /// <summary>The start tag as written, for its namespaces and versions.</summary>
    public ReadOnlySpan<char> Tag { get; private init; }

    /// <summary>Characters of junk before the markup begins.</summary>
    public int Junk { get; private init; }

    /// <summary>True when an XML declaration came first.</summary>
    public bool Declared { get; private init; }

    /// <summary>What a DOCTYPE names, in lower case, or empty.</summary>
    public string DocumentType { get; private init; }

    /// <summary>The root of a document whose beginning is <paramref name="head"/>.</summary>
    public static XmlRoot Find(string head)
    {
        var at = head.IndexOf('<', StringComparison.Ordinal);
        var junk = at < 0 ? 0 : head.AsSpan(0, at).Trim().TrimStart('\uFEFF').Length;
        var declared = false;
        var type = string.Empty;
        while (at >= 0 && at + 1 < head.Length)
        {
            var rest = head.AsSpan(at);
            if (rest.StartsWith("<?"))
            {
                declared |= rest.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase);
                at = After(head, at, ">");
            }
            else if (rest.StartsWith("<!--"))
            {
                at = After(head, at + 4, "-->");
            }
            else if (rest.StartsWith("<!"))
            {
                if (rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
                {
                    var name = rest["<!DOCTYPE".Length..].TrimStart();
                    var end = name.IndexOfAny(NameEnds);
                    type = (end < 0 ? name : name[..end]).ToString().ToLowerInvariant();
                }

                at = Markup.DocumentType.End(head, at);
            }
            else if (char.IsLetter(rest[1]) || rest[1] == '_')
            {
                var end = rest.IndexOf('>');
                var tag = end < 0 ? rest : rest[..(end + 1)];
                var nameEnd = tag[1..].IndexOfAny(NameEnds);
                var qualified = nameEnd < 0 ? tag[1..] : tag[1..(1 + nameEnd)];
                var colon = qualified.IndexOf(':');
                return new XmlRoot
                {
                    Name = qualified[(colon + 1)..].ToString().ToLowerInvariant(),
                    Tag = tag,
                    Junk = junk,
                    Declared = declared,
                    DocumentType = type,
                };
            }
            else
            {
                at++;
            }

            at = at < 0 || at >= head.Length ? -1 : head.IndexOf('<', at);
        }

        return new XmlRoot { Name = string.Empty, Tag = default, Junk = junk, Declared = declared, DocumentType = type };
    }

    private static int After(string head, int at, string mark)
    {
        var end = head.IndexOf(mark, at, StringComparison.Ordinal);
        return end < 0 ? -1 : end + mark.Length;
    }
}
