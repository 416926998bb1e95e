using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace NewsPlatform.Ingestion.Formats.Html;

/// <summary>Which parts of a page are not its article: navigation, advertising, sharing, comments, hidden things.</summary>
internal static partial class PageNoise
{
    private static readonly HashSet<string> Elements = new(
        [
            "script", "style", "nav", "footer", "aside", "noscript", "iframe", "button", "select", "svg", "template", "dialog", "menu",
            "object", "embed", "canvas", "audio", "video", "figure", "figcaption", "textarea", "input", "map", "head", "title", "link", "meta",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Roles = new(
        ["navigation", "banner", "contentinfo", "complementary", "search", "alert", "menu", "menubar", "toolbar", "tablist"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Share of a page's text from which an element is its content whatever it is called.</summary>
    private const double MuchOfThePage = 0.4;
    private const double MostOfComments = 0.9;
    private const double HiddenUnless = 0.5;

    /// <summary>Some publishing systems put the whole page into one form.</summary>
    private const double FormOfThePage = 0.5;

    /// <summary>True when nothing below the element is read. <paramref name="share"/> is its part of the page's text, 0 to 1.</summary>
    public static bool Is(IElement element, double share)
    {
        var name = element.LocalName;
        if (Elements.Contains(name))
        {
            return true;
        }

        if (name == "form")
        {
            return share < FormOfThePage;
        }

        if (element.GetAttribute("role") is "dialog" or "alertdialog")
        {
            return share < MostOfComments;
        }

        if (element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true"
            || (element.GetAttribute("role") is { } role && Roles.Contains(role))
            || (element.GetAttribute("style") is { } style && Hidden().IsMatch(style)))
        {
            return share < HiddenUnless;
        }

        if (name is "html" or "body" or "main")
        {
            return false;
        }

        // A wrapper called "has-sidebar" holds the article: what has much of the page's text is no noise whatever its name.
        // Readers' comments and questions of consent are, however long they are.
        return share < MostOfComments && Named(element, Comments()) || (share < MuchOfThePage && (name == "header" || Named(element, Unlikely())));
    }

    /// <summary>True when an element lists other articles: its lines are related headlines.</summary>
    public static bool IsRelated(IElement element) => Named(element, Related());

    /// <summary>
    /// True when one of the element's classes, or its id, is called so. An id of many words is the slug of a heading
    /// ("sharing-with-several-people"), not a name for a part of the page.
    /// </summary>
    private static bool Named(IElement element, Regex names)
    {
        foreach (var token in element.ClassList.Take(20))
        {
            if (token.Length <= 60 && names.IsMatch(token))
            {
                return true;
            }
        }

        return element.Id is { Length: > 0 and <= 60 } id && id.Count(c => c is '-' or '_') <= 1 && names.IsMatch(id);
    }

    [GeneratedRegex("display\\s*:\\s*none|visibility\\s*:\\s*hidden", RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();

    [GeneratedRegex(
        "(?:^|[_-])(?:related|recommend\\w*|read-?more|also-?read|most-?read|popular|trending|shar(?:e|ing)\\w*|social\\w*|newsletter"
        + "|subscri\\w+|promo\\w*|advert\\w*|ads?|adsense|dfp|banner|sponsor\\w*|sidebar|breadcrumbs?|menu|nav|navbar|navigation|footer|header|masthead"
        + "|popup|modal|tag-?list|toolbar|pagination|pager|widgets?|outbrain|taboola|skip|login|signup|copyright"
        + "|author-?(?:bio|box)|byline|dateline|meta|entry-?meta|post-?meta|article-?meta|caption|credit|time-?stamp|published|date|print|hidden|sr-only)(?:$|[_-])|^tags?$|[_-]tags$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Unlikely();

    [GeneratedRegex("(?:^|[_-])(?:comments?|commentlist|disqus|respond|replies|cookies?|consent|gdpr)(?:$|[_-])", RegexOptions.IgnoreCase)]
    private static partial Regex Comments();

    [GeneratedRegex("(?:^|[_-])(?:related|recommend\\w*|read-?more|also-?read|most-?read|popular|trending|more-?(?:news|stories|articles))(?:$|[_-])", RegexOptions.IgnoreCase)]
    private static partial Regex Related();
}
