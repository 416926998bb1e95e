using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Formats.Dates;
using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Formats.Syndication;

/// <summary>
/// One item of RSS or entry of Atom. Which element speaks for which field follows the feed readers of the world: content
/// before summary, the first title, the last date of a kind, the alternate link, the guid as a link where it may be one.
/// </summary>
internal sealed class FeedEntry(FeedScope outer, string rootNamespace, bool atom)
{
    /// <summary>A summary shorter than this stands for an article; a longer one is an article. The seeds' teasers have up to 330 characters.</summary>
    private const int ShortSummary = 500;

    private string? _headline;
    private string? _mediaHeadline;
    private ArticleText _content = ArticleText.None;
    private ArticleText _summary = ArticleText.None;
    private ArticleText _fallback = ArticleText.None;
    private bool _hasContent;
    private bool _hasSummary;
    private string? _language;
    private string? _ownLanguage;
    private string? _alternate;
    private string? _anyLink;
    private string? _id;
    private string? _guidLink;
    private DateTimeOffset? _published;
    private DateTimeOffset? _created;
    private DateTimeOffset? _updated;
    private readonly List<string> _authors = [];
    private readonly List<string> _credits = [];

    /// <summary>The article, or null when the entry says nothing at all.</summary>
    public FoundArticle? Read(XmlPart entry, string? feedLanguage, string? feedAuthor)
    {
        var scope = outer.Inside(entry.Attributes);
        _id = entry.Attribute("about", FeedNames.Rdf);
        _updated = NewsDate.Parse(entry.Attribute("lastmod"));
        if (entry.Attribute("href") is { Length: > 0 } channelLink)
        {
            _alternate = scope.Link(channelLink);
        }

        foreach (var part in entry.Elements)
        {
            Take(part, scope);
        }

        var text = !_content.Empty ? _content : !_summary.Empty ? _summary : _fallback;
        var link = _alternate ?? _guidLink ?? _anyLink;
        var headline = _headline ?? _mediaHeadline;
        var published = _published ?? _created ?? _updated;
        if (text.Empty && headline is null && link is null && _id is null && published is null
            && _authors.Count + _credits.Count == 0 && !_hasSummary && !_hasContent)
        {
            return null;
        }

        var full = text.Empty ? false : !text.BreaksOff && (!_content.Empty || text.Text.Length >= ShortSummary);
        return new FoundArticle
        {
            Kind = full ? ArticleKind.Full : ArticleKind.Teaser,
            Headline = headline,
            HeadlineFrom = headline is null ? null : "title",
            Text = text.Text,
            Paragraphs = text.Paragraphs,
            Subheads = text.Subheads,
            Summary = !_content.Empty && !_summary.Empty && _summary.Text != _content.Text ? _summary.Text : null,
            Published = published,
            Author = _authors.Count > 0 ? string.Join(", ", _authors) : feedAuthor,
            Credits = _credits,
            Link = link,
            SourceId = _id,
            Language = (_ownLanguage ?? _language ?? scope.Language ?? feedLanguage) is { Length: > 0 } language ? language : null,
            Confidence = text.Empty ? headline is null ? 0.2 : 0.5 : 0.95,
        };
    }

    private void Take(XmlPart part, FeedScope outside)
    {
        var vocabulary = FeedNames.Of(part.Namespace, rootNamespace);
        if (vocabulary is null)
        {
            return;
        }

        var scope = outside.Inside(part.Attributes);
        var name = part.Name.ToLowerInvariant();
        switch (vocabulary, name)
        {
            case ("", "title") or ("dc", "title"):
                if (_headline is null && FeedContent.Line(part, atom) is { } title)
                {
                    _headline = title;
                    _language ??= scope.Language;
                }

                break;
            case ("media", "title"):
                _mediaHeadline ??= FeedContent.Line(part, atom);
                break;
            case ("media", "group") or ("media", "content"):
                foreach (var inner in part.Elements)
                {
                    Take(inner, scope);
                }

                break;
            case ("", "link"):
                TakeLink(part, scope);
                break;
            case ("", "guid") or ("", "id"):
                TakeId(part, scope, guid: name == "guid");
                break;
            case ("", "description") or ("", "summary") or ("", "abstract"):
                TakeSummary(part, scope, name == "description" ? "text/html" : "text/plain");
                break;
            case ("dc", "description") or ("media", "description") or ("itunes", "summary") or ("dcterms", "abstract"):
                if (_fallback.Empty)
                {
                    _fallback = FeedContent.Read(part, vocabulary == "dc" ? "text/html" : "text/plain", atom: false);
                    _language ??= scope.Language;
                }

                break;
            case ("content", "encoded") or ("", "fullitem"):
                TakeContent(part, scope, "text/html");
                break;
            case ("", "content"):
                TakeContent(part, scope, "text/plain");
                break;
            case ("", "body") or ("xhtml", "body") or ("xhtml", "div"):
                TakeContent(part, scope, "application/xhtml+xml");
                break;
            case ("", "pubdate") or ("", "published") or ("", "issued") or ("dcterms", "issued"):
                _published = NewsDate.Parse(part.Text()) ?? _published;
                break;
            case ("", "created") or ("dcterms", "created"):
                _created = NewsDate.Parse(part.Text()) ?? _created;
                break;
            case ("", "updated") or ("", "modified") or ("", "lastbuilddate") or ("dc", "date") or ("dcterms", "modified") or ("dcterms", "date"):
                _updated = NewsDate.Parse(part.Text()) ?? _updated;
                break;
            case ("", "author") or ("dc", "creator") or ("dc", "author") or ("", "managingeditor"):
                Add(_authors, Person(part));
                break;
            case ("itunes", "author"):
                if (_authors.Count == 0)
                {
                    Add(_authors, Person(part));
                }

                break;
            case ("dc", "publisher") or ("media", "credit"):
                Add(_credits, OneLine.Of(part.Text()));
                break;
            case ("", "source"):
                Add(_credits, part.Child("title") is { } sourceTitle ? FeedContent.Line(sourceTitle, atom) : OneLine.Of(part.Elements.Any() ? null : part.Text()));
                break;
            case ("dc", "language") or ("", "language"):
                _ownLanguage = FeedScope.Tag(part.Text());
                break;
            default:
                break;
        }
    }

    private void TakeLink(XmlPart part, FeedScope scope)
    {
        var relation = part.Attribute("rel") ?? "alternate";
        var written = part.Attribute("href") ?? part.Attribute("url") ?? part.Attribute("resource", FeedNames.Rdf) ?? part.Text();
        if (string.IsNullOrWhiteSpace(written) || relation is not ("alternate" or "self" or "via"))
        {
            return;
        }

        var link = scope.Link(written);
        if (relation == "alternate" && part.Attribute("type") is null or "text/html" or "application/xhtml+xml" or "html" or "text/plain")
        {
            _alternate = _alternate is null || part.Attribute("href") is null ? link : _alternate;
        }
        else
        {
            _anyLink ??= link;
        }
    }

    private void TakeId(XmlPart part, FeedScope scope, bool guid)
    {
        if (OneLine.Of(part.Text()) is not { } written)
        {
            return;
        }

        // A guid is a link unless it says it is none. An Atom id that is a web address is one too where there is no other.
        var permalink = !string.Equals(part.Attribute("isPermaLink")?.Trim(), "false", StringComparison.OrdinalIgnoreCase);
        _id = guid && permalink ? scope.Link(written) : written;
        if (permalink && Uri.TryCreate(_id, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            _guidLink = _id;
        }
    }

    private void TakeSummary(XmlPart part, FeedScope scope, string type)
    {
        // A second summary, by whatever name, is what the first one summarises.
        if (_hasSummary && !_hasContent)
        {
            TakeContent(part, scope, type);
            return;
        }

        var text = FeedContent.Read(part, type, atom);
        if (_hasSummary && text.Empty)
        {
            return;
        }

        _summary = text;
        _hasSummary = true;
        if (_content.Empty)
        {
            _language = scope.Language ?? _language;
        }
    }

    private void TakeContent(XmlPart part, FeedScope scope, string type)
    {
        var text = FeedContent.Read(part, type, atom);
        _hasContent = true;
        if (_content.Empty && !text.Empty)
        {
            _content = text;
            _language = scope.Language;
        }
    }

    /// <summary>A person as feeds write them: "Name (mail)" of Atom's parts, or what the element says.</summary>
    public static string? Person(XmlPart part)
    {
        if (!part.Elements.Any())
        {
            return OneLine.Of(part.Text());
        }

        var name = OneLine.Of((part.Child("name") ?? part.Find("name"))?.Text());
        var mail = OneLine.Of((part.Child("email") ?? part.Find("email"))?.Text());
        return (name, mail) switch
        {
            ({ } n, { } m) => $"{n} ({m})",
            ({ } n, null) => n,
            (null, { } m) => m,
            _ => null,
        };
    }

    private static void Add(List<string> list, string? value)
    {
        if (value is not null && !list.Contains(value) && list.Count < 50)
        {
            list.Add(value);
        }
    }
}
