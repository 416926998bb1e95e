using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Formats.Dates;
using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Formats.News;

/// <summary>An article in IPTC's News Industry Text Format, alone or inside NewsML.</summary>
internal static class NitfArticle
{
    /// <summary>The article of a <c>nitf</c> element; null when it says nothing.</summary>
    public static FoundArticle? Read(XmlPart nitf)
    {
        var head = nitf.Child("head");
        var body = nitf.Child("body");
        var bodyHead = body?.Child("body.head");
        var data = head?.Child("docdata");
        var headline = Line(bodyHead?.Find("hl1")) ?? Line(bodyHead?.Child("hedline")) ?? Line(head?.Child("title"));
        var text = body is null ? ArticleText.None : TextOf(body);
        var summary = bodyHead?.Child("abstract") is { } told ? ArticleText.Of(Blocks(told)) : ArticleText.None;
        if (text.Empty && summary.Empty && headline is null)
        {
            return null;
        }

        var shown = text.Empty ? summary : text;
        var second = Line(bodyHead?.Find("hl2"));
        return new FoundArticle
        {
            Kind = text.Empty || text.BreaksOff ? ArticleKind.Teaser : ArticleKind.Full,
            Headline = headline,
            HeadlineFrom = headline is null ? null : "hl1",
            Text = shown.Text,
            Paragraphs = shown.Paragraphs,
            Subheads = shown.Subheads,
            Summary = text.Empty || summary.Empty ? second : summary.Text,
            Published = Date(data?.Child("date.issue")) ?? Date(data?.Child("date.release")) ?? Date(bodyHead?.Find("story.date"))
                ?? NewsDate.Parse(nitf.Child("head")?.Child("pubdata")?.Attribute("date.publication")),
            Author = Author(bodyHead),
            Dateline = Line(bodyHead?.Child("dateline")),
            Credits = Credits(bodyHead, body),
            SourceId = OneLine.Of(data?.Child("doc-id")?.Attribute("id-string")),
            Link = OneLine.Of(data?.Child("doc-id")?.Attribute("regsrc") is null ? head?.Child("pubdata")?.Attribute("ex-ref") : null),
            Language = nitf.Attribute("lang", XmlEvents.XmlNamespace) ?? body?.Attribute("lang", XmlEvents.XmlNamespace) ?? body?.Attribute("lang"),
            Confidence = 0.97,
        };
    }

    /// <summary>The text of a NITF document that came as a string.</summary>
    public static ArticleText TextOf(string nitf)
    {
        var events = new LenientXmlEvents(nitf, 512, null);
        return events.Read() && events.ReadPart(100_000, 512) is { } part ? TextOf(part) : ArticleText.None;
    }

    private static ArticleText TextOf(XmlPart part)
    {
        // Several body.content blocks are one text: AP sends the main text and its continuation so.
        var contents = part.Descendants().Where(inner => inner.Is("body.content")).ToList();
        return ArticleText.Of([.. contents.SelectMany(Blocks)]);
    }

    private static IReadOnlyList<Block> Blocks(XmlPart part) => XmlWalk.Blocks(part, element => element.Name.ToLowerInvariant() switch
    {
        "media" or "nitf-table-metadata" or "ds" or "note" => null,
        "hl1" or "hl2" => "h3",
        "block" or "nitf-table" => "div",
        "bq" => "blockquote",
        var name => name,
    });

    private static string? Author(XmlPart? bodyHead)
    {
        var byline = bodyHead?.Child("byline");
        return Line(byline?.Find("person")) ?? Line(byline);
    }

    private static List<string> Credits(XmlPart? bodyHead, XmlPart? body) =>
        [.. new[] { Line(bodyHead?.Child("distributor")), Line(body?.Child("body.end")?.Find("tagline")) }.OfType<string>().Distinct()];

    private static DateTimeOffset? Date(XmlPart? part) => part is null ? null : NewsDate.Parse(part.Attribute("norm")) ?? NewsDate.Parse(part.Text());

    private static string? Line(XmlPart? part) => part is null ? null : OneLine.Of(part.Text());
}
