using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Formats.Html;

/// <summary>
/// Looks over a page before it is parsed: AngleSharp takes 9 seconds for 30,000 nested elements and does not return for
/// 100,000. One pass with a stack of names, closing tags taken as the standard's tree builder would take them.
/// </summary>
internal static class HtmlShape
{
    /// <summary>Elements of a page. News pages have 500 to 5,000, the longest live blogs 60,000. At 65,000 a page takes 220 MB.</summary>
    public const int MaxElements = 65_000;

    /// <summary>Attributes of one element; each is compared with those before it.</summary>
    private const int MaxAttributes = 500;

    /// <summary>Formatting elements are closed without closing what was opened inside them.</summary>
    private static readonly HashSet<string> Formatting =
        new(["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Why the page must not be parsed, or null.</summary>
    public static Refusal? Check(string html, int maxDepth)
    {
        var open = new List<string>();
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var elements = 0;
        var at = 0;
        while ((at = html.IndexOf('<', at)) >= 0 && at + 1 < html.Length)
        {
            var next = html[at + 1];
            if (next is '!' or '?')
            {
                at = Declaration(html, at);
                continue;
            }

            var closing = next == '/';
            var from = at + (closing ? 2 : 1);
            var end = from;
            while (end < html.Length && end - from < 64 && (char.IsAsciiLetterOrDigit(html[end]) || html[end] is '-' or ':'))
            {
                end++;
            }

            if (end == from || !char.IsAsciiLetter(html[from]))
            {
                at++;
                continue;
            }

            var name = html[from..end].ToLowerInvariant();
            at = Attributes(html, end, out var attributes);
            if (attributes > MaxAttributes)
            {
                return new Refusal(RefusalReason.TooLarge, $"An element has more than {MaxAttributes} attributes.");
            }

            if (closing)
            {
                // An end tag of a paragraph that is not open makes an empty one.
                elements += name is "p" or "br" && counts.GetValueOrDefault(name) == 0 ? 1 : 0;
                Close(open, counts, name);
            }

            if (elements > MaxElements || (!closing && ++elements > MaxElements))
            {
                return new Refusal(RefusalReason.TooLarge, $"A page may have {MaxElements} elements.");
            }

            if (closing)
            {
                continue;
            }

            if (HtmlNames.RawText.Contains(name))
            {
                at = RawEnd(html, at, name);
                continue;
            }

            if (HtmlNames.Void.Contains(name))
            {
                continue;
            }

            if (HtmlNames.ImpliedEnd.Contains(name) && open.Count > 0 && open[^1] == name)
            {
                // <p>…<p> and <li>…<li>: the second ends the first.
                continue;
            }

            open.Add(name);
            counts[name] = counts.GetValueOrDefault(name) + 1;
            if (open.Count > maxDepth)
            {
                return new Refusal(RefusalReason.NestedTooDeeply, $"Its elements are nested more than {maxDepth} deep.");
            }
        }

        return null;
    }

    private static void Close(List<string> open, Dictionary<string, int> counts, string name)
    {
        if (counts.GetValueOrDefault(name) == 0)
        {
            return;
        }

        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (open[i] == name)
            {
                if (Formatting.Contains(name))
                {
                    counts[name]--;
                    open.RemoveAt(i);
                }
                else
                {
                    for (var j = i; j < open.Count; j++)
                    {
                        counts[open[j]]--;
                    }

                    open.RemoveRange(i, open.Count - i);
                }

                return;
            }
        }
    }

    private static int Declaration(string html, int at)
    {
        if (string.CompareOrdinal(html, at, "<!--", 0, 4) == 0)
        {
            var end = html.IndexOf("-->", at + 4, StringComparison.Ordinal);
            return end < 0 ? html.Length : end + 3;
        }

        var close = html.IndexOf('>', at);
        return close < 0 ? html.Length : close + 1;
    }

    private static int Attributes(string html, int at, out int count)
    {
        count = 0;
        var inName = false;
        var afterEquals = false;
        while (at < html.Length && html[at] != '>')
        {
            var c = html[at];
            if (afterEquals && c is ('"' or '\''))
            {
                // A quote opens a value only behind an equals sign; elsewhere it is part of a name.
                var close = html.IndexOf(c, at + 1);
                if (close < 0)
                {
                    return html.Length;
                }

                at = close + 1;
                inName = afterEquals = false;
                continue;
            }

            if (char.IsWhiteSpace(c) || c is '/')
            {
                inName = false;
            }
            else if (c == '=')
            {
                (inName, afterEquals) = (true, true);
                at++;
                continue;
            }
            else
            {
                count += inName || afterEquals ? 0 : 1;
                (inName, afterEquals) = (true, false);
            }

            at++;
        }

        return Math.Min(html.Length, at + 1);
    }

    private static int RawEnd(string html, int at, string name)
    {
        while ((at = html.IndexOf("</", at, StringComparison.Ordinal)) >= 0)
        {
            if (html.AsSpan(at + 2).StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }

            at += 2;
        }

        return html.Length;
    }
}
