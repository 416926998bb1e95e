using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Formats.Dates;
using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Formats.News;

/// <summary>One <c>NewsItem</c> of NewsML 1.x, as agencies have sent it since 2000.</summary>
internal static class NewsMl1Item
{
    public static FoundArticle? Read(XmlPart item)
    {
        var lines = item.Find("NewsLines");
        var management = item.Child("NewsManagement");
        var content = item.Find("DataContent");
        var nitf = content?.Find("nitf") ?? content?.Find("body.content")?.Parent?.Parent;
        var inner = nitf is null ? null : NitfArticle.Read(nitf);
        var text = inner is not null && inner.Text.Length > 0
            ? new ArticleText(inner.Text, inner.Paragraphs, inner.Subheads)
            : content is null ? ArticleText.None
            : content.Elements.Any() ? ArticleText.Of(XmlWalk.Blocks(content.Find("body") ?? content))
            : ArticleText.OfEither(content.Text());
        if (text.Empty)
        {
            return null;
        }

        var headline = Line(lines?.Child("HeadLine")) ?? inner?.Headline;
        return new FoundArticle
        {
            Kind = text.BreaksOff ? ArticleKind.Teaser : ArticleKind.Full,
            Headline = headline,
            HeadlineFrom = headline is null ? null : "HeadLine",
            Text = text.Text,
            Paragraphs = text.Paragraphs,
            Subheads = text.Subheads,
            Summary = inner?.Summary,
            Published = NewsDate.Parse(management?.Child("FirstCreated")?.Text()) ?? NewsDate.Parse(management?.Child("ThisRevisionCreated")?.Text())
                ?? NewsDate.Parse(item.Find("DateId")?.Text()),
            Author = Line(lines?.Child("ByLine")) ?? inner?.Author,
            Dateline = Line(lines?.Child("DateLine")) ?? inner?.Dateline,
            Credits = [.. new[] { Line(lines?.Child("CreditLine")), item.Find("Provider")?.Find("Party")?.Attribute("FormalName") }.OfType<string>().Distinct()],
            SourceId = Line(item.Find("PublicIdentifier")) ?? Line(item.Find("NewsItemId")),
            Language = FeedLanguage(item.Find("Language")?.Attribute("FormalName")) ?? inner?.Language,
            Confidence = 0.96,
        };
    }

    private static string? FeedLanguage(string? written) => string.IsNullOrWhiteSpace(written) ? null : written.Trim().Replace('_', '-');

    private static string? Line(XmlPart? part) => part is null ? null : OneLine.Of(part.Text());
}
