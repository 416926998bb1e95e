using System.Text;
using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Formats;

namespace NewsPlatform.Ingestion.Tests.Formats;

public sealed class FeedTests
{
    [Fact]
    public void Rss_two_gives_every_field()
    {
        var read = Reads.Of(Samples.Rss20);
        Assert.Equal("rss", read.Result.Format);
        Assert.Equal("2.0", read.Result.Version);
        Assert.Equal(2, read.Articles.Count);

        var library = read.Articles[0];
        Assert.Equal(Samples.Headline, library.Headline);
        Assert.Equal([Samples.FirstParagraph, Samples.SecondParagraph], library.Paragraphs);
        Assert.Equal(["قاعات للأطفال"], library.Subheads);
        Assert.Equal("https://news.example/library", library.Link);
        Assert.Equal("tag:news.example,2024:17", library.SourceId);
        Assert.Equal("ليلى حداد", library.Author);
        Assert.Equal("ar", library.Language);
        Assert.Equal(new DateTimeOffset(2024, 3, 10, 8, 30, 0, TimeSpan.FromHours(2)), library.Published);
        Assert.Equal("مكتبة عامة جديدة في المدينة القديمة", library.Summary);
        Assert.Equal(ArticleKind.Full, library.Kind);

        var bridge = read.Articles[1];
        Assert.Equal("https://news.example/bridge", bridge.Link);
        Assert.Equal(Samples.OtherText, bridge.Text);
        Assert.Equal(new DateTimeOffset(2024, 3, 11, 15, 0, 0, TimeSpan.Zero), bridge.Published!.Value.ToUniversalTime());
    }

    [Fact]
    public void An_entry_is_found_at_its_bytes()
    {
        var bytes = Encoding.UTF8.GetBytes(Samples.Rss20);
        foreach (var article in Reads.Of(bytes).Articles)
        {
            var piece = Encoding.UTF8.GetString(bytes[(int)article.Start..(int)article.End]);
            Assert.StartsWith("<item>", piece, StringComparison.Ordinal);
            Assert.EndsWith("</item>", piece, StringComparison.Ordinal);
            Assert.Contains(article.Headline!, piece, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("0.90", "rss", "0.90")]
    [InlineData("0.91", "rss", "0.91")]
    [InlineData("0.92", "rss", "0.92")]
    [InlineData("1.0", "rss", "1.0")]
    [InlineData("atom 0.3", "atom", "0.3")]
    [InlineData("atom 1.0", "atom", "1.0")]
    public void Every_version_is_known_by_its_content(string sample, string format, string version)
    {
        var text = sample switch
        {
            "0.90" => Samples.Rss090,
            "0.91" => Samples.Rss091,
            "0.92" => Samples.Rss092,
            "1.0" => Samples.Rss10,
            "atom 0.3" => Samples.Atom03,
            _ => Samples.Atom10,
        };
        var read = Reads.Of(text, "misleading.txt");
        Assert.Equal((format, version), (read.Result.Format, read.Result.Version));
        var bridge = read.Articles[^1];
        Assert.Equal(Samples.OtherHeadline, bridge.Headline);
        Assert.Equal("https://news.example/bridge", bridge.Link);
        Assert.Null(read.Result.Refused);
    }

    [Fact]
    public void Atom_resolves_links_inherits_authors_and_reads_markup_in_titles()
    {
        var read = Reads.Of(Samples.Atom10);
        var library = read.Articles[0];
        Assert.Equal(Samples.Headline, library.Headline);
        Assert.Equal("https://news.example/2024/library", library.Link);
        Assert.Equal("هيئة التحرير", library.Author);
        Assert.Equal("ar", library.Language);
        Assert.Equal([Samples.FirstParagraph, Samples.SecondParagraph], library.Paragraphs);

        var bridge = read.Articles[1];
        Assert.Equal("Ann Weaver (ann@news.example)", bridge.Author);
        Assert.Equal("en", bridge.Language);
        Assert.Equal("urn:news:18", bridge.SourceId);
    }

    [Theory]
    [InlineData("<title>a &amp; b</title>", "a & b")]
    [InlineData("<title>1 &lt; 2</title>", "1 < 2")]
    [InlineData("<title>&lt;b&gt;bold&lt;/b&gt; words</title>", "bold words")]
    [InlineData("<title><![CDATA[caf&eacute;]]></title>", "café")]
    [InlineData("<title>Mark&#8217;s</title>", "Mark’s")]
    [InlineData("<title>first</title><title>second</title>", "first")]
    [InlineData("<image><title>wrong</title></image><title>right</title>", "right")]
    public void Rss_titles_are_plain_text_that_is_often_markup(string title, string expected) =>
        Assert.Equal(expected, Reads.Of($"<rss version='2.0'><channel><item>{title}<link>https://a.example/</link></item></channel></rss>").Only.Headline);

    [Theory]
    [InlineData("type='text'", "1 &lt;b&gt; 2", "1 <b> 2")]
    [InlineData("type='html'", "&lt;p&gt;one&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;", "one\n\ntwo")]
    [InlineData("type='xhtml'", "<div xmlns='http://www.w3.org/1999/xhtml'><p>one</p><p>two</p></div>", "one\n\ntwo")]
    [InlineData("type='application/octet-stream'", "SGVsbG8gd29ybGQ=", "Hello world")]
    [InlineData("type='html'", "one&lt;br&gt;two&lt;br/&gt;&lt;br/&gt;three", "one\ntwo\n\nthree")]
    [InlineData("type='html'", "&lt;script&gt;alert(1)&lt;/script&gt;kept", "kept")]
    public void Atom_content_is_read_by_its_type(string type, string content, string expected) =>
        Assert.Equal(expected, Reads.Of($"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>x</id><content {type}>{content}</content></entry></feed>").Only.Text);

    [Theory]
    [InlineData("<guid>https://a.example/1</guid>", "https://a.example/1", "https://a.example/1")]
    [InlineData("<guid isPermaLink='false'>https://a.example/1</guid>", null, "https://a.example/1")]
    [InlineData("<guid>abc</guid>", null, "abc")]
    [InlineData("<link>https://a.example/l</link><guid>https://a.example/g</guid>", "https://a.example/l", "https://a.example/g")]
    public void A_guid_is_a_link_where_it_may_be_one(string fields, string? link, string id)
    {
        var article = Reads.Of($"<rss version='2.0'><channel><item><title>t</title>{fields}</item></channel></rss>").Only;
        Assert.Equal(link, article.Link);
        Assert.Equal(id, article.SourceId);
    }

    [Fact]
    public void Xml_base_and_language_follow_the_nearest_element()
    {
        var read = Reads.Of("""
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/feed/" xml:lang="en">
            <entry xml:base="news/"><title>t</title><link href="1"/><content xml:lang="fr-TN">texte</content></entry>
            <entry><title xml:lang="">t</title><link href="/2"/></entry>
            </feed>
            """);
        Assert.Equal(("https://a.example/feed/news/1", "fr-TN"), (read.Articles[0].Link, read.Articles[0].Language));
        Assert.Equal(("https://a.example/2", null), (read.Articles[1].Link, read.Articles[1].Language));
    }

    [Fact]
    public void An_entity_written_out_in_the_document_type_is_used_and_an_external_one_is_never_fetched()
    {
        var read = Reads.Of("""
            <!DOCTYPE rss [<!ENTITY site "news.example"><!ENTITY secret SYSTEM "file:///etc/passwd">]>
            <rss version="2.0"><channel><item><title>from &site; and &secret;</title><link>https://&site;/1</link></item></channel></rss>
            """);
        Assert.Equal("https://news.example/1", read.Only.Link);
        Assert.Equal("from news.example and &secret;", read.Only.Headline);
    }

    [Theory]
    [InlineData("a bare ampersand", "<rss version='2.0'><channel><item><title>salt & pepper</title><link>https://a.example/?a=1&b=2</link></item></channel></rss>", "salt & pepper", "https://a.example/?a=1&b=2")]
    [InlineData("an HTML entity", "<rss version='2.0'><channel><item><title>caf&eacute;&nbsp;noir</title><link>https://a.example/</link></item></channel></rss>", "café noir", "https://a.example/")]
    [InlineData("junk before the prolog", "\n\n<br/><?xml version='1.0'?><rss version='2.0'><channel><item><title>t</title><link>https://a.example/</link></item></channel></rss>", "t", "https://a.example/")]
    [InlineData("a missing end tag", "<rss version='2.0'><channel><item><title>t</title><link>https://a.example/</link><item><title>u</title></item></channel></rss>", "t", "https://a.example/")]
    [InlineData("a control character", "<rss version='2.0'><channel><item><title>t\u0001\u0008</title><link>https://a.example/</link></item></channel></rss>", "t", "https://a.example/")]
    [InlineData("an undeclared prefix", "<rss version='2.0'><channel><item><dc:title>t</dc:title><link>https://a.example/</link></item></channel></rss>", "t", "https://a.example/")]
    [InlineData("the end cut off", "<rss version='2.0'><channel><item><title>t</title><link>https://a.example/</link><description>text <b>and mo", "t", "https://a.example/")]
    [InlineData("an unclosed section", "<rss version='2.0'><channel><item><title><![CDATA[t</title><link>https://a.example/</link></item></channel></rss>", "t", "https://a.example/")]
    [InlineData("unquoted attributes", "<rss version=2.0><channel><item><title>t</title><guid isPermaLink=true>https://a.example/</guid></item></channel></rss>", "t", "https://a.example/")]
    public void A_feed_broken_by_something_common_is_read_all_the_same(string fault, string feed, string headline, string link)
    {
        var read = Reads.Of(feed);
        Assert.NotEmpty(fault);
        Assert.Equal("rss", read.Result.Format);
        Assert.Equal((headline, link), (read.Articles[0].Headline, read.Articles[0].Link));
        Assert.Contains(read.Result.Notes, note => note.StartsWith("not well-formed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_feed_that_declares_the_wrong_encoding_is_read_by_its_bytes()
    {
        var read = Reads.Of(Samples.Rss20.Replace("utf-8", "iso-8859-1", StringComparison.Ordinal));
        Assert.Equal(Samples.Headline, read.Articles[0].Headline);
        Assert.Equal("utf-8", read.Result.Encoding);
        Assert.Contains(read.Result.Notes, note => note.Contains("iso-8859-1", StringComparison.Ordinal));
    }

    [Fact]
    public void An_entry_that_says_nothing_is_rejected_and_its_neighbours_are_read()
    {
        var read = Reads.Of("<rss version='2.0'><channel><item><title>one</title></item><item></item><item><title>two</title></item></channel></rss>");
        Assert.Equal(["one", "two"], read.Articles.Select(article => article.Headline));
        var rejected = Assert.Single(read.Result.RejectedRecords);
        Assert.Equal((RefusalReason.NoText, "entry 2"), (rejected.Reason, rejected.Record));
    }

    [Fact]
    public void A_feed_without_entries_is_accepted_with_no_article()
    {
        var read = Reads.Of("<rss version='2.0'><channel><title>Quiet day</title></channel></rss>");
        Assert.Null(read.Result.Refused);
        Assert.Empty(read.Articles);
        Assert.Contains("no article found", read.Result.Notes);
    }
}
