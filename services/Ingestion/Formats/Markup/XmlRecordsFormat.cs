namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>
/// XML of no known vocabulary, such as an export of some editorial system: elements whose children are named like the
/// fields of an article are articles.
/// </summary>
internal sealed class XmlRecordsFormat(FieldNames fieldNames) : IInputFormat
{
    private readonly FieldKeys _keys = new(fieldNames);

    /// <summary>Elements and texts of such a document.</summary>
    private const int MaxNodes = 400_000;

    public string Name => "xml";

    public double Recognize(in InputHead head)
    {
        var root = XmlRoot.Find(head.Text);
        if (root.Junk > 0 || root.DocumentType == "html" || root.Name is "html" or "head" or "body")
        {
            return 0;
        }

        // A document type so long that the root stands behind what is looked at is XML too.
        return root.Declared ? 0.6
            : root.DocumentType.Length > 0 ? 0.5
            : root.Name.Length == 0 || HtmlNames.All.Contains(root.Name) ? 0
            : root.Tag.Contains("xmlns", StringComparison.Ordinal)
                || head.Text.Contains("</" + root.Tag[1..].ToString().Split(' ', '>', '\n', '\r', '\t')[0], StringComparison.Ordinal) ? 0.5 : 0;
    }

    public IEnumerable<FoundArticle> Read(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        if (!document.TryReadText(out var text) || !XmlDocumentText.TryOpen(document, text, limits, out var xml))
        {
            yield break;
        }

        var events = xml.Events();
        while (events.Read() && events.Current != XmlEvents.Kind.Start)
        {
        }

        var root = events.ReadPart(MaxNodes, limits.MaxDepth, () => document.Deadline.Passed);
        if (root is null)
        {
            document.Refuse(RefusalReason.TooLarge, $"A document of unknown vocabulary may have {MaxNodes} elements.");
            yield break;
        }

        var places = new PlainText.BytePlaces(document.Encoding.Encoding, document.Head[document.Encoding.BomLength..], text);
        var mark = document.Encoding.BomLength;
        var waiting = new Stack<XmlPart>([root]);
        while (waiting.TryPop(out var part))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Article(part) is { } article)
            {
                yield return article with { Start = mark + places.Of(part.Start), End = mark + places.Of(Math.Max(part.Start, part.End)) };
                continue;
            }

            foreach (var child in part.Elements.Reverse())
            {
                waiting.Push(child);
            }
        }
    }

    private FoundArticle? Article(XmlPart part)
    {
        var fields = new Dictionary<string, XmlPart>(StringComparer.Ordinal);
        foreach (var child in part.Elements)
        {
            fields.TryAdd(FieldKeys.Key(child.Name), child);
        }

        XmlPart? First(IReadOnlyList<string> wanted) => wanted.Select(name => fields.GetValueOrDefault(name)).FirstOrDefault(found => found is not null);
        string? Line(IReadOnlyList<string> wanted) => First(wanted) is { } found ? OneLine.Of(found.Text()) : OneLine.Of(wanted.Select(part.Attribute).FirstOrDefault(value => value is not null));

        // A child called "story" that has a title and a text of its own is a record, not a text.
        var body = First(_keys.Text);
        if (body is not null && body.Elements.Any(inner => _keys.TextOrHeadline.Contains(FieldKeys.Key(inner.Name))))
        {
            return null;
        }

        var headline = First(_keys.Headline);
        if (body is null && headline is null)
        {
            return null;
        }

        var content = body is null ? null : body.Elements.Any() ? string.Join("\n\n", XmlWalk.Blocks(body).Select(block => block.Text)) : body.Text();
        return new RecordFields
        {
            Headline = headline is null ? null : OneLine.Of(headline.Text()),
            HeadlineField = headline?.Name,
            Text = content,
            Summary = First(_keys.Summary)?.Text(),
            Published = _keys.Published.Select(name => fields.GetValueOrDefault(name) is { } date ? Dates.NewsDate.Parse(date.Text()) : null).FirstOrDefault(date => date is not null),
            Author = Line(_keys.Author),
            Link = Line(_keys.Link),
            SourceId = Line(_keys.SourceId),
            Language = Line(_keys.Language) ?? part.Attribute("lang", XmlEvents.XmlNamespace),
            Credit = Line(_keys.Credits),
            Dateline = Line(_keys.Dateline),
        }.Article() is { Text.Length: > 0 } article ? article with { Confidence = 0.7 } : null;
    }
}
