using NewsPlatform.Ingestion.Formats;

namespace NewsPlatform.Ingestion.Tests.Formats;

public sealed class HtmlTests
{
    [Fact]
    public void The_article_of_a_page_is_taken_without_its_surroundings()
    {
        var read = Reads.Of(Samples.Html);
        Assert.Equal("html", read.Result.Format);
        var article = read.Only;
        Assert.Equal(Samples.Headline, article.Headline);
        Assert.Equal("h1", article.HeadlineFrom);
        Assert.Equal([Samples.FirstParagraph, Samples.SecondParagraph], article.Paragraphs);
        Assert.Equal(["قاعات للأطفال"], article.Subheads);
        Assert.Equal(["المدينة القديمة تستعد لموسم السياحة"], article.RelatedHeadlines);
        Assert.Equal(new DateTimeOffset(2024, 3, 10, 8, 30, 0, TimeSpan.FromHours(2)), article.Published);
        Assert.Equal(("ليلى حداد", "https://news.example/2024/03/library", "ar"), (article.Author, article.Link, article.Language));
        Assert.Equal(["صحيفة المدينة"], article.Credits);
        Assert.DoesNotContain("حقوق النشر", article.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("الرئيسية", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Structured_data_speaks_before_what_is_seen()
    {
        var article = Reads.Of($$"""
            <html><head><title>Site</title><script type="application/ld+json">
            {"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],"headline":"{{Samples.OtherHeadline}}","datePublished":"2024-03-11T15:00:00Z",
             "author":[{"@type":"Person","name":"Ann Weaver"}],"mainEntityOfPage":{"@id":"https://news.example/bridge"},"inLanguage":"en","publisher": { "name":"The Paper" } } ] }
            </script></head><body><h1>Another line</h1><div><p>{{Samples.OtherText}}</p><p>{{Samples.OtherText}} Again.</p></div></body></html>
            """).Only;
        Assert.Equal((Samples.OtherHeadline, "json-ld"), (article.Headline, article.HeadlineFrom));
        Assert.Equal(("Ann Weaver", "https://news.example/bridge", "en"), (article.Author, article.Link, article.Language));
        Assert.Equal(2, article.Paragraphs.Count);
        Assert.Contains("The Paper", article.Credits);
    }

    [Fact]
    public void Paragraphs_made_of_line_breaks_are_paragraphs()
    {
        var article = Reads.Of($"<html><body><h1>t headline</h1><div>{Samples.FirstParagraph}<br><br>{Samples.SecondParagraph}</div></body></html>").Only;
        Assert.Equal([Samples.FirstParagraph, Samples.SecondParagraph], article.Paragraphs);
    }

    [Fact]
    public void A_fragment_without_a_head_is_a_page_all_the_same()
    {
        var read = Reads.Of($"<p>{Samples.FirstParagraph}</p>\n<p>{Samples.SecondParagraph}");
        Assert.Equal("html", read.Result.Format);
        Assert.Equal(2, read.Only.Paragraphs.Count);
    }

    [Fact]
    public void A_stray_tag_does_not_make_text_a_page() =>
        Assert.Equal("text", Reads.Of($"{Samples.FirstParagraph}\n\n{Samples.SecondParagraph}</p>\n").Result.Format);

    [Fact]
    public void A_page_of_several_articles_gives_them_all()
    {
        static string Card(string headline, string text) => $"<article><h2><a href='/x'>{headline}</a></h2><p>{text}</p><p>{text}</p></article>";
        var read = Reads.Of($"<html><body><main>{Card("First of the three", Samples.OtherText)}{Card("Second of the three", Samples.OtherText)}{Card("Third of the three", Samples.OtherText)}</main></body></html>");
        Assert.Equal(["First of the three", "Second of the three", "Third of the three"], read.Articles.Select(article => article.Headline));
    }

    [Fact]
    public void The_name_of_the_site_is_no_part_of_the_headline()
    {
        var article = Reads.Of($"<html><head><title>{Samples.OtherHeadline} - The Paper</title></head><body><p>{Samples.OtherText}</p></body></html>").Only;
        Assert.Equal((Samples.OtherHeadline, "title"), (article.Headline, article.HeadlineFrom));
    }

    [Fact]
    public void A_page_built_by_script_is_read_from_what_it_tells_machines()
    {
        var article = Reads.Of($$"""
            <html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"{{Samples.OtherHeadline}}","articleBody":"{{Samples.OtherText}}"}</script></head>
            <body><div id="app"></div></body></html>
            """).Only;
        Assert.Equal(Samples.OtherText, article.Text);
    }

    [Fact]
    public void A_hundred_thousand_nested_elements_are_refused_and_a_hundred_thousand_paragraphs_are_not_nested()
    {
        Assert.Equal(RefusalReason.NestedTooDeeply, Reads.Of("<html><body>" + string.Concat(Enumerable.Repeat("<div>", 100_000))).Result.Refused);
        Assert.Equal(RefusalReason.NestedTooDeeply, Reads.Of("<html><body>" + string.Concat(Enumerable.Repeat("<div></span>", 50_000))).Result.Refused);
        Assert.Null(Reads.Of("<html><body>" + string.Concat(Enumerable.Repeat("<p>some words of a paragraph ", 20_000))).Result.Refused);
    }

    [Fact]
    public void The_declared_charset_of_a_page_is_used()
    {
        var page = Samples.Html.Replace("charset=\"utf-8\"", "charset=\"windows-1256\"", StringComparison.Ordinal);
        var read = Reads.Of(Ingestion.Encodings.EncodingLabels.Of(1256).GetBytes(page));
        Assert.Equal(("windows-1256", 1), (read.Result.Encoding, read.Result.EncodingConfidence));
        Assert.Equal(Samples.Headline, read.Only.Headline);
    }

    [Theory]
    [InlineData("<form id='aspnetForm'>{0}<input name='q'></form>", "a page that is one form")]
    [InlineData("<div class='cookie-notice'><p>{1}</p></div><article>{0}</article>", "a question of consent longer than the article")]
    [InlineData("<div role='dialog'><p>{1}</p></div><div class='entry-content'>{0}</div>", "a dialog longer than the article")]
    [InlineData("<article class='post tag-bridges category-news'><h1>Bridge reopens</h1>{0}</article><div class='related'><p>{1}</p></div>", "an article that carries its tags as classes")]
    [InlineData("<article><h1>Bridge reopens</h1>{0}</article><section><p>{1}</p></section>", "a section longer than the article under its heading")]
    public void The_article_is_found_in(string page, string what)
    {
        const string article = "<p>The old bridge over the river opened again on Monday after eight months of repairs, and the first cars crossed it at noon while a band played on the bank below.</p>"
            + "<p>Drivers had taken the long way round since the flood of the spring, which had damaged two of its piers beyond repair and carried away the rails.</p>";
        var other = string.Concat(Enumerable.Repeat("We use small files to remember what you chose on earlier visits and to count how many people come here. ", 6));
        var read = Reads.Of(string.Format(System.Globalization.CultureInfo.InvariantCulture, "<html><head><title>Bridge reopens</title></head><body>" + page + "</body></html>", article, other));
        Assert.True(read.Only.Paragraphs.Count == 2 && read.Only.Text.StartsWith("The old bridge", StringComparison.Ordinal), $"{what}: {read.Only.Text}");
    }
}
