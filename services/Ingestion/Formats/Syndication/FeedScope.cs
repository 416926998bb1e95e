using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Formats.Syndication;

/// <summary>
/// What holds for everything inside an element: the base of its links and its language, which is null when nothing is said
/// and empty when an empty xml:lang takes it back.
/// </summary>
internal readonly record struct FeedScope(Uri? Base, string? Language)
{
    /// <summary>The scope inside an element that may change both.</summary>
    public FeedScope Inside(IReadOnlyList<XmlAttribute> attributes)
    {
        var scope = this;
        foreach (var attribute in attributes)
        {
            var xml = attribute.Namespace == XmlEvents.XmlNamespace;
            if ((xml || attribute.Namespace.Length == 0) && attribute.Name.Equals("base", StringComparison.OrdinalIgnoreCase) && attribute.Value.Length > 0)
            {
                scope = scope with { Base = Resolved(attribute.Value) ?? scope.Base };
            }
            else if ((xml || attribute.Namespace.Length == 0) && attribute.Name == "lang")
            {
                scope = scope with { Language = Tag(attribute.Value) ?? string.Empty };
            }
        }

        return scope;
    }

    /// <summary>An address as an absolute one; as written where nothing makes it absolute.</summary>
    public string Link(string written)
    {
        var trimmed = written.Trim();
        if (Base is null || trimmed.Length == 0 || HasScheme(trimmed))
        {
            return trimmed;
        }

        return Uri.TryCreate(Base, trimmed, out var absolute) ? absolute.AbsoluteUri : trimmed;
    }

    /// <summary>A language tag with dashes, or null when there is none.</summary>
    public static string? Tag(string? written)
    {
        var tag = written?.Trim().Replace('_', '-');
        return string.IsNullOrEmpty(tag) || tag.Length > 35 ? null : tag;
    }

    private Uri? Resolved(string written)
    {
        var trimmed = written.Trim();
        Uri? found;
        return (Base is null ? Uri.TryCreate(trimmed, UriKind.Absolute, out found) : Uri.TryCreate(Base, trimmed, out found))
            && found.Scheme is "http" or "https" or "ftp" or "feed" ? found : null;
    }

    private static bool HasScheme(string address)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 && address.AsSpan(0, colon).IndexOfAny("/?#") < 0 && char.IsAsciiLetter(address[0]);
    }
}
