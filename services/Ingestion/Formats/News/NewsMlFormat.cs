using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Formats.News;

/// <summary>
/// NewsML-G2 (news items alone, in packages and in news messages) and the older NewsML 1.x that agencies still send.
/// Items that carry a picture or a film and no text are told as records without text.
/// </summary>
internal sealed class NewsMlFormat : IInputFormat
{
    public string Name => "newsml";

    public double Recognize(in InputHead head)
    {
        var root = XmlRoot.Find(head.Text);
        return root.Name switch
        {
            "newsitem" or "packageitem" or "newsmessage" or "planningitem" or "conceptitem" or "knowledgeitem" => 0.98,
            "newsml" => 0.98,
            _ => 0,
        };
    }

    public IEnumerable<FoundArticle> Read(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        var number = 0;
        foreach (var (part, start, end) in NewsParts.Read(document, limits, "newsItem", cancellationToken))
        {
            number++;
            var older = part.Child("NewsComponent") is not null && part.Child("contentMeta") is null;
            document.TellFormat(older ? "newsml" : "newsml-g2", older ? "1.x" : part.Attribute("standardversion") ?? "2.x");

            if ((older ? NewsMl1Item.Read(part) : NewsMlG2Item.Read(part)) is { } article)
            {
                yield return article with { Start = start, End = end };
            }
            else
            {
                document.Reject(RefusalReason.NoText, "The item carries no text.", start, end, part.Attribute("guid") ?? $"newsItem {number}");
            }
        }

        if (number == 0 && document.Refusal is null)
        {
            document.Note("no news item in it: a package, plan or concept alone");
        }
    }
}
