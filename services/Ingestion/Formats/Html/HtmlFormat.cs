using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Formats.Html;

/// <summary>Web pages: one article a page as a rule, several where a page is made of several.</summary>
internal sealed class HtmlFormat : IInputFormat
{
    /// <summary>Characters of a page. The largest page of a news site seen in web archives is 4 MB; a tree takes twenty times its text.</summary>
    private const int MaxCharacters = 8 << 20;

    /// <summary>Attributes that say something about an article; the others are not kept, which halves a page's memory.</summary>
    private static readonly HashSet<string> KeptAttributes = new(
        [
            "id", "class", "role", "href", "rel", "name", "property", "content", "itemprop", "itemtype", "datetime", "lang", "type", "hidden",
            "style", "aria-hidden", "charset", "http-equiv", "dir", "pubdate",
        ],
        StringComparer.OrdinalIgnoreCase);

    public string Name => "html";

    public double Recognize(in InputHead head)
    {
        var root = XmlRoot.Find(head.Text);
        var declared = head.MediaType is "text/html" or "application/xhtml+xml" ? 0.2 : 0;
        if (root.DocumentType == "html" || root.Name is "html" or "head" or "body")
        {
            return root.Junk < 200 ? 0.95 : 0.6;
        }

        if (root.Name.Length > 0 && root.Junk == 0 && !root.Declared && HtmlNames.All.Contains(root.Name))
        {
            return 0.7;
        }

        // Text with much markup in it: more paragraphs, divisions and breaks than machine translation debris would leave.
        var tags = 0;
        var text = head.Text.AsSpan();
        foreach (var tag in (string[])["<p>", "<p ", "<div", "<br", "<h1", "<h2", "<li", "<td", "<span", "<article", "<meta "])
        {
            tags += text.Count(tag);
        }

        return (tags >= 6 && tags * 400 > text.Length ? 0.5 : 0) + (tags >= 3 ? declared : 0);
    }

    public IEnumerable<FoundArticle> Read(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        if (!document.TryReadText(out var html))
        {
            return [];
        }

        if (html.Length > MaxCharacters)
        {
            document.Refuse(RefusalReason.TooLarge, $"A page may have {MaxCharacters >> 20} million characters; this one has {html.Length >> 20}.");
            return [];
        }

        if (HtmlShape.Check(html, limits.MaxDepth) is { } refusal)
        {
            document.Refuse(refusal.Reason, refusal.Sentence);
            return [];
        }

        using var page = Parse(html, document, limits, cancellationToken);
        if (page is null)
        {
            return [];
        }

        var articles = PageReader.Read(page, document.Address, cancellationToken);
        return [.. articles.Select(article => article with { Start = 0, End = document.Head.Length })];
    }

    private static IHtmlDocument? Parse(string html, InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        var seen = 0;
        var parser = new HtmlParser(new HtmlParserOptions
        {
            SkipComments = true,
            SkipProcessingInstructions = true,
            DisableElementPositionTracking = true,
            ShouldEmitAttribute = static (ref _, name) => KeptAttributes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name.Span),
            OnCreated = (_, _) =>
            {
                // Formatting left open is made anew in every paragraph: more elements come to be than were written.
                if (++seen > 2 * HtmlShape.MaxElements || ((seen & 63) == 0 && document.Deadline.Passed))
                {
                    throw new OperationCanceledException();
                }

                cancellationToken.ThrowIfCancellationRequested();
            },
        });
        try
        {
            return parser.ParseDocument(html);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The only way out of the parser is its callback.
            if (seen > 2 * HtmlShape.MaxElements)
            {
                document.Refuse(RefusalReason.TooLarge, $"A page may have {HtmlShape.MaxElements} elements; this one grows to twice that.");
            }
            else
            {
                document.Refuse(RefusalReason.TooSlow, $"It took more than {limits.TimeBudget.TotalSeconds:0} s to read.");
            }

            return null;
        }
    }
}
