using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NewsPlatform.Contracts;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Evaluation;

/// <summary>Articles for the commands, from labelled sets and from plain files, in the form the pipeline takes.</summary>
internal static class ArticleReading
{
    public static Article ToArticle(this LabelledArticle labelled, int position = 0)
    {
        var text = TextCleaner.Clean(labelled.Text ?? labelled.Body ?? "");
        return Of(labelled.ArticleId ?? labelled.Id ?? Id(text), text, TextCleaner.Clean(labelled.Headline ?? labelled.Title ?? "")) with
        {
            Position = position,
            Source = labelled.Source ?? "",
            Kind = labelled.Kind ?? ArticleKind.Full,
            Subheads = labelled.Subheads ?? [],
            Credits = labelled.Credits ?? [],
            Dateline = labelled.Dateline,
            Author = labelled.Author,
            Link = labelled.Link ?? labelled.Url,
            Published = Moment(labelled.Published ?? labelled.Date),
        };
    }

    /// <summary>A plain text as one article; a short first line without a full stop, before an empty one, is its headline.</summary>
    public static Article Plain(string content, string source)
    {
        var text = TextCleaner.Clean(content).TrimStart('\uFEFF').Trim();
        var line = text.IndexOf('\n', StringComparison.Ordinal);
        var hasHeadline = line is > 0 and < 200 && text.AsSpan(line).TrimStart(' ').StartsWith("\n\n") && text[line - 1] is not ('.' or '؟' or '!' or '…');
        return Of(Id(text), hasHeadline ? text[line..].Trim() : text, hasHeadline ? text[..line].Trim() : "") with { Source = source };
    }

    private static Article Of(string id, string text, string headline) => new()
    {
        ArticleId = id,
        DocumentId = Id(text),
        Position = 0,
        Source = "",
        Kind = ArticleKind.Full,
        Text = text,
        Headline = headline.Length > 0 ? headline : null,
    };

    private static DateTimeOffset? Moment(string? date) =>
        DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static string Id(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
