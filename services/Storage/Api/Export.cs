using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Search;

namespace NewsPlatform.Storage.Api;

/// <summary>Writes what a search finds while it is found: nothing is held in memory but one article.</summary>
internal static class Export
{
    private static readonly string[] Columns =
        ["id", "at", "source", "headline", "text", "language", "category", "agencies", "story", "kind", "verdict", "author", "link", "document"];

    public static IResult JsonLines(ArticleSearch search, ArticleReader reader, SearchQuery query, int limit, CancellationToken cancellationToken) =>
        Results.Stream(
            async body =>
            {
                await foreach (var id in search.IdsAsync(query, limit, cancellationToken))
                {
                    if (await reader.FindAsync(id, cancellationToken) is { } article)
                    {
                        await body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(article, Answers.Json), cancellationToken);
                        await body.WriteAsync("\n"u8.ToArray(), cancellationToken);
                    }
                }
            },
            "application/jsonl; charset=utf-8",
            "articles.jsonl");

    public static IResult Csv(ArticleSearch search, ArticleReader reader, SearchQuery query, int limit, CancellationToken cancellationToken) =>
        Results.Stream(
            async body =>
            {
                // The mark tells spreadsheets that this is UTF-8; without it they show Arabic as noise.
                await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
                await writer.WriteLineAsync(string.Join(',', Columns));
                await foreach (var line in search.AllAsync(query, limit, cancellationToken))
                {
                    var text = (await reader.FindAsync(line.Id, cancellationToken))?.Article.Text;
                    string?[] cells =
                    [
                        line.Id, line.At.ToString("O", CultureInfo.InvariantCulture), line.Source, line.Headline, text, line.Language, line.Category,
                        string.Join(' ', line.Agencies), line.StoryId, line.Kind, line.Verdict, line.Author, line.Link, line.DocumentId,
                    ];
                    await writer.WriteLineAsync(string.Join(',', cells.Select(Cell)));
                }
            },
            "text/csv; charset=utf-8",
            "articles.csv");

    public static IResult Rss(ArticleSearch search, SearchQuery query, int limit, CancellationToken cancellationToken) =>
        Results.Stream(
            async body =>
            {
                await using var xml = XmlWriter.Create(body, new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false), CloseOutput = false });
                await xml.WriteStartDocumentAsync();
                await xml.WriteStartElementAsync(null, "rss", null);
                await xml.WriteAttributeStringAsync(null, "version", null, "2.0");
                await xml.WriteStartElementAsync(null, "channel", null);
                await xml.WriteElementStringAsync(null, "title", null, "NewsPlatform");
                await xml.WriteElementStringAsync(null, "link", null, "about:blank");
                await xml.WriteElementStringAsync(null, "description", null, "Articles of a search");
                await foreach (var line in search.AllAsync(query with { Sort = SortOrder.Newest }, limit, cancellationToken))
                {
                    await xml.WriteStartElementAsync(null, "item", null);
                    await xml.WriteElementStringAsync(null, "title", null, Xml(line.Headline));
                    await xml.WriteElementStringAsync(null, "description", null, Xml(line.Snippet.Text));
                    if (line.Link is { } link)
                    {
                        await xml.WriteElementStringAsync(null, "link", null, Xml(link));
                    }

                    await xml.WriteStartElementAsync(null, "guid", null);
                    await xml.WriteAttributeStringAsync(null, "isPermaLink", null, "false");
                    await xml.WriteStringAsync(line.Id);
                    await xml.WriteEndElementAsync();
                    await xml.WriteElementStringAsync(null, "pubDate", null, line.At.ToString("R", CultureInfo.InvariantCulture));
                    await xml.WriteEndElementAsync();
                }

                await xml.WriteEndElementAsync();
                await xml.WriteEndElementAsync();
            },
            "application/rss+xml; charset=utf-8");

    // A cell that begins like a formula is one to a spreadsheet: an apostrophe before it makes it a text (OWASP, CSV injection).
    private static string Cell(string? value)
    {
        value ??= "";
        value = value is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + value : value;
        return value.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }

    // Text was cleaned at the door, but XML allows less than that.
    private static string Xml(string text) => string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));
}
