using NewsPlatform.Ingestion.Formats.Markup;
using NewsPlatform.Ingestion.Formats.PlainText;

namespace NewsPlatform.Ingestion.Formats.News;

/// <summary>Gives the elements of one name in an XML document, each with its place in the bytes.</summary>
internal static class NewsParts
{
    /// <summary>Elements and texts in one item; a long article has a few thousand.</summary>
    private const int MaxNodes = 200_000;

    public static IEnumerable<(XmlPart Part, long Start, long End)> Read(
        InputDocument document, ReadingLimits limits, string name, CancellationToken cancellationToken)
    {
        if (!document.TryReadText(out var text) || !XmlDocumentText.TryOpen(document, text, limits, out var xml))
        {
            yield break;
        }

        var places = new BytePlaces(document.Encoding.Encoding, document.Head[document.Encoding.BomLength..], text);
        var mark = document.Encoding.BomLength;
        var events = xml.Events();
        var number = 0;
        while (events.Read())
        {
            if (events.Current != XmlEvents.Kind.Start || !events.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            number++;
            var start = events.Start;
            var part = events.ReadPart(MaxNodes, limits.MaxDepth, () => document.Deadline.Passed);
            var end = Math.Max(start, part?.End ?? events.End);
            if (document.Deadline.Passed)
            {
                document.Refuse(RefusalReason.TooSlow, $"It took more than {limits.TimeBudget.TotalSeconds:0} s to read.");
                yield break;
            }

            var (from, to) = (mark + places.Of(start), mark + places.Of(end));
            if (part is null)
            {
                document.Reject(RefusalReason.TooLarge, $"An item may hold {MaxNodes} elements.", from, to, $"{name} {number}");
                continue;
            }

            yield return (part, from, to);
        }
    }
}
