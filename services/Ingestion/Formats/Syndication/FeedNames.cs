using System.Collections.Frozen;

namespace NewsPlatform.Ingestion.Formats.Syndication;

/// <summary>Which vocabulary an element of a feed belongs to, whatever prefix it wears.</summary>
internal static class FeedNames
{
    /// <summary>RSS and Atom themselves, every version of them.</summary>
    public const string Core = "";

    private static readonly FrozenDictionary<string, string> Vocabularies = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [""] = Core,
        ["http://backend.userland.com/rss"] = Core,
        ["http://backend.userland.com/rss2"] = Core,
        ["http://backend.userland.com/rss091"] = Core,
        ["http://backend.userland.com/rss092"] = Core,
        ["http://blogs.law.harvard.edu/tech/rss"] = Core,
        ["http://purl.org/rss/1.0/"] = Core,
        ["http://purl.org/rss/1.0/modules/rss091#"] = Core,
        ["http://my.netscape.com/rdf/simple/0.9/"] = Core,
        ["http://my.netscape.com/publish/formats/rss-0.91.dtd"] = Core,
        ["http://channel.netscape.com/rdf/simple/0.9/"] = Core,
        ["http://example.com/newformat#"] = Core,
        ["http://purl.org/echo/"] = Core,
        ["http://purl.org/pie/"] = Core,
        ["http://purl.org/atom/ns#"] = Core,
        ["http://www.w3.org/2005/Atom"] = Core,
        ["http://purl.org/dc/elements/1.1/"] = "dc",
        ["http://purl.org/dc/elements/1.0/"] = "dc",
        ["http://purl.org/dc/terms/"] = "dcterms",
        ["http://purl.org/rss/1.0/modules/content/"] = "content",
        ["http://search.yahoo.com/mrss/"] = "media",
        ["http://search.yahoo.com/mrss"] = "media",
        ["http://www.w3.org/1999/xhtml"] = "xhtml",
        ["http://www.itunes.com/dtds/podcast-1.0.dtd"] = "itunes",
        ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"] = "rdf",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    /// <summary>The vocabulary of a namespace: <see cref="Core"/>, a short name, or null for one that is not read.</summary>
    /// <param name="space">The element's namespace.</param>
    /// <param name="root">The root element's namespace: a feed that puts itself in a namespace of its own still means RSS.</param>
    public static string? Of(string space, string root) =>
        Vocabularies.TryGetValue(space, out var name) ? name : space.Equals(root, StringComparison.OrdinalIgnoreCase) ? Core : null;
}
