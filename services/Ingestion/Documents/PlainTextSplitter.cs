using NewsPlatform.Ingestion.Formats;
using NewsPlatform.Ingestion.Splitting;

namespace NewsPlatform.Ingestion.Documents;

/// <summary>Gives the splitter's stories to the plain-text format.</summary>
internal sealed class PlainTextSplitter(TextSplitter splitter, SplittingProfile? profile = null) : IPlainTextSplitter
{
    public IReadOnlyList<Formats.FoundArticle> Split(string text) =>
        [.. splitter.Split(text, profile).Articles.Select(article => new Formats.FoundArticle
        {
            Kind = article.Kind,
            Headline = article.Headline,
            HeadlineFrom = article.HeadlineFrom,
            Text = article.Text,
            Paragraphs = article.Paragraphs,
            Subheads = article.Subheads,
            Credits = article.Credits,
            RelatedHeadlines = article.RelatedHeadlines,
            Dateline = article.Dateline?.Raw,
            Author = article.Bylines is [var first, ..] ? first : null,
            Link = article.Link,
            Start = article.Start,
            End = article.End,
            Confidence = article.Confidence,
        })];
}
