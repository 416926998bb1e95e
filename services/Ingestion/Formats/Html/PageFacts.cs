using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using NewsPlatform.Ingestion.Formats.Dates;
using NewsPlatform.Ingestion.Formats.Json;
using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Formats.Html;

/// <summary>
/// What a page says of its article outside of the text: JSON-LD first (written for machines), then OpenGraph and meta
/// elements, then microdata and what a reader sees.
/// </summary>
internal sealed partial record PageFacts
{
    /// <summary>JSON-LD types that are articles.</summary>
    private static readonly string[] ArticleTypes =
        ["NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle",
         "BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting", "AdvertiserContentArticle", "SatiricalArticle", "WebPage"];

    public string? Headline { get; init; }

    public string? HeadlineFrom { get; init; }

    public DateTimeOffset? Published { get; init; }

    public string? Author { get; init; }

    public string? Link { get; init; }

    public string? Language { get; init; }

    public string? Description { get; init; }

    public string? Publisher { get; init; }

    public string? Section { get; init; }

    public string? SourceId { get; init; }

    /// <summary>The text as JSON-LD gives it, for pages that build theirs by script.</summary>
    public string? ArticleBody { get; init; }

    public static PageFacts Read(IHtmlDocument page, Uri? address)
    {
        var linked = LinkedData(page);
        var metas = Metas(page);
        string? Meta(params string[] names) => names.Select(name => metas.GetValueOrDefault(name)).FirstOrDefault(value => value is not null);

        var (headline, from) = FindHeadline(page, linked, metas);
        var canonical = page.QuerySelector("link[rel~=canonical]")?.GetAttribute("href") ?? Meta("og:url") ?? linked?.Url;
        return new PageFacts
        {
            Headline = headline,
            HeadlineFrom = from,
            Published = linked?.Published
                ?? First(Meta("article:published_time"), Meta("og:article:published_time"), Meta("datepublished"), Meta("date"), Meta("dc.date.issued"),
                    Meta("dc.date"), Meta("dcterms.created"), Meta("dcterms.date"), Meta("pubdate"), Meta("publishdate"), Meta("publish-date"),
                    Meta("article.published"), Meta("parsely-pub-date"), Meta("sailthru.date"), Meta("timestamp"), Meta("citation_publication_date"),
                    Meta("article_date_original"), Meta("cxenseparse:recs:publishtime"), Meta("og:published_time"))
                ?? Visible(page)
                ?? First(Meta("article:modified_time"), Meta("og:updated_time"), Meta("last-modified"), Meta("dcterms.modified")),
            Author = linked?.Author ?? Name(Meta("author")) ?? Name(Meta("article:author")) ?? Name(Meta("dc.creator")) ?? Name(Meta("parsely-author"))
                ?? Name(Meta("byl")) ?? Name(Meta("sailthru.author")) ?? Name(Meta("twitter:creator")) ?? VisibleAuthor(page),
            Link = Absolute(canonical, address),
            Language = Tag(page.DocumentElement.GetAttribute("lang")) ?? Tag(page.DocumentElement.GetAttribute("xml:lang"))
                ?? Tag(linked?.Language) ?? Tag(Meta("content-language")) ?? Tag(Meta("language")) ?? Tag(Meta("dc.language"))
                ?? Tag(Meta("og:locale")) ?? Tag(page.Body?.GetAttribute("lang")),
            Description = linked?.Description ?? Meta("og:description", "description", "twitter:description", "dc.description"),
            Publisher = linked?.Publisher ?? Meta("og:site_name", "application-name", "dc.publisher"),
            Section = Meta("article:section"),
            SourceId = linked?.Id ?? Meta("article:id", "article_id", "cms-id", "parsely-post-id"),
            ArticleBody = linked?.Body,
        };
    }

    private static (string? Headline, string? From) FindHeadline(IHtmlDocument page, Linked? linked, Dictionary<string, string> metas)
    {
        var lines = page.QuerySelectorAll("article h1, [itemprop=headline], .entry-title, .post-title, .article-title").Take(10)
            .Concat(page.QuerySelectorAll("h1").Take(50)).Select(Shown).OfType<string>().Where(text => text is { Length: >= 3 and <= 400 }).ToList();
        var title = OneLine.Of(page.Title) is { } written ? WithoutSite(written, metas.GetValueOrDefault("og:site_name")) : null;
        var told = metas.GetValueOrDefault("og:title") ?? metas.GetValueOrDefault("twitter:title");

        // What calls itself news is believed; other machines' headlines when anything else on the page agrees: some hold a description.
        if (linked?.Headline is { } headline && (linked.News || lines.Count == 0 || lines.Append(title).Append(told).Any(other => other is not null && Alike(headline, other))))
        {
            return (headline, "json-ld");
        }

        // The line a reader sees is the headline, when the page's title says the same: an h1 may name the section.
        if (lines.FirstOrDefault(line => (told is null && title is null) || (told is not null && Alike(line, told)) || (title is not null && Alike(line, title))) is { } seen)
        {
            return (seen, "h1");
        }

        return told is not null ? (WithoutSite(told, metas.GetValueOrDefault("og:site_name")), "og:title")
            : title is not null ? (title, "title")
            : lines.Count > 0 ? (lines[0], "h1") : (null, null);
    }

    /// <summary>"Headline | Site", "Headline - Site": what stands behind the last bar goes when it is short.</summary>
    private static string WithoutSite(string title, string? site)
    {
        foreach (var bar in (string[])[" | ", " - ", " – ", " — ", " :: ", " » ", " • "])
        {
            var at = title.LastIndexOf(bar, StringComparison.Ordinal);
            if (at > 0)
            {
                var behind = title[(at + bar.Length)..];
                if ((site is not null && Alike(behind, site)) || (at >= 20 && behind.Length <= 40 && behind.Length * 2 < title.Length))
                {
                    return title[..at].TrimEnd();
                }
            }
        }

        return title;
    }

    /// <summary>One holds the other, or they share half of the shorter one's words.</summary>
    private static bool Alike(string one, string other)
    {
        if (one.Contains(other, StringComparison.OrdinalIgnoreCase) || other.Contains(one, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var words = Words(one);
        var others = Words(other);
        return words.Count > 0 && words.Count(others.Contains) * 2 >= Math.Min(words.Count, others.Count);
    }

    private static HashSet<string> Words(string text) =>
        new(text.Split(null as char[], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2), StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, string> Metas(IHtmlDocument page)
    {
        var metas = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var meta in page.QuerySelectorAll("meta[content]").Take(500))
        {
            var name = meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop") ?? meta.GetAttribute("http-equiv");
            var value = OneLine.Of(meta.GetAttribute("content"));
            if (name is not null && value is not null)
            {
                metas.TryAdd(name.Trim(), value);
            }
        }

        return metas;
    }

    private static DateTimeOffset? Visible(IHtmlDocument page)
    {
        foreach (var time in page.QuerySelectorAll("[itemprop~=datePublished], time[pubdate], article time[datetime], time[datetime]").Take(10))
        {
            if ((NewsDate.Parse(time.GetAttribute("datetime")) ?? NewsDate.Parse(time.GetAttribute("content")) ?? NewsDate.Parse(ShortText.Of(time))) is { } date)
            {
                return date;
            }
        }

        foreach (var shown in page.QuerySelectorAll("time, .date, .published, .post-date, .entry-date, .article-date, .publish-date, .pubdate").Take(10))
        {
            if (NewsDate.Parse(ShortText.Of(shown)) is { } date)
            {
                return date;
            }
        }

        return null;
    }

    private static string? VisibleAuthor(IHtmlDocument page)
    {
        foreach (var element in page.QuerySelectorAll("[itemprop~=author] [itemprop~=name], [itemprop~=author], [rel~=author], .byline .author, .author-name, .byline, .author, [class*=byline]").Take(10))
        {
            if (Shown(element) is { } shown && Name(By().Replace(shown, "")) is { } name)
            {
                return name;
            }
        }

        return null;
    }

    [GeneratedRegex("^(?:by|par|por|von|di|بقلم|كتب(?:ه|ها)?)\\s*:?\\s+", RegexOptions.IgnoreCase)]
    private static partial Regex By();

    /// <summary>A name, not an address and not a paragraph.</summary>
    private static string? Name(string? text) =>
        text is { Length: >= 2 and <= 120 } && !text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && !text.StartsWith('@') ? text : null;

    private static string? Tag(string? written) => Syndication.FeedScope.Tag(written) is { Length: >= 2 and <= 12 } tag && char.IsAsciiLetter(tag[0]) ? tag : null;

    private static string? Absolute(string? written, Uri? address)
    {
        if (string.IsNullOrWhiteSpace(written))
        {
            return address?.AbsoluteUri;
        }

        var trimmed = written.Trim();
        if (trimmed.StartsWith("http", StringComparison.OrdinalIgnoreCase) || address is null)
        {
            return trimmed;
        }

        return Uri.TryCreate(address, trimmed, out var absolute) ? absolute.AbsoluteUri : trimmed;
    }

    private static DateTimeOffset? First(params string?[] written) => written.Select(NewsDate.Parse).FirstOrDefault(date => date is not null);

    private static string? Shown(IElement element) => ShortText.Of(element);

    private sealed record Linked
    {
        /// <summary>True when the type says news: <c>NewsArticle</c> and its kinds.</summary>
        public bool News { get; init; }

        public string? Headline { get; init; }

        public DateTimeOffset? Published { get; init; }

        public string? Author { get; init; }

        public string? Url { get; init; }

        public string? Language { get; init; }

        public string? Description { get; init; }

        public string? Publisher { get; init; }

        public string? Body { get; init; }

        public string? Id { get; init; }
    }

    private static Linked? LinkedData(IHtmlDocument page)
    {
        foreach (var script in page.QuerySelectorAll("script[type='application/ld+json']").Take(20))
        {
            var json = script.TextContent;
            if (json.Length is 0 or > 1 << 20)
            {
                continue;
            }

            try
            {
                using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
                if (Article(document.RootElement, 0) is { } article)
                {
                    return FromLinked(article);
                }
            }
            catch (JsonException)
            {
                // Broken structured data is common; the page's other signs remain.
            }
        }

        return null;
    }

    private static JsonElement? Article(JsonElement value, int depth)
    {
        if (depth > 4)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                if (Article(item, depth + 1) is { } found)
                {
                    return found;
                }
            }

            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (value.TryGetProperty("@type", out var type) && (JsonField.Text(type, " ") ?? string.Empty).Split(' ').Intersect(ArticleTypes).Any()
            && (value.TryGetProperty("headline", out _) || value.TryGetProperty("articleBody", out _)))
        {
            return value;
        }

        foreach (var name in (string[])["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"])
        {
            if (value.TryGetProperty(name, out var inner) && Article(inner, depth + 1) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Linked FromLinked(JsonElement article)
    {
        string? Field(string name, string joint = ", ") => article.TryGetProperty(name, out var value) ? Clean(JsonField.Text(value, joint)) : null;
        return new Linked
        {
            News = Field("@type", " ")?.Contains("NewsArticle", StringComparison.Ordinal) == true,
            Headline = Field("headline"),
            Published = (article.TryGetProperty("datePublished", out var published) ? JsonField.Date(published) : null)
                ?? (article.TryGetProperty("dateCreated", out var created) ? JsonField.Date(created) : null),
            Author = Field("author"),
            Url = article.TryGetProperty("url", out var url) ? JsonField.Link(url) : article.TryGetProperty("mainEntityOfPage", out var main) ? JsonField.Link(main) : null,
            Language = Field("inLanguage"),
            Description = Field("description"),
            Publisher = Field("publisher"),
            Body = article.TryGetProperty("articleBody", out var body) ? JsonField.Text(body, "\n\n") : null,
            Id = Field("identifier"),
        };
    }

    private static string? Clean(string? text) => text is null ? null : OneLine.Of(HtmlFragment.LooksLikeHtml(text) ? HtmlFragment.Line(text) : text);
}
