using System.Globalization;
using System.Text;
using NewsPlatform.Ingestion.Formats;
using NewsPlatform.TestSupport;
using Xunit.Abstractions;

namespace NewsPlatform.Ingestion.Tests.Formats.Suites;

public sealed class Feeds_of_every_version_give_the_fields_they_say(ITestOutputHelper output)
{
    private const string Modules = "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/' xmlns:content='http://purl.org/rss/1.0/modules/content/' "
        + "xmlns:media='http://search.yahoo.com/mrss/' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:xhtml='http://www.w3.org/1999/xhtml' xmlns:atom='http://www.w3.org/2005/Atom'";

    private static readonly (string Version, string Before, string After, IReadOnlyList<FeedCase> Cases)[] Versions =
    [
        .. new[] { "0.91", "0.92", "0.93", "0.94", "2.0", "2.0.1" }.Select(version => (
            $"rss {version}", $"<rss version='{version}' {Modules}><channel><title>The paper</title><link>http://feed.example/</link><item>", "</item></channel></rss>", FeedCases.OfRss)),
        ("rss 0.90", $"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/' {Modules}><channel><title>The paper</title></channel><item>", "</item></rdf:RDF>", FeedCases.OfRss),
        ("rss 1.0", $"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' {Modules}><channel rdf:about='http://feed.example/'><title>The paper</title></channel><item>", "</item></rdf:RDF>", FeedCases.OfRss),
        ("atom 0.3", $"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>The paper</title><entry>", "</entry></feed>", FeedCases.OfAtom03),
        ("atom 1.0", "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en' xml:base='http://feed.example/'><title>The paper</title><author><name>The desk</name></author><entry>", "</entry></feed>", FeedCases.OfAtom10),
    ];

    [Fact]
    public void Every_field_of_every_version()
    {
        var wrong = new List<string>();
        var all = 0;
        foreach (var (version, before, after, cases) in Versions)
        {
            foreach (var one in cases)
            {
                all++;
                var read = Reads.Of($"<?xml version='1.0' encoding='utf-8'?>{before}{one.Entry}{after}");
                var got = read.Articles.Count == 1 ? Field(read.Articles[0], one.Field) : $"{read.Articles.Count} articles, {read.Result.RefusedBecause}";
                if (got != one.Expected || $"{read.Result.Format} {read.Result.Version}" != version)
                {
                    wrong.Add($"{read.Result.Format} {read.Result.Version} for {version}: {one.Entry} {one.Field} should be {one.Expected ?? "nothing"}, and is {got ?? "nothing"}");
                }
            }
        }

        Figures.Print("feeds", $"feed fields: {all - wrong.Count} of {all}, RSS 0.90 to 2.0.1 and Atom 0.3 and 1.0");
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_same_fields_come_out_of_feeds_that_are_not_well_formed()
    {
        // An open tag at the end and a bare ampersand: every case goes through the second, lenient reader.
        var wrong = new List<string>();
        var all = 0;
        foreach (var (_, before, after, cases) in Versions)
        {
            foreach (var one in cases)
            {
                all++;
                var read = Reads.Of(Encoding.UTF8.GetBytes($"{before}{one.Entry}{after.Replace("</rss>", "<a & b>", StringComparison.Ordinal).Replace("</feed>", "<a & b>", StringComparison.Ordinal)}"));
                var got = read.Articles.Count == 1 ? Field(read.Articles[0], one.Field) : $"{read.Articles.Count} articles, {read.Result.RefusedBecause}";
                if (got != one.Expected)
                {
                    wrong.Add($"{one.Entry} {one.Field} should be {one.Expected ?? "nothing"}, and is {got ?? "nothing"}");
                }
            }
        }

        Figures.Print("feeds", $"feed fields, feeds not well-formed: {all - wrong.Count} of {all}");
        wrong.ForEach(output.WriteLine);
        Assert.True(wrong.Count <= all * 0.03, $"{wrong.Count} of {all} wrong");
    }

    private static string? Field(FoundArticle article, string name) => name switch
    {
        "headline" => article.Headline,
        "text" => article.Text,
        "summary" => article.Summary,
        "link" => article.Link,
        "id" => article.SourceId,
        "author" => article.Author,
        "language" => article.Language,
        "published" => article.Published?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such field"),
    };
}
