using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Formats.Syndication;

/// <summary>What a feed says of itself that holds for its entries. Read first, since RSS lets it stand after them.</summary>
internal sealed record FeedInfo
{
    /// <summary>The word receipts show: rss, atom or cdf.</summary>
    public required string Format { get; init; }

    public required string Version { get; init; }

    public required string RootNamespace { get; init; }

    public required bool Atom { get; init; }

    public string? Language { get; init; }

    /// <summary>Atom lets entries without an author take the feed's.</summary>
    public string? Author { get; init; }

    /// <summary>True at the start of an item or entry.</summary>
    public static bool IsEntry(XmlEvents events, string rootNamespace) =>
        (events.Name.Equals("item", StringComparison.OrdinalIgnoreCase) || events.Name.Equals("entry", StringComparison.OrdinalIgnoreCase))
        && FeedNames.Of(events.Namespace, rootNamespace) == FeedNames.Core;

    public static FeedInfo Read(XmlEvents events, InputDocument document)
    {
        string? language = null, author = null;
        string root = string.Empty, rootNamespace = string.Empty, rootVersion = string.Empty;
        var netscape = false;
        while (events.Read() && !document.Deadline.Passed)
        {
            if (events.Current != XmlEvents.Kind.Start)
            {
                continue;
            }

            if (root.Length == 0)
            {
                root = events.Name.ToLowerInvariant();
                rootNamespace = root == "rdf" ? string.Empty : events.Namespace;
                rootVersion = events.Attributes.FirstOrDefault(attribute => attribute.Name == "version").Value?.Trim() ?? string.Empty;
                language = events.Attributes.FirstOrDefault(attribute => attribute.Name == "lang").Value;
                if (IsEntry(events, rootNamespace))
                {
                    break;
                }

                continue;
            }

            if (root == "rdf" && rootNamespace.Length == 0 && events.Name.Equals("channel", StringComparison.OrdinalIgnoreCase))
            {
                rootNamespace = events.Namespace;
                netscape = events.Namespace.Contains("netscape", StringComparison.OrdinalIgnoreCase);
                continue;
            }

            var vocabulary = FeedNames.Of(events.Namespace, rootNamespace);
            if (IsEntry(events, rootNamespace) || events.Name.ToLowerInvariant() is "image" or "textinput")
            {
                // Their titles, languages and authors are their own.
                events.Skip();
            }
            else if (events.Name.Equals("language", StringComparison.OrdinalIgnoreCase) && vocabulary is "" or "dc")
            {
                language = events.ReadPart(100, 10)?.Text() ?? language;
            }
            else if (events.Name.Equals("author", StringComparison.OrdinalIgnoreCase) && vocabulary == FeedNames.Core && root == "feed")
            {
                author ??= events.ReadPart(100, 10) is { } person ? FeedEntry.Person(person) : null;
            }
        }

        var atom = root is "feed" or "entry";
        return new FeedInfo
        {
            Format = atom ? "atom" : root == "channel" ? "cdf" : "rss",
            Version = root switch
            {
                "feed" or "entry" when rootVersion.Length > 0 => rootVersion,
                "feed" or "entry" => "1.0",
                "rdf" => netscape ? "0.90" : "1.0",
                _ => rootVersion,
            },
            RootNamespace = rootNamespace,
            Atom = atom,
            Language = FeedScope.Tag(language),
            Author = author,
        };
    }
}
