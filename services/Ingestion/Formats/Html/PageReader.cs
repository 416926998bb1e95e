using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Formats.Dates;
using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Formats.Html;

/// <summary>Takes the articles out of a parsed page.</summary>
internal static class PageReader
{
    /// <summary>Characters without which an <c>article</c> element is a card that announces an article.</summary>
    private const int CardText = 200;

    /// <summary>
    /// Where sites put the text of an article, most telling first, with the share of the page's prose from which the sign is
    /// believed: a gallery or a long list of comments may well be longer than the article.
    /// </summary>
    private static readonly (string Selector, double Share)[] Places =
    [
        ("[itemprop~=articleBody]", 0.15),
        (".article-body, .article__body, .articleBody, .article-content, .article__content, .story-body, .entry-content, .post-content, .post-body", 0.3),
        ("article:has(h1)", 0.2),
        ("article", 0.5),
        ("main, [role=main]", 0.5),
    ];

    public static IReadOnlyList<FoundArticle> Read(IHtmlDocument page, Uri? address, CancellationToken cancellationToken)
    {
        if (page.Body is not { } body)
        {
            return [];
        }

        var facts = PageFacts.Read(page, address);
        var text = PageText.Measure(body);
        cancellationToken.ThrowIfCancellationRequested();

        var several = Several(body, text);
        if (several.Count > 1)
        {
            return [.. several.Select(element => Part(element, text, facts, address)).OfType<FoundArticle>()];
        }

        return Whole(body, text, facts) is { } article ? [article] : [];
    }

    private static FoundArticle? Whole(IElement body, PageText text, PageFacts facts)
    {
        var place = Place(body, text);
        var walk = new PageWalk(text, facts.Headline);
        var blocks = walk.Blocks(place);
        var content = ArticleText.Of(blocks);
        var fromScript = false;
        if (facts.ArticleBody is { } told && told.Length > content.Text.Length * 3 / 2)
        {
            // The page builds its text by script; what it told machines is all there is.
            content = ArticleText.OfEither(told);
            fromScript = true;
        }

        if (content.Empty && facts.Description is null)
        {
            return null;
        }

        var teaser = content.Empty;
        if (content.Empty)
        {
            content = ArticleText.OfPlain(facts.Description!);
        }

        // Prose in one place and structured data are good signs; a page of short lines is hardly an article.
        var confidence = teaser ? 0.3
            : Math.Min(0.99, 0.45 + (0.25 * Math.Min(1, content.Text.Length / 600.0)) + (facts.Headline is null ? 0 : 0.1) + (facts.Published is null ? 0 : 0.1)
                + (facts.HeadlineFrom == "json-ld" ? 0.05 : 0) + (fromScript ? -0.05 : 0));
        return new FoundArticle
        {
            Kind = teaser || content.BreaksOff ? ArticleKind.Teaser : ArticleKind.Full,
            Headline = facts.Headline,
            HeadlineFrom = facts.HeadlineFrom,
            Text = content.Text,
            Paragraphs = content.Paragraphs,
            Subheads = content.Subheads,
            Credits = facts.Publisher is null ? walk.Credits : [.. walk.Credits.Prepend(facts.Publisher).Distinct()],
            RelatedHeadlines = Related(body, walk, facts.Headline),
            Published = facts.Published,
            Author = facts.Author,
            Link = facts.Link,
            SourceId = facts.SourceId,
            Language = facts.Language,
            Summary = teaser ? null : facts.Description,
            Confidence = Math.Round(confidence, 2),
        };
    }

    /// <summary>One article of a page that has several: its own heading, time and link, the page's language.</summary>
    private static FoundArticle? Part(IElement element, PageText text, PageFacts facts, Uri? address)
    {
        var heading = element.QuerySelector("h1, h2, h3, h4");
        var headline = heading is null ? null : ShortText.Of(heading);
        var walk = new PageWalk(text, headline);
        var content = ArticleText.Of(walk.Blocks(element));
        if (content.Empty)
        {
            return null;
        }

        var link = (heading?.QuerySelector("a[href]") ?? heading?.Closest("a[href]") ?? element.QuerySelector("a[rel~=bookmark]"))?.GetAttribute("href")?.Trim();
        if (link is not null && address is not null && Uri.TryCreate(address, link, out var absolute))
        {
            link = absolute.AbsoluteUri;
        }

        return new FoundArticle
        {
            Kind = content.BreaksOff || (link is not null && content.Text.Length < 2 * CardText) ? ArticleKind.Teaser : ArticleKind.Full,
            Headline = headline,
            HeadlineFrom = headline is null ? null : heading!.LocalName,
            Text = content.Text,
            Paragraphs = content.Paragraphs,
            Subheads = content.Subheads,
            Credits = walk.Credits,
            RelatedHeadlines = walk.Related,
            Published = element.QuerySelector("time[datetime]")?.GetAttribute("datetime") is { } time ? NewsDate.Parse(time) : null,
            Author = element.QuerySelector("[rel~=author], [itemprop~=author], .author, .byline") is { } author ? ShortText.Of(author) : null,
            Link = link,
            Language = element.GetAttribute("lang") ?? facts.Language,
            Confidence = 0.7,
        };
    }

    /// <summary>The <c>article</c> elements of a page made of several; empty when one of them is the page's article.</summary>
    private static List<IElement> Several(IElement body, PageText text)
    {
        var articles = body.QuerySelectorAll("article")
            .Where(element => element.ParentElement?.Closest("article") is null && text.Prose(element) >= CardText && element.QuerySelector("h1, h2, h3, h4") is not null)
            .ToList();
        if (articles.Count < 2)
        {
            return [];
        }

        var all = articles.Sum(text.Prose);
        return articles.Max(text.Prose) > 0.6 * all || all < 0.5 * text.Prose(body) ? [] : articles;
    }

    private static IElement Place(IElement body, PageText text)
    {
        foreach (var (selector, share) in Places)
        {
            var best = body.QuerySelectorAll(selector).MaxBy(text.Prose);
            if (best is not null && text.Prose(best) >= share * text.Prose(body) && text.Prose(best) >= CardText)
            {
                return text.Follow(best);
            }
        }

        return text.Follow(body);
    }

    private static List<string> Related(IElement body, PageWalk walk, string? headline)
    {
        var related = new List<string>(walk.Related);
        foreach (var list in body.QuerySelectorAll("[class], [id]").Where(PageNoise.IsRelated).Take(20))
        {
            foreach (var link in list.QuerySelectorAll("a").Take(40))
            {
                if (PageWalk.AsHeadline(link) is { } line && line != headline && !related.Contains(line) && related.Count < 100)
                {
                    related.Add(line);
                }
            }
        }

        return related;
    }
}
