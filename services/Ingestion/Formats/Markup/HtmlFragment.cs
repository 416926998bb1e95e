namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>
/// Reads a piece of HTML, such as the body of a feed entry, into paragraphs. One pass, no tree: nesting costs nothing and
/// nothing can be made to take longer than its length.
/// </summary>
internal static class HtmlFragment
{
    /// <summary>The paragraphs and sub-headings of a fragment.</summary>
    public static IReadOnlyList<Block> Blocks(string html)
    {
        var blocks = new BlockBuilder();
        Walk(html, blocks);
        return blocks.Finish();
    }

    /// <summary>The fragment as one line of text, for headlines and names.</summary>
    public static string Line(string html)
    {
        if (!html.Contains('<', StringComparison.Ordinal))
        {
            return CharacterReferences.Decode(html).Trim();
        }

        return string.Join(' ', Blocks(html).Select(block => block.Text)).Replace('\n', ' ');
    }

    /// <summary>
    /// True when text that is nominally plain is HTML after all: it has an end tag or a character reference, and every tag
    /// and reference in it is one of HTML's. Errs towards plain: taking plain text for HTML loses what stands in angle brackets.
    /// </summary>
    public static bool LooksLikeHtml(string text)
    {
        var evidence = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '<')
            {
                var closing = i + 1 < text.Length && text[i + 1] == '/';
                var from = i + (closing ? 2 : 1);
                var end = NameEnd(text, from);
                if (end == from)
                {
                    continue;
                }

                if (!HtmlNames.All.Contains(text[from..end]))
                {
                    return false;
                }

                evidence |= closing && end < text.Length && text[end] == '>';
                evidence |= HtmlNames.Void.Contains(text[from..end]) && text.IndexOf('>', end) is var close && close >= 0;
            }
            else if (text[i] == '&')
            {
                var end = i + 1;
                while (end < text.Length && end - i < 34 && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '#'))
                {
                    end++;
                }

                if (end < text.Length && text[end] == ';' && end > i + 1)
                {
                    if (text[i + 1] != '#' && !CharacterReferences.Known(text[(i + 1)..end]))
                    {
                        return false;
                    }

                    evidence = true;
                }
            }
        }

        return evidence;
    }

    private static void Walk(string html, BlockBuilder blocks)
    {
        var at = 0;
        string? silent = null;
        var silentDepth = 0;
        var lastEnds = new Dictionary<string, int>(StringComparer.Ordinal);
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open < 0)
            {
                open = html.Length;
            }

            if (open > at && silent is null)
            {
                blocks.Text(CharacterReferences.Decode(html[at..open]));
            }

            if (open == html.Length)
            {
                return;
            }

            at = Tag(html, open, blocks, ref silent, ref silentDepth, lastEnds);
        }
    }

    /// <summary>Handles what begins with a &lt; at <paramref name="open"/>; the place to go on.</summary>
    private static int Tag(string html, int open, BlockBuilder blocks, ref string? silent, ref int silentDepth, Dictionary<string, int> lastEnds)
    {
        var next = open + 1 < html.Length ? html[open + 1] : ' ';
        if (next == '!')
        {
            if (string.CompareOrdinal(html, open, "<!--", 0, 4) == 0)
            {
                var end = html.IndexOf("-->", open + 4, StringComparison.Ordinal);
                return end < 0 ? html.Length : end + 3;
            }

            if (string.CompareOrdinal(html, open, "<![CDATA[", 0, 9) == 0)
            {
                var end = html.IndexOf("]]>", open + 9, StringComparison.Ordinal);
                var stop = end < 0 ? html.Length : end;
                if (silent is null)
                {
                    blocks.Text(html.AsSpan(open + 9, stop - open - 9));
                }

                return end < 0 ? html.Length : end + 3;
            }
        }

        if (next == '?' || (next == '!' && open + 2 < html.Length && (char.IsAsciiLetter(html[open + 2]) || html[open + 2] is '-' or '[')))
        {
            var end = html.IndexOf('>', open);
            if (end < 0)
            {
                // Not a declaration after all: text that happens to hold "<!".
                blocks.Text(html.AsSpan(open));
                return html.Length;
            }

            return end + 1;
        }

        var closing = next == '/';
        var from = open + (closing ? 2 : 1);
        var nameEnd = NameEnd(html, from);
        if (nameEnd == from)
        {
            if (silent is null)
            {
                blocks.Text("<");
            }

            return open + 1;
        }

        var name = html[from..nameEnd].ToLowerInvariant();
        var tagEnd = TagEnd(html, nameEnd, out var selfClosed);
        if (silent is not null)
        {
            if (name == silent)
            {
                silentDepth += closing ? -1 : selfClosed ? 0 : 1;
                if (silentDepth <= 0)
                {
                    silent = null;
                }
            }

            return tagEnd;
        }

        if (!closing && !selfClosed && HtmlNames.RawText.Contains(name))
        {
            return name is "script" or "style" || IsClosed(html, tagEnd, name, lastEnds) ? RawEnd(html, tagEnd, name) : tagEnd;
        }

        if (HtmlNames.Silent.Contains(name))
        {
            if (!closing && !selfClosed && !HtmlNames.Void.Contains(name) && IsClosed(html, tagEnd, name, lastEnds))
            {
                (silent, silentDepth) = (name, 1);
            }

            return tagEnd;
        }

        Apply(blocks, name, closing);
        return tagEnd;
    }

    /// <summary>What a tag does to the running text; shared by every walker of HTML.</summary>
    public static void Apply(BlockBuilder blocks, string name, bool closing)
    {
        if (name == "br")
        {
            blocks.LineBreak();
        }
        else if (HtmlNames.Headings.Contains(name))
        {
            if (closing)
            {
                blocks.EndHeading();
            }
            else
            {
                blocks.StartHeading();
            }
        }
        else if (name is "td" or "th")
        {
            blocks.Space();
        }
        else if (HtmlNames.Blocks.Contains(name))
        {
            blocks.EndBlock();
            if (name == "pre")
            {
                blocks.Preformatted = !closing;
            }
        }
    }

    /// <summary>True when an end tag follows. Without one the element would swallow the rest of the text.</summary>
    private static bool IsClosed(string html, int from, string name, Dictionary<string, int> lastEnds)
    {
        if (!lastEnds.TryGetValue(name, out var last))
        {
            lastEnds[name] = last = html.LastIndexOf("</" + name, StringComparison.OrdinalIgnoreCase);
        }

        return last >= from;
    }

    private static int RawEnd(string html, int from, string name)
    {
        var at = from;
        while (true)
        {
            at = html.IndexOf("</", at, StringComparison.Ordinal);
            if (at < 0)
            {
                return html.Length;
            }

            if (at + 2 + name.Length <= html.Length && html.AsSpan(at + 2, name.Length).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return TagEnd(html, at + 2 + name.Length, out _);
            }

            at += 2;
        }
    }

    private static int NameEnd(string html, int from)
    {
        if (from >= html.Length || !char.IsAsciiLetter(html[from]))
        {
            return from;
        }

        var end = from;
        while (end < html.Length && (char.IsAsciiLetterOrDigit(html[end]) || html[end] is '-' or ':' or '_'))
        {
            end++;
        }

        return end;
    }

    private static int TagEnd(string html, int at, out bool selfClosed)
    {
        selfClosed = false;
        var from = at;
        while (at < html.Length)
        {
            var c = html[at];
            if (c == '>')
            {
                selfClosed = html[at - 1] == '/';
                return at + 1;
            }

            // A quote matters only as a value: after its equals sign.
            if (c is '"' or '\'' && AfterEquals(html, at, from))
            {
                var close = html.IndexOf(c, at + 1);
                if (close < 0)
                {
                    // An unclosed quote would swallow the rest: the tag ends at its first bracket instead.
                    var bracket = html.IndexOf('>', from);
                    return bracket < 0 ? html.Length : bracket + 1;
                }

                at = close;
            }

            at++;
        }

        return html.Length;
    }

    private static bool AfterEquals(string html, int at, int from)
    {
        at--;
        while (at >= from && char.IsWhiteSpace(html[at]))
        {
            at--;
        }

        return at >= from && html[at] == '=';
    }
}
