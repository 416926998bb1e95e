using System.Text;
using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Formats.Syndication;

/// <summary>The text of an element that may hold plain text, escaped HTML, XHTML or base64, by the rules of its format.</summary>
internal static class FeedContent
{
    private const string Html = "text/html";
    private const string Xhtml = "application/xhtml+xml";
    private const string Plain = "text/plain";

    /// <param name="part">The element.</param>
    /// <param name="defaultType">What the format says it is when it does not say itself.</param>
    /// <param name="atom">True in Atom, where "text" means text; in RSS nominally plain text is often HTML.</param>
    public static ArticleText Read(XmlPart part, string defaultType, bool atom)
    {
        if (part.Elements.Any())
        {
            // Markup that was not escaped, whatever the element says of itself; some wrap escaped markup in an element.
            return TypeOf(part.Attribute("type"), defaultType) == Html && part.Text() is var inner && HtmlFragment.LooksLikeHtml(inner)
                ? ArticleText.Of(HtmlFragment.Blocks(inner))
                : ArticleText.Of(XmlWalk.Blocks(part));
        }

        var type = TypeOf(part.Attribute("type"), defaultType);
        var text = part.Text();
        if (text.Length == 0)
        {
            return ArticleText.None;
        }

        var mode = part.Attribute("mode");
        if (mode == "base64" || (atom && mode is null && !type.StartsWith("text/", StringComparison.Ordinal)
            && !type.EndsWith("+xml", StringComparison.Ordinal) && !type.EndsWith("/xml", StringComparison.Ordinal)))
        {
            text = FromBase64(text);
            return ArticleText.OfEither(text);
        }

        return type switch
        {
            Html or Xhtml => ArticleText.Of(HtmlFragment.Blocks(text)),
            Plain when !atom => ArticleText.OfEither(text),
            _ => ArticleText.OfPlain(text),
        };
    }

    /// <summary>The same as one line.</summary>
    public static string? Line(XmlPart part, bool atom) =>
        OneLine.Of(Read(part, Plain, atom).Text);

    private static string TypeOf(string? written, string defaultType) => written?.Trim().ToLowerInvariant() switch
    {
        null or "" => defaultType,
        "text" or "plain" => Plain,
        "html" => Html,
        "xhtml" => Xhtml,
        var type when type.Contains('/', StringComparison.Ordinal) => type.Split(';')[0].Trim(),
        _ => defaultType,
    };

    private static string FromBase64(string text)
    {
        var packed = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        var bytes = new byte[packed.Length];
        return Convert.TryFromBase64String(packed, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : text;
    }
}
