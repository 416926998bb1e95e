using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Formats.Dates;
using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Formats.News;

/// <summary>One <c>newsItem</c> of NewsML-G2.</summary>
internal static class NewsMlG2Item
{
    public static FoundArticle? Read(XmlPart item)
    {
        var meta = item.Child("itemMeta");
        var content = item.Child("contentMeta");
        var set = item.Child("contentSet");
        var inner = Nitf(set);
        var text = Text(set);
        var headline = Headline(content) ?? Line(meta?.Child("title")) ?? inner?.Headline;
        var description = content?.Elements.FirstOrDefault(part => part.Is("description"));
        var summary = description is null ? ArticleText.None : ArticleText.Of(XmlWalk.Blocks(description));
        if (inner is not null && text.Empty)
        {
            text = new ArticleText(inner.Text, inner.Paragraphs, inner.Subheads);
        }

        // A photo has a headline and a caption: no article.
        var kind = meta?.Child("itemClass")?.Attribute("qcode") ?? "ninat:text";
        if (text.Empty && (summary.Empty || !kind.EndsWith(":text", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var shown = text.Empty ? summary : text;
        return new FoundArticle
        {
            Kind = text.Empty || text.BreaksOff ? ArticleKind.Teaser : ArticleKind.Full,
            Headline = headline,
            HeadlineFrom = headline is null ? null : "headline",
            Text = shown.Text,
            Paragraphs = shown.Paragraphs,
            Subheads = shown.Subheads,
            Summary = text.Empty ? null : summary.Empty ? inner?.Summary : summary.Text,
            Published = Date(meta?.Child("firstCreated")) ?? Date(content?.Child("contentCreated")) ?? Date(meta?.Child("versionCreated")) ?? inner?.Published,
            Author = Line(content?.Child("by")) ?? Names(content, "creator") ?? inner?.Author,
            Dateline = Line(content?.Child("dateline")) ?? inner?.Dateline,
            Credits = Credits(content, item, inner),
            Link = OneLine.Of(meta?.Elements.FirstOrDefault(part => part.Is("link") && part.Attribute("href") is { Length: > 0 }
                && part.Attribute("rel") is null or "irel:seeAlso" or "irel:isA" or "irel:sameAs")?.Attribute("href")),
            SourceId = OneLine.Of(item.Attribute("guid")),
            Language = content?.Child("language")?.Attribute("tag") ?? item.Attribute("lang", XmlEvents.XmlNamespace) ?? inner?.Language,
            Confidence = 0.98,
        };
    }

    private static FoundArticle? Nitf(XmlPart? set) =>
        set?.Descendants().FirstOrDefault(part => part.Is("nitf")) is { } nitf ? NitfArticle.Read(nitf) : null;

    /// <summary>Inline XHTML or plain text; the first rendition that has a text.</summary>
    private static ArticleText Text(XmlPart? set)
    {
        foreach (var part in set?.Elements ?? [])
        {
            var type = part.Attribute("contenttype") ?? string.Empty;
            if (part.Is("inlineXML") && part.Find("nitf") is null)
            {
                var body = part.Find("body") ?? part;
                if (ArticleText.Of(XmlWalk.Blocks(body)) is { Empty: false } marked)
                {
                    return marked;
                }
            }
            else if (part.Is("inlineData"))
            {
                var data = part.Text();
                var text = type.Contains("html", StringComparison.OrdinalIgnoreCase) ? ArticleText.Of(HtmlFragment.Blocks(data))
                    : type.Contains("nitf", StringComparison.OrdinalIgnoreCase) ? NitfArticle.TextOf(data)
                    : ArticleText.OfEither(data);
                if (!text.Empty)
                {
                    return text;
                }
            }
        }

        return ArticleText.None;
    }

    /// <summary>The main headline; others have roles such as "hld:subHeadline".</summary>
    private static string? Headline(XmlPart? content)
    {
        var headlines = content?.Elements.Where(part => part.Is("headline")).ToList() ?? [];
        var main = headlines.FirstOrDefault(part => part.Attribute("role") is null or "hld:main" or "hlrole:main" or "main") ?? headlines.FirstOrDefault();
        return Line(main);
    }

    private static string? Names(XmlPart? content, string element)
    {
        var names = content?.Elements.Where(part => part.Is(element)).Select(part => Line(part.Child("name")) ?? part.Attribute("literal"))
            .OfType<string>().Distinct().ToList() ?? [];
        return names.Count == 0 ? null : string.Join(", ", names);
    }

    private static List<string> Credits(XmlPart? content, XmlPart item, FoundArticle? inner)
    {
        var credits = new List<string?>
        {
            Line(content?.Child("creditline")),
            Names(content, "infoSource"),
            Line(item.Child("itemMeta")?.Child("provider")?.Child("name")),
        };
        credits.AddRange(inner?.Credits ?? []);
        return [.. credits.OfType<string>().Distinct()];
    }

    private static DateTimeOffset? Date(XmlPart? part) => NewsDate.Parse(part?.Text());

    private static string? Line(XmlPart? part) => part is null ? null : OneLine.Of(part.Text());
}
