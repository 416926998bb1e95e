using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Formats;

/// <summary>The article a record of named fields makes, the same for JSON objects and table rows.</summary>
internal sealed record RecordFields
{
    public string? Headline { get; init; }

    public string? HeadlineField { get; init; }

    public string? Text { get; init; }

    /// <summary>True when the field's name says HTML; otherwise its look decides.</summary>
    public bool TextIsHtml { get; init; }

    public string? Summary { get; init; }

    public DateTimeOffset? Published { get; init; }

    public string? Author { get; init; }

    public string? Link { get; init; }

    public string? SourceId { get; init; }

    public string? Language { get; init; }

    public string? Dateline { get; init; }

    public string? Credit { get; init; }

    /// <summary>The article, or null when the record holds neither a text nor a headline with something beside it.</summary>
    public FoundArticle? Article()
    {
        var headline = Headline is null ? null : OneLine.Of(HtmlFragment.LooksLikeHtml(Headline) ? HtmlFragment.Line(Headline) : Headline);
        var text = Text is null ? ArticleText.None : TextIsHtml ? ArticleText.Of(HtmlFragment.Blocks(Text)) : ArticleText.OfEither(Text);
        var summary = Summary is null ? ArticleText.None : ArticleText.OfEither(Summary);
        if (text.Empty && summary.Empty && (headline is null || (Link is null && Published is null && SourceId is null)))
        {
            return null;
        }

        var body = text.Empty ? summary : text;
        return new FoundArticle
        {
            Kind = text.Empty || text.BreaksOff ? ArticleKind.Teaser : ArticleKind.Full,
            Headline = headline,
            HeadlineFrom = headline is null ? null : HeadlineField ?? "title",
            Text = body.Text,
            Paragraphs = body.Paragraphs,
            Subheads = body.Subheads,
            Summary = text.Empty || summary.Empty || summary.Text == text.Text ? null : summary.Text,
            Published = Published,
            Author = Author,
            Credits = OneLine.Of(Credit) is { } credit ? [credit] : [],
            Dateline = Dateline,
            Link = Link,
            SourceId = SourceId,
            Language = Language is { Length: <= 35 } ? Language.Replace('_', '-') : null,
            Confidence = text.Empty ? 0.6 : headline is null ? 0.8 : 0.95,
        };
    }
}
