using System.Text;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Ingestion.Tests.Formats;

/// <summary>Small documents of every format and version, written for the tests. All tell the same two invented stories.</summary>
internal static class Samples
{
    public const string Headline = "افتتاح مكتبة عامة جديدة في المدينة القديمة";

    public const string FirstParagraph =
        "افتتحت بلدية المدينة القديمة، صباح الأحد، مكتبة عامة جديدة تضم أكثر من أربعين ألف كتاب، بحضور عدد كبير من السكان والطلاب.";

    public const string SecondParagraph =
        "وقالت مديرة المكتبة إن قاعات القراءة ستبقى مفتوحة حتى ساعة متأخرة من الليل، وإن الاشتراك فيها مجاني لجميع القراء.";

    public const string OtherHeadline = "Bridge over the river reopens after repairs";

    public const string OtherText =
        "The old bridge over the river reopened on Monday after eight months of repairs. Drivers had taken a long way round since the spring floods.";

    public static string Html => $"""
        <!DOCTYPE html>
        <html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{Headline} | صحيفة المدينة</title>
        <meta property="og:site_name" content="صحيفة المدينة">
        <meta property="article:published_time" content="2024-03-10T08:30:00+02:00">
        <meta name="author" content="ليلى حداد">
        <link rel="canonical" href="https://news.example/2024/03/library">
        <script>var ignored = "<p>not text</p>";</script></head>
        <body>
        <nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/local">محليات</a></li><li><a href="/sport">رياضة</a></li></ul></nav>
        <article>
          <h1>{Headline}</h1>
          <p class="byline">ليلى حداد</p>
          <p>{FirstParagraph}</p>
          <figure><img src="a.jpg"><figcaption>قاعة القراءة</figcaption></figure>
          <h2>قاعات للأطفال</h2>
          <p>{SecondParagraph}</p>
          <div class="related"><h3>اقرأ أيضا</h3><ul><li><a href="/1">المدينة القديمة تستعد لموسم السياحة</a></li></ul></div>
        </article>
        <footer>حقوق النشر محفوظة لصحيفة المدينة، جميع الحقوق محفوظة لأصحابها ولا يجوز النقل دون إذن.</footer>
        </body></html>
        """;

    public static string Rss20 => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
        <channel><title>News</title><link>https://news.example/</link><description>All of it</description><language>ar</language>
        <image><title>Logo</title><url>https://news.example/logo.png</url><link>https://news.example/</link></image>
        <item>
          <title>{Headline}</title><link>https://news.example/library</link>
          <guid isPermaLink="false">tag:news.example,2024:17</guid>
          <pubDate>Sun, 10 Mar 2024 08:30:00 +0200</pubDate>
          <dc:creator>ليلى حداد</dc:creator>
          <description>مكتبة عامة جديدة في المدينة القديمة</description>
          <content:encoded><![CDATA[<p>{FirstParagraph}</p><h3>قاعات للأطفال</h3><p>{SecondParagraph}</p>]]></content:encoded>
          <media:content url="https://news.example/a.jpg"><media:title>A picture</media:title></media:content>
        </item>
        <item>
          <title>{OtherHeadline}</title><guid>https://news.example/bridge</guid>
          <pubDate>Mon, 11 Mar 24 10:00 EST</pubDate>
          <description>&lt;p&gt;{OtherText}&lt;/p&gt;</description>
        </item>
        </channel></rss>
        """;

    public static string Rss090 => $"""
        <?xml version="1.0"?>
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
        <channel><title>News</title><link>https://news.example/</link><description>d</description></channel>
        <item><title>{OtherHeadline}</title><link>https://news.example/bridge</link></item>
        </rdf:RDF>
        """;

    public static string Rss091 => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
        <rss version="0.91"><channel><title>News</title><language>en</language>
        <item><title>{OtherHeadline}</title><link>https://news.example/bridge</link><description>{OtherText}</description></item>
        </channel></rss>
        """;

    public static string Rss092 => Rss091.Replace("0.91\"><channel", "0.92\"><channel", StringComparison.Ordinal)
        .Replace("<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" \"http://my.netscape.com/publish/formats/rss-0.91.dtd\">", "", StringComparison.Ordinal);

    public static string Rss10 => $"""
        <?xml version="1.0"?>
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://news.example/"><title>News</title><dc:language>en-GB</dc:language>
        <items><rdf:Seq><rdf:li rdf:resource="https://news.example/bridge"/></rdf:Seq></items></channel>
        <item rdf:about="https://news.example/bridge"><title>{OtherHeadline}</title><link>https://news.example/bridge</link>
        <description>{OtherText}</description><dc:date>2024-03-11T15:00Z</dc:date><dc:creator>Ann Weaver</dc:creator></item>
        </rdf:RDF>
        """;

    public static string Atom10 => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar" xml:base="https://news.example/">
        <title>News</title><id>urn:feed</id><updated>2024-03-10T06:30:00Z</updated><author><name>هيئة التحرير</name></author>
        <entry><title type="html">&lt;b&gt;{Headline}&lt;/b&gt;</title><id>urn:news:17</id><link href="2024/library"/><link rel="enclosure" href="a.mp3"/>
        <published>2024-03-10T08:30:00+02:00</published><updated>2024-03-10T09:00:00+02:00</updated>
        <summary>مكتبة عامة جديدة</summary>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{FirstParagraph}</p><h3>قاعات للأطفال</h3><p>{SecondParagraph}</p></div></content></entry>
        <entry xml:lang="en"><title>{OtherHeadline}</title><id>urn:news:18</id><link rel="alternate" type="text/html" href="https://news.example/bridge"/>
        <updated>2024-03-11T15:00:00Z</updated><author><name>Ann Weaver</name><email>ann@news.example</email></author><content>{OtherText}</content></entry>
        </feed>
        """;

    public static string Atom03 => $"""
        <feed version="0.3" xmlns="http://purl.org/atom/ns#">
        <title>News</title>
        <entry><title>{OtherHeadline}</title><id>urn:news:18</id><link rel="alternate" type="text/html" href="https://news.example/bridge"/>
        <issued>2024-03-11T15:00:00Z</issued><modified>2024-03-12T15:00:00Z</modified>
        <content type="text/html" mode="escaped">&lt;p&gt;{OtherText}&lt;/p&gt;</content></entry>
        </feed>
        """;

    public static string JsonFeed => $$"""
        {"version":"https://jsonfeed.org/version/1.1","title":"News","language":"ar","authors":[{"name":"هيئة التحرير"}],
        "items":[
          {"id":"17","url":"https://news.example/library","title":"{{Headline}}","content_html":"<p>{{FirstParagraph}}</p><p>{{SecondParagraph}}</p>","summary":"مكتبة","date_published":"2024-03-10T08:30:00+02:00"},
          {"id":18,"external_url":"https://news.example/bridge","title":"{{OtherHeadline}}","content_text":"{{OtherText}}","language":"en","authors":[{"name":"Ann Weaver"},{"name":"Bo Lind"}]}
        ]}
        """;

    public static string Json => $$"""
        {"status":"ok","articles":[
          {"title":"{{Headline}}","body":"{{FirstParagraph}}\n\n{{SecondParagraph}}","pub_date":"2024-03-10 08:30","byline":"ليلى حداد","url":"https://news.example/library","id":17,"lang":"ar"},
          {"headline":"{{OtherHeadline}}","content":["{{OtherText}}","A second paragraph."],"publishedAt":1710169200,"author":{"name":"Ann Weaver"},"link":"https://news.example/bridge"}
        ]}
        """;

    public static string JsonLines => $$"""
        {"title":"{{Headline}}","text":"{{FirstParagraph}}","date":"10/03/2024"}
        {"title":"{{OtherHeadline}}","text":"{{OtherText}}"}
        """;

    public static string Csv => $"""
        id,Title,Pub Date,Body,URL
        17,{Headline},2024-03-10 08:30,"{FirstParagraph}

        {SecondParagraph}",https://news.example/library
        18,"{OtherHeadline}",2024-03-11,"{OtherText} ""Finally,"" said one.",https://news.example/bridge

        """;

    public static string Tsv => $"headline\ttext\tlang\n{Headline}\t{FirstParagraph}\tar\n{OtherHeadline}\t{OtherText}\ten\n";

    public static string Nitf => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.4//EN" "nitf-3-4.dtd">
        <nitf xml:lang="en"><head><title>Bridge</title><docdata><doc-id id-string="news-18"/><date.issue norm="20240311T150000Z"/></docdata></head>
        <body><body.head><hedline><hl1>{OtherHeadline}</hl1><hl2>Eight months of detours end</hl2></hedline>
        <byline>By <person>Ann Weaver</person></byline><dateline><location>Riverside</location></dateline><abstract><p>Short.</p></abstract></body.head>
        <body.content><block><p>{OtherText}</p><hl2>What comes next</hl2><p>The second bridge follows.</p><media><media-caption>not text</media-caption></media></block></body.content>
        <body.end><tagline>The Paper</tagline></body.end></body></nitf>
        """;

    public static string NewsMlG2 => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2024-03-11T15:00:00Z</sent></header><itemSet>
        <packageItem guid="p1"><groupSet/></packageItem>
        <newsItem guid="urn:newsml:news.example:17" version="1" standard="NewsML-G2" standardversion="2.24" xml:lang="ar">
          <itemMeta><itemClass qcode="ninat:text"/><provider literal="x"><name>وكالة المدينة</name></provider><versionCreated>2024-03-10T09:00:00+02:00</versionCreated><firstCreated>2024-03-10T08:30:00+02:00</firstCreated></itemMeta>
          <contentMeta><headline>{Headline}</headline><by>ليلى حداد</by><dateline>المدينة القديمة، الأحد</dateline><language tag="ar"/><description role="drol:summary">مكتبة جديدة</description></contentMeta>
          <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>{FirstParagraph}</p><h2>قاعات للأطفال</h2><p>{SecondParagraph}</p></body></html></inlineXML></contentSet>
        </newsItem>
        <newsItem guid="photo"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentMeta><headline>A photo</headline><description>Caption</description></contentMeta></newsItem>
        <newsItem guid="urn:newsml:news.example:18"><itemMeta><itemClass qcode="ninat:text"/></itemMeta><contentMeta><headline>{OtherHeadline}</headline></contentMeta>
          <contentSet><inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><byline>Ann Weaver</byline></body.head><body.content><p>{OtherText}</p></body.content></body></nitf></inlineXML></contentSet></newsItem>
        </itemSet></newsMessage>
        """;

    public static string NewsMl12 => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <NewsML><NewsEnvelope><DateAndTime>20240311T150000Z</DateAndTime></NewsEnvelope>
        <NewsItem><Identification><NewsIdentifier><ProviderId>news.example</ProviderId><DateId>20240310</DateId><NewsItemId>17</NewsItemId><PublicIdentifier>urn:newsml:news.example:20240310:17:1</PublicIdentifier></NewsIdentifier></Identification>
        <NewsManagement><FirstCreated>20240310T063000Z</FirstCreated></NewsManagement>
        <NewsComponent><NewsLines><HeadLine>{Headline}</HeadLine><ByLine>ليلى حداد</ByLine><DateLine>المدينة القديمة</DateLine></NewsLines>
        <DescriptiveMetadata><Language FormalName="ar"/></DescriptiveMetadata>
        <ContentItem><DataContent><p>{FirstParagraph}</p><p>{SecondParagraph}</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>
        """;

    public static string Ninjs1 => $$"""
        {"uri":"https://news.example/17","type":"text","versioncreated":"2024-03-10T08:30:00+02:00","language":"ar","headline":"{{Headline}}","byline":"ليلى حداد","located":"المدينة القديمة",
         "body_text":"{{FirstParagraph}}\n\n{{SecondParagraph}}","body_xhtml":"<p>{{FirstParagraph}}</p><p>{{SecondParagraph}}</p>","associations": { "main": { "uri":"x","headline":"photo" } } }
        """;

    public static string Ninjs2 => $$"""
        {"uri":"urn:news:17","type":"text","versioncreated":"2024-03-10T08:30:00+02:00","headlines":[{"role":"sub","value":"unter"},{"role":"main","value":"{{Headline}}"}],
         "bodies":[{"role":"text","contenttype":"text/plain","value":"flat"},{"role":"html","contenttype":"text/html","value":"<section><p>{{FirstParagraph}}</p><p>{{SecondParagraph}}</p></section>"}],"by":"ليلى حداد"}
        """;

    public static string Ninjs3 => $$"""
        {"uri":"urn:news:17","standard":{"name":"ninjs","version":"3.0"},"type":"text","versionCreated":"2024-03-10T08:30:00+02:00","headlines":[{"role":"main","value":"{{Headline}}"}],
         "bodies":[{"role":"main","contentType":"text/plain","value":"{{FirstParagraph}}\n\n{{SecondParagraph}}"}],"by":"ليلى حداد"}
        """;

    public static string Xml => $"""
        <?xml version="1.0"?><export><story id="17"><title>{Headline}</title><date>2024-03-10</date><body><p>{FirstParagraph}</p><p>{SecondParagraph}</p></body></story>
        <story id="18"><title>{OtherHeadline}</title><author>Ann Weaver</author><body>{OtherText}</body></story></export>
        """;

    public static byte[] Warc => [.. WarcRecords().SelectMany(record => record)];

    public static byte[] WarcGz => [.. WarcRecords().SelectMany(Packed.Gzip)];

    public static byte[] RssGz => Packed.Gzip(Encoding.UTF8.GetBytes(Rss20));

    public static byte[] Zip => Packed.Zip(("feeds/news.xml", Encoding.UTF8.GetBytes(Rss20)), ("text.txt", Encoding.UTF8.GetBytes(Text)), ("page", Encoding.UTF8.GetBytes(Html)));

    public static IReadOnlyList<byte[]> WarcRecords() =>
    [
        WarcRecord("warcinfo", null, "application/warc-fields", "software: test\r\n"u8.ToArray()),
        WarcRecord("request", "https://news.example/library", "application/http; msgtype=request", "GET /library HTTP/1.1\r\n\r\n"u8.ToArray()),
        WarcRecord("response", "https://news.example/library", "application/http; msgtype=response",
            [.. "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1256\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"u8,
             .. Chunked(Packed.Gzip(Ingestion.Encodings.EncodingLabels.Of(1256).GetBytes(Html.Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal))))]),
        WarcRecord("response", "https://news.example/old", "application/http; msgtype=response", "HTTP/1.1 301 Moved\r\nLocation: /new\r\n\r\n"u8.ToArray()),
        WarcRecord("response", "https://news.example/a.png", "application/http; msgtype=response", [.. "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"u8, 0x89, 0x50, 0x4E, 0x47]),
        WarcRecord("conversion", "https://news.example/bridge", "text/plain", Encoding.UTF8.GetBytes(OtherHeadline + "\n\n" + OtherText)),
        WarcRecord("resource", "https://news.example/feed", "application/rss+xml", Encoding.UTF8.GetBytes(Rss091)),
    ];

    public static byte[] WarcRecord(string type, string? target, string contentType, byte[] block) =>
    [
        .. Encoding.UTF8.GetBytes($"WARC/1.0\r\nWARC-Type: {type}\r\n{(target is null ? "" : $"WARC-Target-URI: {target}\r\n")}WARC-Date: 2024-03-10T10:00:00Z\r\n"
            + $"WARC-Record-ID: <urn:uuid:{type}>\r\nContent-Type: {contentType}\r\nContent-Length: {block.Length}\r\n\r\n"),
        .. block,
        .. "\r\n\r\n"u8,
    ];

    private static byte[] Chunked(byte[] bytes) =>
        [.. bytes.Chunk(700).SelectMany(chunk => (byte[])[.. Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"), .. chunk, .. "\r\n"u8]), .. "0\r\n\r\n"u8];

    public static string Text => $"{Headline}\n\n{FirstParagraph}\n\n{SecondParagraph}\n";

    /// <summary>Every sample as bytes, with a name whose extension says nothing.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> All()
    {
        foreach (var (name, text) in Texts())
        {
            yield return (name, Encoding.UTF8.GetBytes(text));
        }

        yield return ("warc", Warc);
        yield return ("warc.gz", WarcGz);
        yield return ("rss.gz", RssGz);
        yield return ("zip", Zip);
    }

    private static IEnumerable<(string Name, string Text)> Texts() =>
    [
        ("html", Html), ("rss 2.0", Rss20), ("rss 0.90", Rss090), ("rss 0.91", Rss091), ("rss 0.92", Rss092), ("rss 1.0", Rss10),
        ("atom 1.0", Atom10), ("atom 0.3", Atom03), ("json feed", JsonFeed), ("json", Json), ("json lines", JsonLines), ("text", Text),
        ("csv", Csv), ("tsv", Tsv), ("nitf", Nitf), ("newsml-g2", NewsMlG2), ("newsml", NewsMl12), ("ninjs 1", Ninjs1), ("ninjs 2", Ninjs2), ("ninjs 3", Ninjs3), ("xml", Xml),
    ];
}
