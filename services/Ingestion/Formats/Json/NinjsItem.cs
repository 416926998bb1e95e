using System.Text.Json;
using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Formats.Markup;
using NewsPlatform.Ingestion.Formats.News;

namespace NewsPlatform.Ingestion.Formats.Json;

/// <summary>
/// IPTC's ninjs, 1.x to 3.x: from 2.0 headlines and bodies are lists with roles, in 3.0 the names took capitals
/// (<c>versioncreated</c> became <c>versionCreated</c>), which comparing without case does not see.
/// </summary>
internal sealed class NinjsItem(JsonElement item)
{
    /// <summary>Role words that mark the main one of several headlines or bodies.</summary>
    private static readonly string[] MainRoles = ["main", "headline", "title", "html", "richtext", "text", "body"];

    /// <summary>True when an object is a ninjs item: a uri, and a field only ninjs has.</summary>
    public static bool Is(JsonElement record) =>
        record.ValueKind == JsonValueKind.Object
        && Field(record, "uri") is { ValueKind: JsonValueKind.String }
        && (Field(record, "versioncreated") is not null || Field(record, "body_text") is not null || Field(record, "body_xhtml") is not null
            || Field(record, "body_html") is not null || Field(record, "bodies") is { ValueKind: JsonValueKind.Array }
            || Field(record, "headlines") is { ValueKind: JsonValueKind.Array });

    /// <summary>The version the item names, or what its fields show.</summary>
    public static string VersionOf(JsonElement record) =>
        Field(record, "standard") is { ValueKind: JsonValueKind.Object } standard && Field(standard, "version") is { } version
            ? JsonField.Text(version) ?? "3.0"
            : Field(record, "bodies") is not null || Field(record, "headlines") is not null ? "2.x" : "1.x";

    public FoundArticle? Article()
    {
        var headline = Text("headline") ?? Value("headlines") ?? Text("title") ?? Text("name");
        var (body, summary) = Body();
        var uri = Text("uri");
        if (body.Empty && summary.Empty && headline is null)
        {
            return null;
        }

        var text = body.Empty ? summary : body;
        return new FoundArticle
        {
            Kind = body.Empty || body.BreaksOff ? ArticleKind.Teaser : ArticleKind.Full,
            Headline = headline is null ? null : OneLine.Of(HtmlFragment.LooksLikeHtml(headline) ? HtmlFragment.Line(headline) : headline),
            HeadlineFrom = headline is null ? null : "headline",
            Text = text.Text,
            Paragraphs = text.Paragraphs,
            Subheads = text.Subheads,
            Summary = body.Empty || summary.Empty ? null : summary.Text,
            Published = Date("firstpublished") ?? Date("firstcreated") ?? Date("contentcreated") ?? Date("versioncreated"),
            Author = Text("byline") ?? Text("by") ?? Names("people", "author") ?? Names("creators", null),
            Dateline = Text("located"),
            Credits = Credits(),
            Link = Text("url") ?? (uri is not null && uri.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? uri : null),
            SourceId = uri,
            Language = Text("language"),
            Confidence = 0.98,
        };
    }

    private (ArticleText Body, ArticleText Summary) Body()
    {
        var summary = Text("description_text") ?? Text("summary") ?? Value("descriptions");
        var told = summary is null ? ArticleText.None : ArticleText.OfEither(summary);

        // Marked-up bodies know their paragraphs; plain ones may have lost them.
        foreach (var name in new[] { "body_html", "body_xhtml" })
        {
            if (Text(name) is { } html)
            {
                return (ArticleText.Of(HtmlFragment.Blocks(html)), told);
            }
        }

        if (Text("body_text") is { } plain)
        {
            return (ArticleText.OfPlain(plain), told);
        }

        var bodies = List("bodies").Select(body => (
            Type: Field(body, "contenttype") is { } type ? JsonField.Text(type) ?? string.Empty : string.Empty,
            Value: Field(body, "value") is { } value ? JsonField.Text(value) : null)).Where(body => body.Value is not null).ToList();
        var marked = bodies.FirstOrDefault(body => body.Type.Contains("html", StringComparison.OrdinalIgnoreCase)).Value;
        if (marked is not null)
        {
            return (ArticleText.Of(HtmlFragment.Blocks(marked)), told);
        }

        var nitf = bodies.FirstOrDefault(body => body.Type.Contains("nitf", StringComparison.OrdinalIgnoreCase)).Value;
        if (nitf is not null && NitfArticle.TextOf(nitf) is { Empty: false } content)
        {
            return (content, told);
        }

        return bodies is [var first, ..] ? (ArticleText.OfEither(first.Value!), told) : (ArticleText.None, told);
    }

    private IReadOnlyList<string> Credits()
    {
        var credit = Text("infosource") is { } source ? source : Names("infosources", null) ?? Text("copyrightholder");
        return OneLine.Of(credit) is { } line ? [line] : [];
    }

    /// <summary>The value of the main one in a list of things with roles.</summary>
    private string? Value(string list)
    {
        string? first = null;
        foreach (var entry in List(list))
        {
            var value = Field(entry, "value") is { } text ? JsonField.Text(text) : null;
            if (value is null)
            {
                continue;
            }

            if (Field(entry, "role") is { } role && MainRoles.Contains(JsonField.Text(role), StringComparer.OrdinalIgnoreCase))
            {
                return value;
            }

            first ??= value;
        }

        return first;
    }

    private string? Names(string list, string? relation)
    {
        var names = List(list)
            .Where(entry => relation is null || (Field(entry, "rel") is { } rel && JsonField.Text(rel) == relation))
            .Select(entry => Field(entry, "name") is { } name ? JsonField.Text(name) : null)
            .OfType<string>().ToList();
        return names.Count == 0 ? null : string.Join(", ", names);
    }

    private IEnumerable<JsonElement> List(string name) =>
        Field(item, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object) : [];

    private string? Text(string name) => Field(item, name) is { } value ? JsonField.Text(value) : null;

    private DateTimeOffset? Date(string name) => Field(item, name) is { } value ? JsonField.Date(value) : null;

    private static JsonElement? Field(JsonElement record, string name)
    {
        foreach (var property in record.EnumerateObject())
        {
            if (JsonField.Name(property).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value.ValueKind == JsonValueKind.Null ? null : property.Value;
            }
        }

        return null;
    }
}
