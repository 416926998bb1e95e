using NewsPlatform.Text;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>What a source itself calls the same article: its own id, or the link without what changes from visit to visit.</summary>
internal static class SourceIdentity
{
    // The lowest bit tells a link from an id: a page can hold several articles, so a link alone proves less.
    private const ulong LinkBit = 1;

    /// <summary>0 where the source names its article in no way.</summary>
    public static ulong Of(string source, string? sourceId, string? link) =>
        !string.IsNullOrWhiteSpace(sourceId) ? WordHash.Of($"{source}\n{sourceId.Trim()}") & ~LinkBit
        : Canonical(link) is { } address ? WordHash.Of(address) | LinkBit
        : 0;

    public static bool IsLink(ulong identity) => (identity & LinkBit) != 0;

    // Scheme, "www.", fragment, tracking parameters and a final slash do not name another article.
    private static string? Canonical(string? link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var host = uri.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.IdnHost[4..] : uri.IdnHost;
        var query = string.Join('&', uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(parameter => !IsTracking(parameter)).Order(StringComparer.Ordinal));
        var path = uri.AbsolutePath.TrimEnd('/');

        // A front page names no article.
        return path.Length == 0 && query.Length == 0 ? null : $"{host.ToLowerInvariant()}{path}?{query}";
    }

    private static bool IsTracking(string parameter) =>
        parameter.StartsWith("utm_", StringComparison.OrdinalIgnoreCase)
        || parameter.StartsWith("fbclid", StringComparison.OrdinalIgnoreCase)
        || parameter.StartsWith("gclid", StringComparison.OrdinalIgnoreCase);
}
