using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace NewsPlatform.Ingestion.Formats.Html;

/// <summary>Which parts of a page are not its article: navigation, advertising, sharing, comments, hidden things.</summary>
internal static partial class PageNoise
{
    private static readonly HashSet<string> Elements = new(
        [
            "script", "style", "nav", "footer", "aside", "form", "noscript", "iframe", "button", "select", "svg", "template", "dialog", "menu",
            "object", "embed", "canvas", "audio", "video", "figure", "figcaption", "textarea", "input", "map", "head", "title", "link", "meta",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Roles = new(
        ["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert", "alertdialog", "menu", "menubar", "toolbar", "tablist"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>True when nothing below the element is read. <paramref name="share"/> is its part of the page's text, 0 to 1.</summary>
    public static bool Is(IElement element, double share)
    {
        var name = element.LocalName;
        if (Elements.Contains(name))
        {
            return true;
        }

        if (element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true"
            || (element.GetAttribute("role") is { } role && Roles.Contains(role))
            || (element.GetAttribute("style") is { } style && Hidden().IsMatch(style)))
        {
            return share < 0.5;
        }

        // A wrapper called "has-sidebar" holds the article: what has most of the page's text is no noise whatever its name.
        if (share >= 0.4 || name is "html" or "body" or "main")
        {
            return false;
        }

        if (name == "header")
        {
            return true;
        }

        var named = element.GetAttribute("class") + " " + element.Id;
        return named.Length > 1 && named.Length < 1000 && Unlikely().IsMatch(named);
    }

    /// <summary>True when an element lists other articles: its lines are related headlines.</summary>
    public static bool IsRelated(IElement element)
    {
        var named = element.GetAttribute("class") + " " + element.Id;
        return named.Length > 1 && named.Length < 1000 && Related().IsMatch(named);
    }

    [GeneratedRegex("display\\s*:\\s*none|visibility\\s*:\\s*hidden", RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();

    [GeneratedRegex(
        "(?:^|[\\s_-])(?:comments?|disqus|related|recommend\\w*|read-?more|also-?read|most-?read|popular|trending|shar(?:e|ing)\\w*|social\\w*|newsletter"
        + "|subscri\\w+|promo\\w*|advert\\w*|ads?|adsense|dfp|banner|sponsor\\w*|sidebar|breadcrumbs?|menu|nav|navbar|navigation|footer|header|masthead"
        + "|cookies?|consent|gdpr|popup|modal|tags?|tag-?list|toolbar|pagination|pager|widgets?|outbrain|taboola|skip|login|signup|copyright"
        + "|author-?(?:bio|box)|byline|dateline|meta|entry-?meta|post-?meta|article-?meta|caption|credit|time-?stamp|published|date|print|hidden|sr-only)(?:$|[\\s_-])",
        RegexOptions.IgnoreCase)]
    private static partial Regex Unlikely();

    [GeneratedRegex("(?:^|[\\s_-])(?:related|recommend\\w*|read-?more|also-?read|most-?read|popular|trending|more-?(?:news|stories|articles))(?:$|[\\s_-])", RegexOptions.IgnoreCase)]
    private static partial Regex Related();
}
