namespace NewsPlatform.Ingestion.Tests.Formats.Suites;

/// <summary>One entry of a feed and what one field of the article must be.</summary>
/// <param name="Entry">What stands in the item or entry.</param>
/// <param name="Field">headline, text, summary, link, id, author, published or language.</param>
/// <param name="Expected">Its value; dates in UTC.</param>
internal sealed record FeedCase(string Entry, string Field, string? Expected);

/// <summary>What the versions of RSS and Atom let an entry say, element by element.</summary>
internal static class FeedCases
{
    public static readonly IReadOnlyList<FeedCase> OfRss =
    [
        new("<title>A bridge</title>", "headline", "A bridge"),
        new("<title>  A\n  bridge </title>", "headline", "A bridge"),
        new("<title>Trade &amp; ports</title>", "headline", "Trade & ports"),
        new("<title>Trade &amp;amp; ports</title>", "headline", "Trade & ports"),
        new("<title><![CDATA[Trade & ports]]></title>", "headline", "Trade & ports"),
        new("<title><![CDATA[A <em>big</em> bridge]]></title>", "headline", "A big bridge"),
        new("<title>A &lt;b&gt;big&lt;/b&gt; bridge</title>", "headline", "A big bridge"),
        new("<title>1 &lt; 2 &gt; 0</title>", "headline", "1 < 2 > 0"),
        new("<title>&#x645;&#1587;&#1575;&#1569;</title>", "headline", "مساء"),
        new("<title>The mayor&#8217;s bridge</title>", "headline", "The mayor’s bridge"),
        new("<title>The mayor&#146;s bridge</title>", "headline", "The mayor’s bridge"),
        new("<title>One</title><title>Two</title>", "headline", "One"),
        new("<dc:title>A bridge</dc:title>", "headline", "A bridge"),
        new("<media:title>A photo</media:title><title>A bridge</title>", "headline", "A bridge"),
        new("<media:content url='http://a.example/p.jpg'><media:title>A photo</media:title></media:content>", "headline", "A photo"),
        new("<image><title>Not this</title></image><title>A bridge</title>", "headline", "A bridge"),

        new("<link>http://a.example/1</link>", "link", "http://a.example/1"),
        new("<link>\n http://a.example/1?a=1&amp;b=2 \n</link>", "link", "http://a.example/1?a=1&b=2"),
        new("<link><![CDATA[http://a.example/1]]></link>", "link", "http://a.example/1"),
        new("<link xml:base='http://a.example/news/'>1</link>", "link", "http://a.example/news/1"),
        new("<guid>http://a.example/1</guid>", "link", "http://a.example/1"),
        new("<guid isPermaLink='true'>http://a.example/1</guid>", "link", "http://a.example/1"),
        new("<guid isPermaLink='false'>http://a.example/1</guid>", "link", null),
        new("<guid isPermaLink=\"false\">17</guid><link>http://a.example/1</link>", "link", "http://a.example/1"),
        new("<guid>http://a.example/g</guid><link>http://a.example/1</link>", "link", "http://a.example/1"),
        new("<atom:link rel='self' href='http://a.example/self'/><link>http://a.example/1</link>", "link", "http://a.example/1"),
        new("<atom:link rel='alternate' href='http://a.example/1'/>", "link", "http://a.example/1"),
        new("<enclosure url='http://a.example/1.mp3' type='audio/mpeg' length='1'/><link>http://a.example/1</link>", "link", "http://a.example/1"),

        new("<guid>http://a.example/1</guid>", "id", "http://a.example/1"),
        new("<guid isPermaLink='false'>a:17</guid>", "id", "a:17"),
        new("<guid isPermaLink='false'> 17 </guid>", "id", "17"),

        new("<description>Drivers rejoice.</description>", "text", "Drivers rejoice."),
        new("<description>&lt;p&gt;Drivers &lt;b&gt;rejoice&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Again.&lt;/p&gt;", "text", "Drivers rejoice.\n\nAgain."),
        new("<description><![CDATA[<p>Drivers rejoice.</p><p>Again.</p>]]></description>", "text", "Drivers rejoice.\n\nAgain."),
        new("<description>Drivers&lt;br/&gt;&lt;br&gt;rejoice.</description>", "text", "Drivers\n\nrejoice."),
        new("<description><p xmlns='http://www.w3.org/1999/xhtml'>Drivers <i>rejoice</i>.</p></description>", "text", "Drivers rejoice."),
        new("<description><b>Drivers</b> rejoice.</description>", "text", "Drivers rejoice."),
        new("<description>5 &amp;lt; 6</description>", "text", "5 < 6"),
        new("<description>A&amp;nbsp;B</description>", "text", "A B"),
        new("<dc:description>Drivers rejoice.</dc:description>", "text", "Drivers rejoice."),
        new("<content:encoded><![CDATA[<p>All of it.</p>]]></content:encoded>", "text", "All of it."),
        new("<description>A summary.</description><content:encoded><![CDATA[<p>All of it.</p>]]></content:encoded>", "text", "All of it."),
        new("<description>A summary.</description><content:encoded><![CDATA[<p>All of it.</p>]]></content:encoded>", "summary", "A summary."),
        new("<content:encoded><![CDATA[<p>All of it.</p>]]></content:encoded><description>A summary.</description>", "text", "All of it."),
        new("<xhtml:body><xhtml:p>All of it.</xhtml:p></xhtml:body>", "text", "All of it."),
        new("<media:group><media:description>A film of it.</media:description></media:group>", "text", "A film of it."),
        new("<description>&lt;script&gt;no()&lt;/script&gt;Drivers rejoice.&lt;style&gt;p{}&lt;/style&gt;</description>", "text", "Drivers rejoice."),
        new("<description>&lt;iframe src='x'&gt;&lt;p&gt;Drivers rejoice.&lt;/p&gt;</description>", "text", "Drivers rejoice."),
        new("<description>قال &lt;b&gt;الوزير&lt;/b&gt; نعم.</description>", "text", "قال الوزير نعم."),

        new("<author>desk@a.example (Ann Lee)</author>", "author", "desk@a.example (Ann Lee)"),
        new("<author>Ann Lee</author>", "author", "Ann Lee"),
        new("<dc:creator>Ann Lee</dc:creator>", "author", "Ann Lee"),
        new("<dc:creator>Ann Lee</dc:creator><dc:creator>Tom Ray</dc:creator>", "author", "Ann Lee, Tom Ray"),
        new("<dc:creator><![CDATA[ Ann Lee ]]></dc:creator>", "author", "Ann Lee"),
        new("<itunes:author>Ann Lee</itunes:author>", "author", "Ann Lee"),
        new("<atom:author><atom:name>Ann Lee</atom:name></atom:author>", "author", "Ann Lee"),

        new("<pubDate>Thu, 01 Feb 2024 08:30:00 GMT</pubDate>", "published", "2024-02-01T08:30:00Z"),
        new("<pubDate>Thu, 01 Feb 2024 08:30:00 +0300</pubDate>", "published", "2024-02-01T05:30:00Z"),
        new("<pubDate>Thu, 01 Feb 2024 08:30:00 EST</pubDate>", "published", "2024-02-01T13:30:00Z"),
        new("<pubDate>1 Feb 2024 08:30 UT</pubDate>", "published", "2024-02-01T08:30:00Z"),
        new("<pubDate>Thu, 1 Feb 24 08:30:00 -0500</pubDate>", "published", "2024-02-01T13:30:00Z"),
        new("<pubDate>2024-02-01T08:30:00+03:00</pubDate>", "published", "2024-02-01T05:30:00Z"),
        new("<dc:date>2024-02-01T08:30:00Z</dc:date>", "published", "2024-02-01T08:30:00Z"),
        new("<dc:date>2024-02-01</dc:date>", "published", "2024-02-01T00:00:00Z"),
        new("<dcterms:created>2024-02-01T08:30:00Z</dcterms:created>", "published", "2024-02-01T08:30:00Z"),
        new("<dcterms:issued>2024-02-01T08:30:00Z</dcterms:issued>", "published", "2024-02-01T08:30:00Z"),
        new("<dcterms:modified>2024-02-01T08:30:00Z</dcterms:modified>", "published", "2024-02-01T08:30:00Z"),
        new("<pubDate>Thu, 01 Feb 2024 08:30:00 GMT</pubDate><dc:date>2024-03-01</dc:date>", "published", "2024-02-01T08:30:00Z"),
        new("<pubDate>yesterday</pubDate><title>A bridge</title>", "published", null),

        new("<title xml:lang='ar'>جسر</title>", "language", "ar"),
        new("<title>جسر</title><dc:language>ar-EG</dc:language>", "language", "ar-EG"),
    ];

    public static readonly IReadOnlyList<FeedCase> OfAtom10 =
    [
        new("<title>A bridge</title>", "headline", "A bridge"),
        new("<title type='text'>1 &lt; 2 &lt;b&gt;</title>", "headline", "1 < 2 <b>"),
        new("<title type='html'>A &lt;b&gt;big&lt;/b&gt; bridge</title>", "headline", "A big bridge"),
        new("<title type='html'>Trade &amp;amp; ports</title>", "headline", "Trade & ports"),
        new("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <b>big</b> bridge</div></title>", "headline", "A big bridge"),
        new("<title type='xhtml'><h:div xmlns:h='http://www.w3.org/1999/xhtml'>A <h:b>big</h:b> bridge</h:div></title>", "headline", "A big bridge"),
        new("<title><![CDATA[A bridge]]></title>", "headline", "A bridge"),
        new("<source><title>Another paper</title></source><title>A bridge</title>", "headline", "A bridge"),

        new("<link href='http://a.example/1'/>", "link", "http://a.example/1"),
        new("<link rel='alternate' type='text/html' href='http://a.example/1'/>", "link", "http://a.example/1"),
        new("<link rel='self' href='http://a.example/self'/><link href='http://a.example/1'/>", "link", "http://a.example/1"),
        new("<link rel='enclosure' href='http://a.example/1.mp3'/><link rel='alternate' href='http://a.example/1'/>", "link", "http://a.example/1"),
        new("<link href='1' xml:base='http://a.example/news/'/>", "link", "http://a.example/news/1"),
        new("<link href='/1?a=1&amp;b=2'/>", "link", "http://feed.example/1?a=1&b=2"),

        new("<id>urn:uuid:17</id>", "id", "urn:uuid:17"),
        new("<id>tag:a.example,2024:1</id>", "id", "tag:a.example,2024:1"),
        new("<id>\nhttp://a.example/%7Eb/../1\n</id>", "id", "http://a.example/%7Eb/../1"),

        new("<summary>Drivers rejoice.</summary>", "text", "Drivers rejoice."),
        new("<summary type='text'>5 &lt; 6 &amp;amp;</summary>", "text", "5 < 6 &amp;"),
        new("<summary type='html'>&lt;p&gt;Drivers&lt;/p&gt;&lt;p&gt;rejoice.&lt;/p&gt;</summary>", "text", "Drivers\n\nrejoice."),
        new("<summary type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Drivers</p><p>rejoice.</p></div></summary>", "text", "Drivers\n\nrejoice."),
        new("<content type='html'>&lt;p&gt;All of it.&lt;/p&gt;</content>", "text", "All of it."),
        new("<content type='text/html'>&lt;p&gt;All of it.&lt;/p&gt;</content>", "text", "All of it."),
        new("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>All of <em>it</em>.</div></content>", "text", "All of it."),
        new("<content type='application/xhtml+xml'><div xmlns='http://www.w3.org/1999/xhtml'>All of it.</div></content>", "text", "All of it."),
        new("<content type='text'>All of it.</content>", "text", "All of it."),
        new("<content type='application/octet-stream'>QWxsIG9mIGl0Lg==</content>", "text", "All of it."),
        new("<content src='http://a.example/1.pdf' type='application/pdf'/><summary>Drivers rejoice.</summary>", "text", "Drivers rejoice."),
        new("<summary>A summary.</summary><content>All of it.</content>", "text", "All of it."),
        new("<summary>A summary.</summary><content>All of it.</content>", "summary", "A summary."),

        new("<author><name>Ann Lee</name></author>", "author", "Ann Lee"),
        new("<author><name>Ann Lee</name><email>ann@a.example</email><uri>http://a.example</uri></author>", "author", "Ann Lee (ann@a.example)"),
        new("<author><email>ann@a.example</email></author>", "author", "ann@a.example"),
        new("<author><name>Ann Lee</name></author><author><name>Tom Ray</name></author>", "author", "Ann Lee, Tom Ray"),
        new("<title>A bridge</title>", "author", "The desk"),
        new("<contributor><name>Tom Ray</name></contributor><author><name>Ann Lee</name></author>", "author", "Ann Lee"),

        new("<published>2024-02-01T08:30:00Z</published>", "published", "2024-02-01T08:30:00Z"),
        new("<updated>2024-02-01T08:30:00.123+03:00</updated>", "published", "2024-02-01T05:30:00.123Z"),
        new("<updated>2024-03-01T00:00:00Z</updated><published>2024-02-01T08:30:00Z</published>", "published", "2024-02-01T08:30:00Z"),
        new("<title xml:lang='ar'>جسر</title>", "language", "ar"),
        new("<title>A bridge</title>", "language", "en"),
    ];

    public static readonly IReadOnlyList<FeedCase> OfAtom03 =
    [
        new("<title>A bridge</title>", "headline", "A bridge"),
        new("<title mode='escaped' type='text/html'>A &lt;b&gt;big&lt;/b&gt; bridge</title>", "headline", "A big bridge"),
        new("<title mode='escaped'>Trade &amp; ports</title>", "headline", "Trade & ports"),
        new("<title mode='xml' type='application/xhtml+xml'><div xmlns='http://www.w3.org/1999/xhtml'>A bridge</div></title>", "headline", "A bridge"),
        new("<title mode='base64' type='text/plain'>QSBicmlkZ2U=</title>", "headline", "A bridge"),
        new("<link rel='alternate' type='text/html' href='http://a.example/1'/>", "link", "http://a.example/1"),
        new("<id>tag:a.example,2024:1</id>", "id", "tag:a.example,2024:1"),
        new("<summary>Drivers rejoice.</summary>", "text", "Drivers rejoice."),
        new("<summary mode='base64' type='text/html'>\nPHA+RHJpdmVycyA8Yj5yZWpvaWNlPC9iPi48L3A+\n</summary>", "text", "Drivers rejoice."),
        new("<content mode='escaped' type='text/html'>&lt;p&gt;All of it.&lt;/p&gt;</content>", "text", "All of it."),
        new("<content type='application/xhtml+xml'><div xmlns='http://www.w3.org/1999/xhtml'>All of it.</div></content>", "text", "All of it."),
        new("<summary>A summary.</summary><content mode='escaped' type='text/html'>All of it.</content>", "summary", "A summary."),
        new("<author><name>Ann Lee</name></author>", "author", "Ann Lee"),
        new("<issued>2024-02-01T08:30:00Z</issued>", "published", "2024-02-01T08:30:00Z"),
        new("<created>2024-02-01T08:30:00Z</created>", "published", "2024-02-01T08:30:00Z"),
        new("<modified>2024-02-01T08:30:00-05:00</modified>", "published", "2024-02-01T13:30:00Z"),
        new("<modified>2024-03-01T00:00:00Z</modified><issued>2024-02-01T08:30:00Z</issued>", "published", "2024-02-01T08:30:00Z"),
    ];
}
