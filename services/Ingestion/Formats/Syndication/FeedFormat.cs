using NewsPlatform.Ingestion.Formats.Markup;
using NewsPlatform.Ingestion.Formats.PlainText;

namespace NewsPlatform.Ingestion.Formats.Syndication;

/// <summary>RSS 0.90 to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, and Microsoft's CDF, which looks like them.</summary>
internal sealed class FeedFormat : IInputFormat
{
    /// <summary>Elements and texts in one entry; the longest real one has some thousands.</summary>
    private const int MaxEntryNodes = 100_000;

    public string Name => "feed";

    public double Recognize(in InputHead head)
    {
        var root = XmlRoot.Find(head.Text);
        var certainty = root.Name switch
        {
            "rss" => 0.98,
            "rdf" when Mentions(head, "purl.org/rss") || Mentions(head, "/rdf/simple/0.9") || Mentions(head, "<channel") => 0.97,
            "feed" => 0.97,
            "entry" when root.Tag.Contains("Atom", StringComparison.OrdinalIgnoreCase) => 0.95,
            "channel" when Mentions(head, "<item") => 0.9,
            "" when root.DocumentType is "rss" or "rdf:rdf" or "feed" => 0.9,
            _ => 0,
        };

        if (certainty == 0 && root.DocumentType != "html" && root.Name != "html")
        {
            // Something got in front of it; more certain than a lone HTML tag, less than a page.
            var beginning = head.Text.AsSpan(0, Math.Min(head.Text.Length, 1024));
            return beginning.Contains("<rss version", StringComparison.OrdinalIgnoreCase)
                || beginning.Contains("<feed xmlns", StringComparison.OrdinalIgnoreCase) ? 0.8 : 0;
        }

        return root.Junk switch
        {
            0 => certainty,
            < 200 => certainty - 0.1,
            _ => certainty / 4,
        };
    }

    public IEnumerable<FoundArticle> Read(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        if (!document.TryReadText(out var text) || !XmlDocumentText.TryOpen(document, text, limits, out var xml))
        {
            yield break;
        }

        var feed = FeedInfo.Read(xml.Events(), document);
        document.TellFormat(feed.Format, feed.Version);
        var places = new BytePlaces(document.Encoding.Encoding, document.Head[document.Encoding.BomLength..], text);
        var mark = document.Encoding.BomLength;
        var scopes = new Stack<FeedScope>();
        var events = xml.Events();
        var number = 0;
        while (events.Read())
        {
            if (events.Current != XmlEvents.Kind.Start)
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            while (scopes.Count > events.Depth)
            {
                scopes.Pop();
            }

            var outer = scopes.TryPeek(out var scope) ? scope : new FeedScope(document.Address, null);
            if (!FeedInfo.IsEntry(events, feed.RootNamespace))
            {
                scopes.Push(outer.Inside(events.Attributes));
                continue;
            }

            if (document.GiveUp())
            {
                yield break;
            }

            number++;
            var start = events.Start;
            var part = events.ReadPart(MaxEntryNodes, limits.MaxDepth, () => document.Deadline.Passed);
            var end = Math.Max(start, part?.End ?? events.End);
            if (document.Deadline.Passed)
            {
                document.Refuse(RefusalReason.TooSlow, $"It took more than {limits.TimeBudget.TotalSeconds:0} s to read.");
                yield break;
            }

            var bytesStart = mark + places.Of(start);
            var bytesEnd = mark + places.Of(end);
            if (part is null)
            {
                document.Reject(RefusalReason.TooLarge, $"An entry may hold {MaxEntryNodes} elements.", bytesStart, bytesEnd, $"entry {number}");
            }
            else if (new FeedEntry(outer, feed.RootNamespace, feed.Atom).Read(part, feed.Language, feed.Author) is { } article)
            {
                yield return article with { Start = bytesStart, End = bytesEnd };
            }
            else
            {
                document.Reject(RefusalReason.NoText, "The entry has neither headline nor text nor address.", bytesStart, bytesEnd, $"entry {number}");
            }
        }
    }

    private static bool Mentions(in InputHead head, string word) => head.Text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
