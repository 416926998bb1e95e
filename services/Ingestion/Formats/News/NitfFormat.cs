using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Formats.News;

/// <summary>NITF documents; one article each.</summary>
internal sealed class NitfFormat : IInputFormat
{
    public string Name => "nitf";

    public double Recognize(in InputHead head)
    {
        var root = XmlRoot.Find(head.Text);
        return root.Name == "nitf" ? 0.98 : root.DocumentType == "nitf" ? 0.9 : 0;
    }

    public IEnumerable<FoundArticle> Read(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        foreach (var (part, start, end) in NewsParts.Read(document, limits, "nitf", cancellationToken))
        {
            if (NitfArticle.Read(part) is { } article)
            {
                yield return article with { Start = start, End = end };
            }
            else
            {
                document.Reject(RefusalReason.NoText, "The document has neither headline nor text.", start, end, "nitf");
            }
        }
    }
}
